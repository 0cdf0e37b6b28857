// all_nodes: every node but the store's own
// row label string its label
// row id string its id
// row props map all its properties
MATCH (n)
WHERE NOT n:Meta
RETURN head(labels(n)) AS label, n.id AS id, properties(n) AS props
ORDER BY label, id
