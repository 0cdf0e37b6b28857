// clear_finding_cites: take the citations of findings off, before they are drawn anew
// param rows list<map> {id}: finding ids
UNWIND $rows AS row
MATCH (:Finding {id: row.id})-[c:CITES]->(:Paper)
DELETE c
