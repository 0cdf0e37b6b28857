// wrote_of_papers: who wrote some papers, under which spelling
// param ids list paper ids
// row author string the author's id
// row paper string the paper's id
// row position integer from 1
// row name string in one line, as printed
// row family string as printed
// row given string as printed
// row orcid string as given there
UNWIND $ids AS value
MATCH (p:Paper {id: value})<-[w:WROTE]-(a:Author)
RETURN a.id AS author, p.id AS paper, w.position AS position, w.name AS name, w.family AS family, w.given AS given, w.orcid AS orcid
ORDER BY paper, position
