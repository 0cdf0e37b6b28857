// put_facts: write study facts and where they stand
// param rows list<map> {id, source, props}: source = id of its Source
UNWIND $rows AS row
MERGE (f:Fact {id: row.id})
SET f += row.props, f.source = row.source
WITH f, row
MATCH (s:Source {id: row.source})
MERGE (f)-[:FROM]->(s)
