// Cited together: papers that stand in the same lists as one paper, the most frequent companions
// Another paper: put MATCH (p:Paper {citekey: 'smith2021'}) in place of the lines down to LIMIT 1.
MATCH (p:Paper)
WITH p ORDER BY COUNT { (p)<-[:CITES]-() } DESC, p.citekey LIMIT 1
MATCH (p)<-[:CITES]-(list:Paper)-[:CITES]->(beside:Paper)
WHERE beside <> p
WITH p, beside, count(DISTINCT list) AS times ORDER BY times DESC, beside.citekey LIMIT 10
MATCH path = (p)<-[:CITES]-(list:Paper)-[:CITES]->(beside)
RETURN path, times
ORDER BY times DESC, beside.citekey, list.citekey
LIMIT 60
