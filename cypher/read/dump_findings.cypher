// dump_findings: every Finding with all its properties and its source, for a dump
// row id string the id
// row source string id of its source
// row props map all its properties
MATCH (f:Finding)-[:FROM]->(s:Source)
RETURN f.id AS id, s.id AS source, properties(f) AS props
ORDER BY id
