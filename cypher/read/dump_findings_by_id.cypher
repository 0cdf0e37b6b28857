// dump_findings_by_id: findings by id with all their properties, as in a dump
// param ids list<string> finding ids
// row id string the id
// row source string id of its source
// row props map all its properties
UNWIND $ids AS value
MATCH (f:Finding {id: value})
RETURN f.id AS id, f.source AS source, properties(f) AS props
ORDER BY id
