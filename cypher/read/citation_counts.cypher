// citation_counts: how often works are cited in the library
// row paper string id of the cited paper
// row papers integer papers whose reference list names it
// row findings integer findings that cite it
MATCH (p:Paper)<-[:CITES]-(x)
RETURN p.id AS paper, count(DISTINCT CASE WHEN x:Paper THEN x END) AS papers, count(DISTINCT CASE WHEN x:Finding THEN x END) AS findings
ORDER BY paper
