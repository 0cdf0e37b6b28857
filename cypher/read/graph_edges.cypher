// graph_edges: the relationships that leave some nodes, with all their properties
// param authors list<string> ids of Author
// param claims list<string> ids of Claim
// param decisions list<string> ids of Decision
// param facts list<string> ids of Fact
// param findings list<string> ids of Finding
// param papers list<string> ids of Paper
// param problems list<string> ids of Problem
// param records list<string> ids of Record
// param sources list<string> ids of Source
// param themes list<string> ids of Theme
// param venues list<string> ids of Venue
// row label string label of the node that it leaves
// row id string id of that node
// row type string the relationship's type
// row endLabel string label of the node it reaches
// row end string id of that node
// row props map all properties of the relationship
UNWIND $authors AS wanted MATCH (n:Author {id: wanted})-[e]->(m) RETURN 'Author' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $claims AS wanted MATCH (n:Claim {id: wanted})-[e]->(m) RETURN 'Claim' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $decisions AS wanted MATCH (n:Decision {id: wanted})-[e]->(m) RETURN 'Decision' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $facts AS wanted MATCH (n:Fact {id: wanted})-[e]->(m) RETURN 'Fact' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $findings AS wanted MATCH (n:Finding {id: wanted})-[e]->(m) RETURN 'Finding' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $papers AS wanted MATCH (n:Paper {id: wanted})-[e]->(m) RETURN 'Paper' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $problems AS wanted MATCH (n:Problem {id: wanted})-[e]->(m) RETURN 'Problem' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $records AS wanted MATCH (n:Record {id: wanted})-[e]->(m) RETURN 'Record' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $sources AS wanted MATCH (n:Source {id: wanted})-[e]->(m) RETURN 'Source' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $themes AS wanted MATCH (n:Theme {id: wanted})-[e]->(m) RETURN 'Theme' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND $venues AS wanted MATCH (n:Venue {id: wanted})-[e]->(m) RETURN 'Venue' AS label, n.id AS id, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
