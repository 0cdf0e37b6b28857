// Cited together: papers that stand in the same lists as one paper, the most frequent companions
// Counted in at most 100 of the lists that cite it, and drawn with at most six of them.
// Another paper: put MATCH (p:Paper {citekey: 'smith2021'}) in place of the lines down to LIMIT 1.
MATCH (p:Paper)
WITH p, COUNT { (p)<-[:CITES]-() } AS number
ORDER BY number DESC, p.citekey
LIMIT 1
MATCH (p)<-[:CITES]-(list:Paper)
WITH DISTINCT p, list ORDER BY list.citekey, list.id LIMIT 100
MATCH (list)-[:CITES]->(beside:Paper)
WHERE beside <> p
WITH DISTINCT p, list, beside ORDER BY list.citekey, list.id
WITH p, beside, collect(list) AS lists ORDER BY size(lists) DESC, beside.citekey, beside.id LIMIT 10
UNWIND lists[..6] AS list
MATCH path = (p)<-[:CITES]-(list)-[:CITES]->(beside)
RETURN path, size(lists) AS times
ORDER BY times DESC, beside.citekey, beside.id, list.citekey, list.id
LIMIT 60
