// From claim to primary study: statements that repeat other works' results, and the works they cite
// Another claim: put MATCH (c:Claim {text: 'its words'}) in place of the lines down to LIMIT 1.
MATCH (c:Claim)
WITH c, COUNT { (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT]-()-[:CITES]->() } AS findings,
     COUNT { (c)<-[:SUPPORTS]-() } AS supporting
ORDER BY findings DESC, supporting DESC, c.text
LIMIT 1
MATCH path = (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]-(f:Finding)-[:CITES]->(primary:Paper)
MATCH reports = (f)<-[:REPORTS]-(:Paper)
RETURN path, reports
ORDER BY f.id, primary.id
LIMIT 60
