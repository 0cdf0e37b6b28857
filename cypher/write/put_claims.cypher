// put_claims: write claims as they were worded and read
// param rows list<map> {id, props}
UNWIND $rows AS row
MERGE (c:Claim {id: row.id})
SET c += row.props
