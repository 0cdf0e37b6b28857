// dump_findings_of_sources: every Finding of some sources, as in a dump
// param ids list<string> source ids
// row id string the id
// row source string id of its source
// row props map all its properties
UNWIND $ids AS value
MATCH (f:Finding {source: value})
RETURN f.id AS id, f.source AS source, properties(f) AS props
ORDER BY id
