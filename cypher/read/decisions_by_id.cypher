// decisions_by_id: some of what people decided
// param ids list<string> decision ids
// row id string
// row kind string list-of, use, merge, distinct, study or screen
// row value string
// row reason string
// row by string
// row at string
// row undone string when it was undone, null while in force
UNWIND $ids AS value
MATCH (d:Decision {id: value})
RETURN d.id AS id, d.kind AS kind, d.value AS value, d.reason AS reason, d.by AS by, d.at AS at, d.undone AS undone
ORDER BY id
