// put_finding_cites: say which papers a finding cites
// param rows list<map> {finding, paper, number, marker}: number = as printed, marker = the whole marker
UNWIND $rows AS row
MATCH (f:Finding {id: row.finding})
MATCH (p:Paper {id: row.paper})
MERGE (f)-[:CITES {number: row.number, marker: row.marker}]->(p)
