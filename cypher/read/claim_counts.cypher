// claim_counts: how many findings and papers bear on each claim, by drawn stance
// row claim string the claim's id
// row stance string the drawn edge's type
// row findings integer
// row papers integer
MATCH (p:Paper)-[:REPORTS]->(f:Finding)-[e:SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]->(c:Claim)
RETURN c.id AS claim, type(e) AS stance, count(DISTINCT f.id) AS findings, count(DISTINCT p.id) AS papers
ORDER BY claim, stance
