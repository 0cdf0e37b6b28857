// judgements_on_claim: what people judged for one claim
// param claim string the claim's id
// row finding string
// row stance string
// row reason string
// row cue string the words that decide
// row cueStart integer offset in the finding's text
// row cueEnd integer offset in the finding's text
// row confidence float
// row by string the person
// row at string when
// row id string the judgement's id
MATCH (f:Finding)-[j:JUDGED {byKind: 'person'}]->(:Claim {id: $claim})
RETURN f.id AS finding, j.stance AS stance, j.reason AS reason, j.cue AS cue, j.cueStart AS cueStart, j.cueEnd AS cueEnd, j.confidence AS confidence, j.by AS by, j.at AS at, j.id AS id
ORDER BY finding, at, id
