// all_edges: every relationship between nodes that kb makes
// row type string its type
// row start string id of the node it leaves
// row end string id of the node it reaches
// row props map all its properties
MATCH (a:Author|Claim|Decision|Fact|Finding|Paper|Problem|Record|Source|Theme|Venue)-[e]->(b:Author|Claim|Decision|Fact|Finding|Paper|Problem|Record|Source|Theme|Venue)
RETURN type(e) AS type, a.id AS start, b.id AS end, properties(e) AS props
ORDER BY type, start, end
