// drop_orphan_reports: take orphaned findings off the papers that reported them
// param rows list<map> {id}: finding ids
UNWIND $rows AS row
MATCH (:Paper)-[e:REPORTS]->(:Finding {id: row.id})
DELETE e
