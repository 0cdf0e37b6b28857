// put_judgements: write judgements: one per finding, claim and judge
// param rows list<map> {finding, claim, id, props}: id = the judgement's
UNWIND $rows AS row
MATCH (f:Finding {id: row.finding})
MATCH (c:Claim {id: row.claim})
MERGE (f)-[j:JUDGED {id: row.id}]->(c)
SET j += row.props
