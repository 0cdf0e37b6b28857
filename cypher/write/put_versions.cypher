// put_versions: tie a preprint to the article that came of it
// param rows list<map> {preprint, article}: paper ids
UNWIND $rows AS row
MATCH (a:Paper {id: row.preprint})
MATCH (b:Paper {id: row.article})
MERGE (a)-[:VERSION_OF]->(b)
