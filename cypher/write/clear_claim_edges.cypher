// clear_claim_edges: take the drawn stance for claims off, before it is drawn anew
// param rows list<map> {id}: claim ids
UNWIND $rows AS row
MATCH (:Finding)-[e:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]->(:Claim {id: row.id})
DELETE e
