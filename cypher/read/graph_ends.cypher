// graph_ends: how many nodes each label has, and how many relationships they know of from either end
// row label string the label
// row nodes number of its nodes
// row leaving number of relationships that leave them
// row arriving number of relationships that reach them
MATCH (n)
WHERE NOT n:Meta
RETURN head(labels(n)) AS label, count(n) AS nodes, sum(COUNT { (n)-->() }) AS leaving, sum(COUNT { (n)<--() }) AS arriving
ORDER BY label
