// facts: what every paper states of its own study, for an evidence table
// row citekey string the paper's citekey
// row title string the paper's title
// row name string design, country, setting, participants, n, included studies or analysis
// row value string as printed, a number, or a term
// row text string the words that state it
// row start integer offset in the source's text
// row end integer
// row file string the source's name
// row id string the fact's id
MATCH (p:Paper)-[:HAS]->(f:Fact)-[:FROM]->(s:Source)
RETURN p.citekey AS citekey, p.title AS title, f.name AS name, f.value AS value, f.text AS text, f.start AS start, f.end AS end, s.name AS file, f.id AS id
ORDER BY citekey, title, f.place, id
