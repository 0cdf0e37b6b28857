// notices_of_papers: retractions, corrections and other notices on some papers
// param ids list paper ids
// row paper string the paper's id
// row citekey string
// row notices list texts "kind date doi", the gravest first
UNWIND $ids AS value
MATCH (p:Paper {id: value})
WHERE p.notices IS NOT NULL AND size(p.notices) > 0
RETURN p.id AS paper, p.citekey AS citekey, p.notices AS notices
ORDER BY paper
