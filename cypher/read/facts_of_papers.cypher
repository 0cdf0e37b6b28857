// facts_of_papers: what some papers state of their own studies
// param ids list<string> paper ids
// row paper string the paper's id
// row id string the fact's id
// row name string design, country, setting, participants, n, included studies or analysis
// row value string as printed, a number, or a term
// row text string the words that state it
// row start integer offset in the source's text
// row end integer
// row source string id of its source
UNWIND $ids AS value
MATCH (p:Paper {id: value})-[:HAS]->(f:Fact)
RETURN p.id AS paper, f.id AS id, f.name AS name, f.value AS value, f.text AS text, f.start AS start, f.end AS end, f.source AS source
ORDER BY paper, f.place, id
