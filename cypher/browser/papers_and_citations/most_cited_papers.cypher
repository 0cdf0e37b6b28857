// Most cited papers: the five that most papers here cite, and who cites them
MATCH (p:Paper)
WITH p, COUNT { (p)<-[:CITES]-() } AS citations
WHERE citations > 0
WITH p, citations ORDER BY citations DESC, p.citekey LIMIT 5
MATCH path = (p)<-[:CITES]-(other:Paper)
RETURN path
ORDER BY citations DESC, p.citekey, other.citekey
LIMIT 100
