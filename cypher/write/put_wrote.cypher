// put_wrote: say who wrote which paper, under which spelling (new, or cleared before)
// param rows list<map> {author, paper, position, name, family, given, orcid}: ids; position from 1
UNWIND $rows AS row
MATCH (a:Author {id: row.author})
MATCH (p:Paper {id: row.paper})
CREATE (a)-[:WROTE {position: row.position, name: row.name, family: row.family, given: row.given, orcid: row.orcid}]->(p)
