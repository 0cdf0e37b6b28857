// name_venues: name venues after the first spelling, in code-point order, among their papers
// param rows list<map> {id}
UNWIND $rows AS row
MATCH (v:Venue {id: row.id})<-[:PUBLISHED_IN]-(p:Paper)
WITH v, min(p.container) AS name
SET v.name = name
