// linked_records: which records people said are one work, distinct works or reports of one study, or belong to what was typed: decisions in force
// row decision string the decision's id
// row kind string merge, distinct, study or edit
// row value string ids of the two records, a blank between
// row reason string in the words of who said so
// row by string
// row at string
MATCH (d:Decision)
WHERE d.kind IN ['merge', 'distinct', 'study', 'edit'] AND d.undone IS NULL
RETURN d.id AS decision, d.kind AS kind, d.value AS value, d.reason AS reason, d.by AS by, d.at AS at
ORDER BY decision
