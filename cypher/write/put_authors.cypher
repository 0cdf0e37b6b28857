// put_authors: make sure authors exist; name_authors names them
// param rows list<map> {id}
UNWIND $rows AS row
MERGE (:Author {id: row.id})
