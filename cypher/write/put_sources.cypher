// put_sources: write sources as they were read
// param rows list<map> {id, props}: props = every property of the Source node
UNWIND $rows AS row
MERGE (s:Source {id: row.id})
SET s += row.props
