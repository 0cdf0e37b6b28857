// Authors who wrote together: the busiest authors and what they wrote with each other
MATCH (a:Author)
WITH a, COUNT { (a)-[:WROTE]->() } AS number
ORDER BY number DESC, a.name, a.id
LIMIT 15
MATCH path = (a)-[:WROTE]->(p:Paper)<-[:WROTE]-(b:Author)
WHERE a.id < b.id
RETURN path
ORDER BY p.citekey, a.id, b.id
LIMIT 80
