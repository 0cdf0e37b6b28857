// stubs_of_papers: stubs: works that findings of some papers cite by a number no list explains
// param ids list citing paper ids
// row paper string the stub's id
UNWIND $ids AS value
MATCH (:Paper {id: value})-[:REPORTS]->(:Finding)-[:CITES]->(p:Paper {status: 'stub'})
RETURN DISTINCT p.id AS paper
ORDER BY paper
