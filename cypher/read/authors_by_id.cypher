// authors_by_id: some authors
// param ids list author ids
// row id string the author's id
// row block string id of the block in which names are looked at together
// row spellings string how its name was spelled and how often, JSON: [[times, name, family, given, orcid], …]
UNWIND $ids AS value
MATCH (a:Author {id: value})
RETURN a.id AS id, a.block AS block, a.spellings AS spellings
ORDER BY id
