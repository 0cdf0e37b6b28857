// graph_edges: the relationships that leave some nodes of one label, with all their properties
// param label string the label
// param ids list<string> ids of the nodes
// row start string id of the node that it leaves
// row type string the relationship's type
// row endLabel string label of the node it reaches
// row end string id of that node
// row props map all properties of the relationship
UNWIND CASE $label WHEN 'Author' THEN $ids ELSE [] END AS wanted MATCH (n:Author {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Claim' THEN $ids ELSE [] END AS wanted MATCH (n:Claim {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Decision' THEN $ids ELSE [] END AS wanted MATCH (n:Decision {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Fact' THEN $ids ELSE [] END AS wanted MATCH (n:Fact {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Finding' THEN $ids ELSE [] END AS wanted MATCH (n:Finding {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Paper' THEN $ids ELSE [] END AS wanted MATCH (n:Paper {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Problem' THEN $ids ELSE [] END AS wanted MATCH (n:Problem {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Record' THEN $ids ELSE [] END AS wanted MATCH (n:Record {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Source' THEN $ids ELSE [] END AS wanted MATCH (n:Source {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Theme' THEN $ids ELSE [] END AS wanted MATCH (n:Theme {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
UNION ALL
UNWIND CASE $label WHEN 'Venue' THEN $ids ELSE [] END AS wanted MATCH (n:Venue {id: wanted})-[e]->(m) RETURN n.id AS start, type(e) AS type, head(labels(m)) AS endLabel, m.id AS end, properties(e) AS props
