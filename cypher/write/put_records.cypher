// put_records: write records and where they stand
// param rows list<map> {id, source, start, end, props}: source = id of its Source
UNWIND $rows AS row
MERGE (r:Record {id: row.id})
SET r += row.props, r.source = row.source
WITH r, row
MATCH (s:Source {id: row.source})
MERGE (r)-[f:FROM]->(s)
SET f.start = row.start, f.end = row.end
