// all_edges: every relationship between nodes that kb makes
// row type string its type
// row start string id of the node it leaves
// row end string id of the node it reaches
// row props map all its properties
MATCH (a:Author|Claim|Decision|Fact|Finding|Paper|Problem|Record|Source|Theme|Venue)-[e]->(b:Author|Claim|Decision|Fact|Finding|Paper|Problem|Record|Source|Theme|Venue)
WITH type(e) AS type, a.id AS start, b.id AS end, properties(e) AS props, coalesce(e.id, '') AS id, coalesce(e.number, 0) AS number, coalesce(e.marker, '') AS marker
RETURN type AS type, start AS start, end AS end, props AS props
ORDER BY type, start, end, id, number, marker
