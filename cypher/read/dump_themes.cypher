// dump_themes: every Theme with its parent, for a dump
// row id string the theme's id
// row name string its name
// row origin string heading or keyword
// row parent string id of the theme it is part of, null for an outermost one
MATCH (t:Theme)
OPTIONAL MATCH (t)-[:PART_OF]->(parent:Theme)
RETURN t.id AS id, t.name AS name, t.origin AS origin, parent.id AS parent
ORDER BY id
