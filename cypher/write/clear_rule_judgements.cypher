// clear_rule_judgements: take the rules' judgements of findings off, before they are made anew; people's stay
// param rows list<map> {id}: finding ids
UNWIND $rows AS row
MATCH (:Finding {id: row.id})-[j:JUDGED]->(:Claim)
WHERE j.byKind = 'rule'
DELETE j
