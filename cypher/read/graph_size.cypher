// graph_size: how many nodes and relationships there are, the store's own node left out
// row nodes number of nodes
// row edges number of relationships
RETURN COUNT { MATCH (n) WHERE NOT n:Meta } AS nodes, COUNT { ()-[]->() } AS edges
