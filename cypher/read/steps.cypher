// steps: which command of which person changed which decisions
// row id string
// row kind string always step
// row value string JSON: verb, words (the command), on (ids of records and sources), changed (decisions before and after), sources (made by it)
// row reason string
// row by string the person
// row at string
// row undone string when it was taken back by `kb undo`, else null
MATCH (d:Decision)
WHERE d.kind = 'step'
RETURN d.id AS id, d.kind AS kind, d.value AS value, d.reason AS reason, d.by AS by, d.at AS at, d.undone AS undone
ORDER BY at, id
