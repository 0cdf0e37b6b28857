// drop_sources: remove sources; what was read from them goes before
// param rows list<map> {id}
UNWIND $rows AS row
MATCH (s:Source {id: row.id})
DETACH DELETE s
