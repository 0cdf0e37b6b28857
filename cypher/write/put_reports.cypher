// put_reports: say which findings a paper reports (new, or cleared before); looked for from the finding, since a paper has thousands
// param rows list<map> {paper, findings}: ids; findings = several of them
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
UNWIND row.findings AS finding
MATCH (f:Finding {id: finding})
CREATE (f)<-[:REPORTS]-(p)
