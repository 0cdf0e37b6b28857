// put_no_effect: draw NO_EFFECT between findings and claims
// param rows list<map> {finding, claim, confidence, by}: ids; by = the judge that counts
UNWIND $rows AS row
MATCH (f:Finding {id: row.finding})
MATCH (c:Claim {id: row.claim})
MERGE (f)-[e:NO_EFFECT]->(c)
SET e.confidence = row.confidence, e.by = row.by
