// put_supports: draw SUPPORTS between findings and claims
// param rows list<map> {finding, claim, confidence, by}: ids; by = the judge that counts
UNWIND $rows AS row
MATCH (f:Finding {id: row.finding})
MATCH (c:Claim {id: row.claim})
MERGE (f)-[e:SUPPORTS]->(c)
SET e.confidence = row.confidence, e.by = row.by
