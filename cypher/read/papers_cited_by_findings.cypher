// papers_cited_by_findings: what findings cite
// param ids list finding ids
// row finding string the citing finding's id
// row number integer as printed
// row marker string the whole marker
// row paper string the cited paper's id
// row citekey string
// row title string
// row year integer
// row status string full, listed or stub
// row authors list names in order
UNWIND $ids AS value
MATCH (f:Finding {id: value})-[c:CITES]->(p:Paper)
RETURN f.id AS finding, c.number AS number, c.marker AS marker, p.id AS paper, p.citekey AS citekey, p.title AS title, p.year AS year, p.status AS status, p.authors AS authors
ORDER BY finding, number, marker, paper
