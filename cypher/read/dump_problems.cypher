// dump_problems: every Problem with all its properties and its source, for a dump
// row id string the id
// row source string id of its source
// row props map all its properties
MATCH (p:Problem)-[:FROM]->(s:Source)
RETURN p.id AS id, s.id AS source, properties(p) AS props
ORDER BY id
