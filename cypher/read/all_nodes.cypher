// all_nodes: every node that kb makes but the store's own; what others put beside is none of ours
// row label string its label
// row id string its id
// row props map all its properties
MATCH (n:Author|Claim|Decision|Fact|Finding|Paper|Problem|Record|Source|Theme|Venue)
RETURN head(labels(n)) AS label, n.id AS id, properties(n) AS props
ORDER BY label, id
