// dump_records_of_sources: every Record of some sources, as in a dump
// param ids list<string> source ids
// row id string the record's id
// row source string id of its source
// row start integer offset in the source's text
// row end integer offset in the source's text
// row props map all its properties
UNWIND $ids AS value
MATCH (r:Record {source: value})-[f:FROM]->()
RETURN r.id AS id, r.source AS source, f.start AS start, f.end AS end, properties(r) AS props
ORDER BY id
