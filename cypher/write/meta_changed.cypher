// meta_changed: count one more change of the store; runs inside the transaction of the change
// param rows list<map> one row: {by}, the number to add
UNWIND $rows AS row
MATCH (m:Meta {id: 'kb'})
SET m.revision = m.revision + row.by
