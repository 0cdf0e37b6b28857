// put_finding_themes: hang findings under their innermost theme
// param rows list<map> {finding, theme}: ids
UNWIND $rows AS row
MATCH (f:Finding {id: row.finding})
MATCH (t:Theme {id: row.theme})
MERGE (f)-[:ABOUT]->(t)
