// put_opposites: say which claims are each other's opposite
// param rows list<map> {a, b}: claim ids, a < b
UNWIND $rows AS row
MATCH (a:Claim {id: row.a})
MATCH (b:Claim {id: row.b})
MERGE (a)-[:OPPOSITE_OF]->(b)
