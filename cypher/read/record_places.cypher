// record_places: where some records stand in their sources
// param ids list record ids
// row id string the record's id
// row source string id of its source
// row start integer offset in the source's text
// row end integer offset in the source's text
UNWIND $ids AS value
MATCH (r:Record {id: value})-[f:FROM]->()
RETURN r.id AS id, r.source AS source, f.start AS start, f.end AS end
ORDER BY id
