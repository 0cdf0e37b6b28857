// dump_problems_of_sources: every Problem of some sources, as in a dump
// param ids list<string> source ids
// row id string the id
// row source string id of its source
// row props map all its properties
UNWIND $ids AS value
MATCH (:Source {id: value})<-[:FROM]-(p:Problem)
RETURN p.id AS id, p.source AS source, properties(p) AS props
ORDER BY id
