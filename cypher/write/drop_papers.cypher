// drop_papers: remove papers whose records now belong to others
// param rows list<map> {id}: paper ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.id})
DETACH DELETE p
