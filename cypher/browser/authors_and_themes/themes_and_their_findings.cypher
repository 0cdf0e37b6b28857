// Themes and their findings: the largest themes, a few findings of each, and the themes above them
MATCH (t:Theme)
WITH t, COUNT { (t)<-[:ABOUT]-(:Finding) } AS findings
WHERE findings > 0
WITH t, findings ORDER BY findings DESC, t.name, t.id LIMIT 6
MATCH (t)<-[:ABOUT]-(f:Finding)
WITH t, findings, f ORDER BY f.id
WITH t, findings, collect(f)[..6] AS few
UNWIND few AS f
MATCH path = (f)-[:ABOUT]->(t)-[:PART_OF*0..3]->(:Theme)
RETURN path
ORDER BY findings DESC, t.id, f.id, length(path)
LIMIT 100
