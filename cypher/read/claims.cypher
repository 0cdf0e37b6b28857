// claims: every claim
// row id string the claim's id
// row text string as worded
// row status string proposed, accepted or rejected
// row by string who put it there
// row at string when
// row judgedBy string version of the rules and of the concept map that its findings were judged by
MATCH (c:Claim)
RETURN c.id AS id, c.text AS text, c.status AS status, c.by AS by, c.at AS at, c.judgedBy AS judgedBy
ORDER BY text, id
