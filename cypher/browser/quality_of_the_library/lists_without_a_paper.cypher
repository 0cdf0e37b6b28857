// Lists without a paper: works of lists of which nobody has said whose they are
// Say it with kb add FILE --list-of PAPER; the column file names the list.
MATCH (s:Source {form: 'list'})
WHERE NOT EXISTS { MATCH (s)<-[:ON]-(d:Decision {kind: 'list-of'}) WHERE d.undone IS NULL }
MATCH path = (r:Record {source: s.id})-[:OF]->(:Paper)
RETURN path, s.name AS file
ORDER BY file, r.position, r.id
LIMIT 40
