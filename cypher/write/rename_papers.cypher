// rename_papers: give papers another id; what hangs on them stays
// param rows list<map> {id, new}: ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.id})
SET p.id = row.new
