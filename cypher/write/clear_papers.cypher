// clear_papers: take a paper's derived edges off, before they are drawn anew
// param rows list<map> {id}: paper ids
UNWIND $rows AS row
MATCH (p:Paper {id: row.id})-[e:OF|WROTE|PUBLISHED_IN|REPORTS|HAS|VERSION_OF]-()
DELETE e
