// judgements_of_findings: every judgement on some findings
// param ids list finding ids
// row finding string
// row claim string
// row id string the judgement's id
// row stance string
// row reason string
// row cue string the words that decide
// row cueStart integer offset in the finding's text
// row cueEnd integer
// row confidence float probability that the stance is right
// row by string the judge
// row byKind string rule, model or person
// row version string of the rules or model
// row at string when
// row note string a person's remark
UNWIND $ids AS value
MATCH (f:Finding {id: value})-[j:JUDGED]->(c:Claim)
RETURN f.id AS finding, c.id AS claim, j.id AS id, j.stance AS stance, j.reason AS reason, j.cue AS cue, j.cueStart AS cueStart, j.cueEnd AS cueEnd,
       j.confidence AS confidence, j.by AS by, j.byKind AS byKind, j.version AS version, j.at AS at, j.note AS note
ORDER BY finding, claim, id
