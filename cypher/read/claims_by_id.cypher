// claims_by_id: claims by their ids
// param ids list<string> claim ids
// row id string the claim's id
// row text string as worded
// row status string proposed, accepted or rejected
// row by string who put it there
// row at string when
// row judgedBy string version of the rules and of the concept map that its findings were judged by
UNWIND $ids AS value
MATCH (c:Claim {id: value})
RETURN c.id AS id, c.text AS text, c.status AS status, c.by AS by, c.at AS at, c.judgedBy AS judgedBy
ORDER BY id
