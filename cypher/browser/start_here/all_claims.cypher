// All claims: every claim, and which are opposites, variants or narrower
MATCH path = (c:Claim)-[:OPPOSITE_OF|VARIANT_OF|NARROWER*0..1]->(d:Claim)
RETURN path
ORDER BY c.text, c.id, d.id
LIMIT 100
