// Judged by people: the findings on which a person has said what they mean for a claim
// Only the rules' proposals: put 'rule' in place of 'person'.
MATCH path = (p:Paper)-[:REPORTS]->(f:Finding)-[j:JUDGED {byKind: 'person'}]->(c:Claim)
RETURN path
ORDER BY c.text, f.id, j.id
LIMIT 60
