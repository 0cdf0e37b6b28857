// Stubs still to identify: works known only by a number, because the list that names them is missing
// Add the list with kb add LIST --list-of PAPER, and they get their names.
MATCH path = (p:Paper)-[:REPORTS]->(f:Finding)-[:CITES]->(stub:Paper {status: 'stub'})
RETURN path
ORDER BY p.citekey, stub.id, f.id
LIMIT 60
