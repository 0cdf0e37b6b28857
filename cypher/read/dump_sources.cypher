// dump_sources: every Source with all its properties, for a dump
// row id string the id
// row props map all its properties
MATCH (s:Source)
RETURN s.id AS id, properties(s) AS props
ORDER BY id
