// put_problems: write what was wrong with a source
// param rows list<map> {id, source, props}: source = id of its Source
UNWIND $rows AS row
MERGE (p:Problem {id: row.id})
SET p += row.props, p.source = row.source
WITH p, row
MATCH (s:Source {id: row.source})
MERGE (p)-[:FROM]->(s)
