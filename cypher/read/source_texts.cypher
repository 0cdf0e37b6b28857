// source_texts: the canonical text of some sources
// param ids list source ids
// row id string the source's id
// row text string its canonical text
UNWIND $ids AS value
MATCH (s:Source {id: value})
RETURN s.id AS id, s.text AS text
ORDER BY id
