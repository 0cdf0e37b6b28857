// put_decision_sources: tie decisions to the sources they are about
// param rows list<map> {decision, source}: ids
UNWIND $rows AS row
MATCH (d:Decision {id: row.decision})
MATCH (s:Source {id: row.source})
MERGE (d)-[:ON]->(s)
