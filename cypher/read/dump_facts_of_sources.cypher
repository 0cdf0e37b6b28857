// dump_facts_of_sources: every study fact of some sources, as in a dump
// param ids list<string> source ids
// row id string the id
// row source string id of its source
// row props map all its properties
UNWIND $ids AS value
MATCH (:Source {id: value})<-[:FROM]-(f:Fact)
RETURN f.id AS id, f.source AS source, properties(f) AS props
ORDER BY id
