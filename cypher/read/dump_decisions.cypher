// dump_decisions: what people decided, and the steps by which they did, for a dump
// row id string
// row kind string list-of, use, merge, distinct, study, edit, screen or step
// row value string
// row reason string
// row by string
// row at string
// row undone string when it was undone, null while in force
// row changed string when `kb undo` put this state back, null if it never did
// row target string id of the source or record it is on
// row targetKind string Source or Record
MATCH (d:Decision)
OPTIONAL MATCH (d)-[:ON]->(t)
RETURN d.id AS id, d.kind AS kind, d.value AS value, d.reason AS reason, d.by AS by, d.at AS at, d.undone AS undone, d.changed AS changed, t.id AS target, head(labels(t)) AS targetKind
ORDER BY id, target
