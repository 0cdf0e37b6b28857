// drop_facts: remove the study facts of sources that are read anew
// param rows list<map> {id}: source ids
UNWIND $rows AS row
MATCH (f:Fact {source: row.id})
DETACH DELETE f
