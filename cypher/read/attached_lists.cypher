// attached_lists: lists that a person said belong to a paper: decisions in force
// row decision string the decision's id
// row source string id of the list's source
// row record string id of the record that stands for the paper
MATCH (d:Decision {kind: 'list-of'})-[:ON]->(s:Source)
WHERE d.undone IS NULL
RETURN d.id AS decision, s.id AS source, d.value AS record
ORDER BY source, decision
