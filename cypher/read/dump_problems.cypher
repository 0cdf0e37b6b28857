// dump_problems: every Problem with all its properties and its source, for a dump
// row id string the id
// row source string id of its source
// row props map all its properties
MATCH (p:Problem)
RETURN p.id AS id, p.source AS source, properties(p) AS props
ORDER BY id
