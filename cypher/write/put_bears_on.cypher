// put_bears_on: draw BEARS_ON between findings and claims
// param rows list<map> {finding, claim, confidence, by}: ids; by = the judge that counts
UNWIND $rows AS row
MATCH (f:Finding {id: row.finding})
MATCH (c:Claim {id: row.claim})
MERGE (f)-[e:BEARS_ON]->(c)
SET e.confidence = row.confidence, e.by = row.by
