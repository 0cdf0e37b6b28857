// dump_records: every Record with all its properties and where it stands, for a dump
// row id string the record's id
// row source string id of its source
// row start integer offset in the source's text
// row end integer offset in the source's text
// row props map all its properties
MATCH (r:Record)-[f:FROM]->()
RETURN r.id AS id, r.source AS source, f.start AS start, f.end AS end, properties(r) AS props
ORDER BY id
