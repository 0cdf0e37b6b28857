// themes_of_findings: every theme that a finding hangs under
// row id string the theme's id
MATCH (:Finding)-[:ABOUT]->(t:Theme)
RETURN DISTINCT t.id AS id
ORDER BY id
