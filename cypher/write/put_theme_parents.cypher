// put_theme_parents: hang themes under their parent theme
// param rows list<map> {id, parent}: ids of two themes
UNWIND $rows AS row
MATCH (t:Theme {id: row.id})
MATCH (parent:Theme {id: row.parent})
MERGE (t)-[:PART_OF]->(parent)
