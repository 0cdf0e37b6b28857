// Where evidence comes from: from a claim to the readings of its papers; the columns name file and line
// Sources hold whole texts and are not drawn; kb show names them.
// Another claim: put MATCH (c:Claim {text: 'its words'}) in place of the lines down to LIMIT 1.
MATCH (c:Claim)
WITH c, COUNT { (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]-() } AS findings,
     COUNT { (c)<-[:SUPPORTS]-() } AS supporting
ORDER BY findings DESC, supporting DESC, c.text
LIMIT 1
MATCH path = (c)<-[:SUPPORTS|CONTRADICTS|NO_EFFECT]-(f:Finding)<-[:REPORTS]-(:Paper)<-[:OF]-(r:Record)
MATCH (f)-[:FROM]->(s:Source)
RETURN path, s.name AS file, f.line AS line
ORDER BY file, line, f.id, r.id
LIMIT 40
