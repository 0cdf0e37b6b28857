// loose_screenings: what people said of records that are not here any more
// row decision string the decision's id
// row value string verdict, stage and the record's id, blanks between
MATCH (d:Decision {kind: 'screen'})
WHERE NOT (d)-[:ON]->()
RETURN d.id AS decision, d.value AS value
ORDER BY decision
