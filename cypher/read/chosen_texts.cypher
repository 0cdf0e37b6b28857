// chosen_texts: full texts that a person chose to answer for their paper: decisions in force
// row decision string the decision's id
// row source string id of the full text's source
// row at string when it was chosen
MATCH (d:Decision {kind: 'use'})-[:ON]->(s:Source)
WHERE d.undone IS NULL
RETURN d.id AS decision, s.id AS source, d.at AS at
ORDER BY source, decision
