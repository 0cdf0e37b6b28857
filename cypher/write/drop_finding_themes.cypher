// drop_finding_themes: take findings off their themes, before they are hung anew
// param rows list<map> {id}: finding ids
UNWIND $rows AS row
MATCH (:Finding {id: row.id})-[e:ABOUT]->(:Theme)
DELETE e
