// Own results on a claim: what papers found themselves; what they cite from others is left out
// Another claim: put MATCH (c:Claim {text: 'its words'}) in place of the lines down to LIMIT 1.
MATCH (c:Claim)
WITH c, COUNT { (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]-() } AS findings,
     COUNT { (c)<-[:SUPPORTS]-() } AS supporting
ORDER BY findings DESC, supporting DESC, c.text
LIMIT 1
MATCH path = (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]-(f:Finding {origin: 'own'})<-[:REPORTS]-(:Paper)
RETURN path
ORDER BY f.id
LIMIT 60
