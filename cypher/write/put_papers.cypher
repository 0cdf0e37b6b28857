// put_papers: write papers with the fields chosen from their records
// param rows list<map> {id, props}
UNWIND $rows AS row
MERGE (p:Paper {id: row.id})
SET p += row.props
