// put_published_in: say where papers were published (new, or cleared before)
// param rows list<map> {paper, venue}: ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (v:Venue {id: row.venue})
CREATE (p)-[:PUBLISHED_IN]->(v)
