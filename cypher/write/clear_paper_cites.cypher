// clear_paper_cites: take the citations of papers off, before they are drawn anew
// param rows list<map> {id}: ids of citing papers
UNWIND $rows AS row
MATCH (:Paper {id: row.id})-[c:CITES]->(:Paper)
DELETE c
