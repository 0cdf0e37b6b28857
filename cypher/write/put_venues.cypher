// put_venues: write journals, books and sites
// param rows list<map> {id}
UNWIND $rows AS row
MERGE (:Venue {id: row.id})
