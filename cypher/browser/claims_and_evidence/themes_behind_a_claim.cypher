// Themes behind a claim: under which of the papers' themes the evidence stands
// Another claim: put MATCH (c:Claim {text: 'its words'}) in place of the lines down to LIMIT 1.
MATCH (c:Claim)
WITH c, COUNT { (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT]-()-[:ABOUT]->() } AS findings,
     COUNT { (c)<-[:SUPPORTS]-() } AS supporting
ORDER BY findings DESC, supporting DESC, c.text
LIMIT 1
MATCH path = (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]-(f:Finding)-[:ABOUT]->(:Theme)
RETURN path
ORDER BY f.id
LIMIT 60
