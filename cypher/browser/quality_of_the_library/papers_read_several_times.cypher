// Papers read several times: works found in more than one place, with every reading of them
MATCH (p:Paper)
WITH p, COUNT { (p)<-[:OF]-(:Record) } AS readings
WHERE readings > 1
WITH p, readings ORDER BY readings DESC, p.citekey LIMIT 10
MATCH path = (r:Record)-[:OF]->(p)
RETURN path
ORDER BY readings DESC, p.citekey, r.id
LIMIT 60
