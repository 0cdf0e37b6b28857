// name_authors: name authors after the first spelling, in code-point order, among those that give the same id
// param rows list<map> {id}
UNWIND $rows AS row
MATCH (a:Author {id: row.id})-[w:WROTE]->(:Paper)
WITH a, min(w.name) AS name, min(w.family) AS family, min(w.given) AS given, min(w.orcid) AS orcid
SET a.name = name, a.family = family, a.given = given, a.orcid = orcid
