// author_ids_of_papers: who wrote some papers
// param ids list paper ids
// row author string the author's id
UNWIND $ids AS value
MATCH (a:Author)-[:WROTE]->(:Paper {id: value})
RETURN DISTINCT a.id AS author
ORDER BY author
