// screenings: what people said when they screened papers: decisions in force
// row decision string the decision's id
// row value string verdict (include, exclude), stage (title, full-text) and the record it was said of, blanks between
// row reason string
// row by string
// row at string
// row paper string id of the paper that the record belongs to
MATCH (d:Decision {kind: 'screen'})-[:ON]->(:Record)-[:OF]->(p:Paper)
WHERE d.undone IS NULL
RETURN d.id AS decision, d.value AS value, d.reason AS reason, d.by AS by, d.at AS at, p.id AS paper
ORDER BY paper, decision
