// dump_claims: every Claim with all its properties, for a dump
// row id string the id
// row props map all its properties
MATCH (c:Claim)
RETURN c.id AS id, properties(c) AS props
ORDER BY id
