// Contested claims: claims whose own results point both ways, with those results and their papers
// Of two opposite claims the first by its words is drawn: the other has the same findings, sides changed.
MATCH (c:Claim)
WHERE EXISTS { (c)<-[:SUPPORTS]-(:Finding {origin: 'own'}) }
  AND EXISTS { (c)<-[:CONTRADICTS|NO_EFFECT]-(:Finding {origin: 'own'}) }
  AND NOT EXISTS { MATCH (c)-[:OPPOSITE_OF]-(other:Claim) WHERE other.text < c.text }
MATCH path = (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT]-(f:Finding {origin: 'own'})<-[:REPORTS]-(:Paper)
RETURN path
ORDER BY c.text, f.id
LIMIT 100
