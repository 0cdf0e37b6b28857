// clear_opposites: forget which claims are opposites of some, before it is said anew
// param rows list<map> {id}: claim ids
UNWIND $rows AS row
MATCH (:Claim {id: row.id})-[e:OPPOSITE_OF]-(:Claim)
DELETE e
