// record_origins: how many records each source gives each paper, by their role
// row paper string the paper's id
// row source string id of the source
// row role string self, item, entry, person or lookup
// row records integer
MATCH (r:Record)-[:OF]->(p:Paper)
RETURN p.id AS paper, r.source AS source, r.role AS role, count(r) AS records
ORDER BY paper, source, role
