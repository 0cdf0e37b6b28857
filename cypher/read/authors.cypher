// authors: people and organisations that wrote something here, who wrote most first
// row id string the author's id
// row name string the fullest spelling
// row orcid string where one is known
// row papers integer how many they wrote
// row spellings string how its name was spelled and how often, JSON: [[times, name, family, given, orcid], …]
MATCH (a:Author)-[:WROTE]->(p:Paper)
RETURN a.id AS id, a.name AS name, a.orcid AS orcid, COUNT(DISTINCT p) AS papers, a.spellings AS spellings
ORDER BY papers DESC, name, id
