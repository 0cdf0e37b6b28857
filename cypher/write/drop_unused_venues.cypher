// drop_unused_venues: remove venues in which nothing here was published any more
// param rows list<map> {id}
UNWIND $rows AS row
MATCH (v:Venue {id: row.id})
WHERE NOT (v)<-[:PUBLISHED_IN]-()
DETACH DELETE v
