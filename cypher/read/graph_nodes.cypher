// graph_nodes: nodes with all their properties
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
// row label string the node's label
// row id string its id
// row props map all its properties
UNWIND $authors AS wanted MATCH (n:Author {id: wanted}) RETURN 'Author' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $claims AS wanted MATCH (n:Claim {id: wanted}) RETURN 'Claim' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $decisions AS wanted MATCH (n:Decision {id: wanted}) RETURN 'Decision' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $facts AS wanted MATCH (n:Fact {id: wanted}) RETURN 'Fact' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $findings AS wanted MATCH (n:Finding {id: wanted}) RETURN 'Finding' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $papers AS wanted MATCH (n:Paper {id: wanted}) RETURN 'Paper' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $problems AS wanted MATCH (n:Problem {id: wanted}) RETURN 'Problem' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $records AS wanted MATCH (n:Record {id: wanted}) RETURN 'Record' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $sources AS wanted MATCH (n:Source {id: wanted}) RETURN 'Source' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $themes AS wanted MATCH (n:Theme {id: wanted}) RETURN 'Theme' AS label, n.id AS id, properties(n) AS props
UNION ALL
UNWIND $venues AS wanted MATCH (n:Venue {id: wanted}) RETURN 'Venue' AS label, n.id AS id, properties(n) AS props
