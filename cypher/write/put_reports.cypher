// put_reports: say which paper reports which finding
// param rows list<map> {paper, finding}: ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (f:Finding {id: row.finding})
MERGE (p)-[:REPORTS]->(f)
