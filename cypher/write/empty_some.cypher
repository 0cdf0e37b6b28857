// empty_some: take some nodes away, whichever, with their relationships; the store's own node stays
// param rows list<map> one row: {}
UNWIND $rows AS row
MATCH (n) WHERE NOT n:Meta
WITH n LIMIT 2000
DETACH DELETE n
