// put_paper_records: say which records are which paper
// param rows list<map> {record, paper}: ids
UNWIND $rows AS row
MATCH (r:Record {id: row.record})
MATCH (p:Paper {id: row.paper})
MERGE (r)-[:OF]->(p)
