// put_wrote: say who wrote which paper, under which spelling
// param rows list<map> {author, paper, position, name, family, given, orcid}: ids; position from 1
UNWIND $rows AS row
MATCH (a:Author {id: row.author})
MATCH (p:Paper {id: row.paper})
MERGE (a)-[w:WROTE {position: row.position}]->(p)
SET w.name = row.name, w.family = row.family, w.given = row.given, w.orcid = row.orcid
