// drop_problems: remove the problems of sources that are read anew
// param rows list<map> {id}: source ids
UNWIND $rows AS row
MATCH (p:Problem)-[:FROM]->(:Source {id: row.id})
DETACH DELETE p
