// Papers of a venue: a journal, book or site with its papers and their authors
// Another venue: put MATCH (v:Venue {name: 'its name'}) in place of the lines down to LIMIT 1.
MATCH (v:Venue)
WITH v, COUNT { (v)<-[:PUBLISHED_IN]-() } AS number
ORDER BY number DESC, v.name, v.id
LIMIT 1
MATCH path = (v)<-[:PUBLISHED_IN]-(p:Paper)<-[:WROTE]-(a:Author)
RETURN path
ORDER BY p.citekey, a.id
LIMIT 80
