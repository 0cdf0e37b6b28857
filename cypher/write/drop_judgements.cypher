// drop_judgements: take off judgements that a later one of the same person replaces
// param rows list<map> {finding, claim, id}: id = the judgement's
UNWIND $rows AS row
MATCH (:Finding {id: row.finding})-[j:JUDGED {id: row.id}]->(:Claim {id: row.claim})
DELETE j
