// put_designs: give papers the first design that their text in use states
// param rows list<map> {paper, source}: ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (f:Fact {source: row.source})
WHERE f.name = 'design' AND f.place = 0
SET p.design = f.value
