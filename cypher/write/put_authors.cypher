// put_authors: write authors, named by one of their spellings
// param rows list<map> {id, props}
UNWIND $rows AS row
MERGE (a:Author {id: row.id})
SET a += row.props
