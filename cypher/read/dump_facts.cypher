// dump_facts: every study fact with all its properties and its source, for a dump
// row id string the id
// row source string id of its source
// row props map all its properties
MATCH (f:Fact)
RETURN f.id AS id, f.source AS source, properties(f) AS props
ORDER BY id
