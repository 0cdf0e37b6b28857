// person_judgements: what people judged, on any claim
// row finding string
// row claim string
// row id string the judgement's id
// row stance string
// row reason string
// row cue string the words that decide
// row cueStart integer offset in the finding's text
// row cueEnd integer
// row confidence float
// row by string the person
// row byKind string always person
// row version string
// row at string when
// row note string
MATCH (f:Finding)-[j:JUDGED {byKind: 'person'}]->(c:Claim)
RETURN f.id AS finding, c.id AS claim, j.id AS id, j.stance AS stance, j.reason AS reason, j.cue AS cue, j.cueStart AS cueStart, j.cueEnd AS cueEnd,
       j.confidence AS confidence, j.by AS by, j.byKind AS byKind, j.version AS version, j.at AS at, j.note AS note
ORDER BY finding, claim, id
