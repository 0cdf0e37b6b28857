// dump_sources_by_id: sources by id with all their properties, as in a dump
// param ids list<string> source ids
// row id string the id
// row props map all its properties
UNWIND $ids AS value
MATCH (s:Source {id: value})
RETURN s.id AS id, properties(s) AS props
ORDER BY id
