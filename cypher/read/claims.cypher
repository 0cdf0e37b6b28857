// claims: every claim
// row id string the claim's id
// row text string as worded
// row status string proposed, accepted or rejected
// row by string who put it there
// row at string when
MATCH (c:Claim)
RETURN c.id AS id, c.text AS text, c.status AS status, c.by AS by, c.at AS at
ORDER BY text, id
