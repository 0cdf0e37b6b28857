// put_reports: say which paper reports which finding; looked for from the finding, since a paper has thousands
// param rows list<map> {paper, finding}: ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (f:Finding {id: row.finding})
MERGE (f)<-[:REPORTS]-(p)
