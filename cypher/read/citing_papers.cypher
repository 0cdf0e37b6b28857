// citing_papers: which papers cite a paper
// param id string the cited paper's id
// row paper string the citing paper's id
// row citekey string
// row title string
// row year integer
// row number integer place in its list
MATCH (p:Paper)-[c:CITES]->(:Paper {id: $id})
RETURN p.id AS paper, p.citekey AS citekey, p.title AS title, p.year AS year, c.number AS number
ORDER BY year, paper, number
