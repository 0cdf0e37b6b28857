// drop_unused_themes: remove themes that nothing hangs under any more
// param rows list<map> {id}: theme ids, innermost first
UNWIND $rows AS row
MATCH (t:Theme {id: row.id})
WHERE NOT (t)<-[:ABOUT]-() AND NOT (t)<-[:PART_OF]-()
DETACH DELETE t
