// orphan_findings: keep findings that people judged though their text is gone: they answer nothing from now on
// param rows list<map> {id}
UNWIND $rows AS row
MATCH (f:Finding {id: row.id})
SET f.status = 'orphaned'
WITH f
OPTIONAL MATCH (f)-[e:CITES|ABOUT|SUPPORTS|CONTRADICTS|NO_EFFECT|BEARS_ON]->()
DELETE e
