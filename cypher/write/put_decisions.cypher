// put_decisions: write people's decisions on records
// param rows list<map> {id, props}
UNWIND $rows AS row
MERGE (d:Decision {id: row.id})
SET d += row.props
