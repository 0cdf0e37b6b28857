// Evidence for and against a claim: findings with a direction, and the papers that report them
// Another claim: put MATCH (c:Claim {text: 'its words'}) in place of the lines down to LIMIT 1.
MATCH (c:Claim)
WITH c, COUNT { (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]-() } AS findings,
     COUNT { (c)<-[:SUPPORTS]-() } AS supporting
ORDER BY findings DESC, supporting DESC, c.text
LIMIT 1
MATCH path = (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT]-(f:Finding)<-[:REPORTS]-(:Paper)
RETURN path
ORDER BY f.origin = 'own' DESC, f.id
LIMIT 60
