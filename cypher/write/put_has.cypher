// put_has: say which paper has which study facts: those of its text in use
// param rows list<map> {paper, source}: ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (f:Fact {source: row.source})
MERGE (p)-[:HAS]->(f)
