// clear_claim_judgements: take the rules' judgements for claims off, before they are made anew; people's stay
// param rows list<map> {id}: claim ids
UNWIND $rows AS row
MATCH (:Finding)-[j:JUDGED]->(:Claim {id: row.id})
WHERE j.byKind = 'rule'
DELETE j
