// venue_ids_of_papers: where some papers were published
// param ids list paper ids
// row venue string the venue's id
UNWIND $ids AS value
MATCH (:Paper {id: value})-[:PUBLISHED_IN]->(v:Venue)
RETURN DISTINCT v.id AS venue
ORDER BY venue
