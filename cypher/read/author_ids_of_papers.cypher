// author_ids_of_papers: who wrote some papers
// param ids list paper ids
// row author string the author's id
UNWIND $ids AS value
MATCH (:Paper {id: value})<-[:WROTE]-(a:Author)
RETURN DISTINCT a.id AS author
ORDER BY author
