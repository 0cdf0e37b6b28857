// put_published_in: say where papers were published
// param rows list<map> {paper, venue}: ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (v:Venue {id: row.venue})
MERGE (p)-[:PUBLISHED_IN]->(v)
