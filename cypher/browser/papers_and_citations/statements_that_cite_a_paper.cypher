// Statements that cite a paper: what others say when they cite it, and in which paper they say it
// Another paper: put MATCH (p:Paper {citekey: 'smith2021'}) in place of the lines down to LIMIT 1.
MATCH (:Finding)-[:CITES]->(p:Paper)
WITH p, count(*) AS statements
ORDER BY statements DESC, p.citekey
LIMIT 1
MATCH path = (p)<-[:CITES]-(f:Finding)<-[:REPORTS]-(:Paper)
RETURN path
ORDER BY f.id
LIMIT 60
