// source_places: where the texts of some sources stand on pages
// param ids list source ids
// row id string the source's id
// row places string JSON text, see kb/places.py; null for what has no pages
UNWIND $ids AS value
MATCH (s:Source {id: value})
RETURN s.id AS id, s.places AS places
ORDER BY id
