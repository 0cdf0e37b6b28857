// cites_of_paper: what a paper cites, in the order of its list
// param id string the citing paper's id
// row number integer place in the list
// row marker string as printed
// row paper string the cited paper's id
// row citekey string
// row title string
// row year integer
// row status string full, listed or stub
// row authors list names in order
MATCH (:Paper {id: $id})-[c:CITES]->(p:Paper)
RETURN c.number AS number, c.marker AS marker, p.id AS paper, p.citekey AS citekey, p.title AS title, p.year AS year, p.status AS status, p.authors AS authors
ORDER BY number, paper
