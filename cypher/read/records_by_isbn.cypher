// records_by_isbn: records found by one kind of key
// param values list the keys
// row id string the record's id
// row fields string its reference as canonical JSON
// row role string self, item, entry, person or lookup
// row by string who said it
// row at string when it was added
// row position integer place in its list or file, from 1; null for front matter
// row keyDoi string what it is found by
// row keyPmid string
// row keyPmcid string
// row keyWork string
// row citekey string the citekey first given to its paper
// row source string id of its source
// row paper string id of the paper it belongs to
UNWIND $values AS value
MATCH (r:Record {keyIsbn: value})
OPTIONAL MATCH (r)-[:OF]->(p:Paper)
RETURN r.id AS id, r.fields AS fields, r.role AS role, r.by AS by, r.at AS at, r.position AS position,
       r.keyDoi AS keyDoi, r.keyPmid AS keyPmid, r.keyPmcid AS keyPmcid, r.keyWork AS keyWork, r.citekey AS citekey, r.source AS source, p.id AS paper
ORDER BY id
