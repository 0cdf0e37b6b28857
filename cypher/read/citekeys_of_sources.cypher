// citekeys_of_sources: the citekeys of the papers that the records of some sources belong to
// param ids list<string> source ids
// row record string the record's id
// row citekey string its paper's citekey
UNWIND $ids AS value
MATCH (r:Record {source: value})-[:OF]->(p:Paper)
WHERE p.citekey IS NOT NULL
RETURN r.id AS record, p.citekey AS citekey
ORDER BY record
