// put_decision_records: tie decisions to the records they are about
// param rows list<map> {decision, record}: ids
UNWIND $rows AS row
MATCH (d:Decision {id: row.decision})
MATCH (r:Record {id: row.record})
MERGE (d)-[:ON]->(r)
