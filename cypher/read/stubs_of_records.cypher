// stubs_of_records: stubs: works that the findings of some texts, in use or not, cite by a number no list explains
// param ids list<string> ids of the texts' front matter
// row paper string the stub's id
UNWIND $ids AS value
MATCH (:Finding {record: value})-[:CITES]->(p:Paper {status: 'stub'})
RETURN DISTINCT p.id AS paper
ORDER BY paper
