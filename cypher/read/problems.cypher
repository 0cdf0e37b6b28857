// problems: what was wrong with what was read
// row id string
// row level string error, warning or info
// row message string
// row hint string how to mend it
// row start integer offset in the source's text, null for none
// row end integer
// row line integer from 1
// row column integer from 1
// row source string the source's id
// row file string the source's name
MATCH (p:Problem)
RETURN p.id AS id, p.level AS level, p.message AS message, p.hint AS hint, p.start AS start, p.end AS end, p.line AS line, p.column AS column, p.source AS source, p.file AS file
ORDER BY file, source, start, end, id
