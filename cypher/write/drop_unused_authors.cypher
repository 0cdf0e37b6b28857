// drop_unused_authors: remove authors who wrote nothing here any more
// param rows list<map> {id}
UNWIND $rows AS row
MATCH (a:Author {id: row.id})
WHERE NOT (a)-[:WROTE]->()
DETACH DELETE a
