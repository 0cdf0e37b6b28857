// drop_records: remove records that a new version of their source no longer has
// param rows list<map> {id}
UNWIND $rows AS row
MATCH (r:Record {id: row.id})
DETACH DELETE r
