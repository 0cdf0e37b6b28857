// untitled_papers: where papers without title and journal stand as they were printed
// row id string the paper's id
// row source string id of the source
// row start integer offset in the source's text
// row end integer offset in the source's text
MATCH (p:Paper)<-[:OF]-(:Record)-[f:FROM]->(s:Source)
WHERE p.title IS NULL AND p.container IS NULL AND f.start IS NOT NULL
RETURN p.id AS id, s.id AS source, f.start AS start, f.end AS end
ORDER BY id, source, start
