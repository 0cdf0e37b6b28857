// put_paper_cites: say which paper cites which, by its list
// param rows list<map> {citing, cited, number, marker}: number = place in the list, marker = as printed
UNWIND $rows AS row
MATCH (a:Paper {id: row.citing})
MATCH (b:Paper {id: row.cited})
MERGE (a)-[:CITES {number: row.number, marker: row.marker}]->(b)
