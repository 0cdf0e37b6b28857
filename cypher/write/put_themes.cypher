// put_themes: write themes
// param rows list<map> {id, name, origin}
UNWIND $rows AS row
MERGE (t:Theme {id: row.id})
SET t.name = row.name, t.origin = row.origin
