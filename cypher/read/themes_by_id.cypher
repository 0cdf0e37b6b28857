// themes_by_id: which of some themes are here
// param ids list<string> theme ids
// row id string the theme's id
UNWIND $ids AS value
MATCH (t:Theme {id: value})
RETURN t.id AS id
ORDER BY id
