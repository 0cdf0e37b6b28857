// fill_mark: say at the store's own node how far a copy has come; nulls when it is complete
// param rows list<map> one row: {filling, filled}: the graph's name, and how much of it is here
UNWIND $rows AS row
MATCH (m:Meta {id: 'kb'})
SET m.filling = row.filling, m.filled = row.filled
