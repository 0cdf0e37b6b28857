// drop_findings: remove findings that a new version of their source no longer has and nobody judged
// param rows list<map> {id}
UNWIND $rows AS row
MATCH (f:Finding {id: row.id})
DETACH DELETE f
