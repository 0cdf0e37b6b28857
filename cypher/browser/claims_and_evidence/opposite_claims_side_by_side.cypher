// Opposite claims side by side: two claims that contradict each other and the findings of both
// Another pair: put MATCH (a:Claim {text: 'its words'})-[:OPPOSITE_OF]-(b:Claim) in place of the lines down to LIMIT 1.
MATCH (a:Claim)-[:OPPOSITE_OF]->(b:Claim)
WITH a, b, COUNT { (a)<-[:CONTRADICTS]-() } * COUNT { (b)<-[:CONTRADICTS]-() } AS sides
ORDER BY sides DESC, a.text, b.text
LIMIT 1
MATCH path = (a)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT]-(f:Finding)-[:SUPPORTS|CONTRADICTS|NO_EFFECT]->(b)
MATCH opposite = (a)-[:OPPOSITE_OF]-(b)
RETURN opposite, path
ORDER BY f.id
LIMIT 40
