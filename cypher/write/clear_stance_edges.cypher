// clear_stance_edges: take the drawn stance of findings off, before it is drawn anew
// param rows list<map> {id}: finding ids
UNWIND $rows AS row
MATCH (:Finding {id: row.id})-[e:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]->(:Claim)
DELETE e
