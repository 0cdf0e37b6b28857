// strangers: what lies in a database, whoever put it there
// row nodes number of all nodes
// row ours number of those with a label that kb uses
MATCH (n)
RETURN count(n) AS nodes,
       sum(CASE WHEN any(label IN labels(n) WHERE label IN ['Author', 'Claim', 'Decision', 'Fact', 'Finding', 'Meta', 'Paper', 'Problem', 'Record', 'Source', 'Theme', 'Venue']) THEN 1 ELSE 0 END) AS ours
