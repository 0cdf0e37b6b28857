// An author and their papers: and those who wrote them too
// Another author: put MATCH (a:Author {family: 'Smith'}) in place of the lines down to LIMIT 1.
MATCH (a:Author)
WITH a, COUNT { (a)-[:WROTE]->() } AS number
ORDER BY number DESC, a.name, a.id
LIMIT 1
MATCH path = (a)-[:WROTE]->(p:Paper)<-[:WROTE]-(other:Author)
RETURN path
ORDER BY p.citekey, other.id
LIMIT 80
