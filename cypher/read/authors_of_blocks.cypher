// authors_of_blocks: authors whose names are looked at together
// param values list ids of blocks
// row id string the author's id
// row block string id of its block
// row spellings string how its name was spelled and how often, JSON: [[times, name, family, given, orcid], …]
UNWIND $values AS value
MATCH (a:Author {block: value})
RETURN a.id AS id, a.block AS block, a.spellings AS spellings
ORDER BY id
