// drop_wrote: take authors off places in papers, before they are given to others
// param rows list<map> {paper, position}: the paper's id; position from 1
UNWIND $rows AS row
MATCH (:Paper {id: row.paper})<-[w:WROTE {position: row.position}]-(:Author)
DELETE w
