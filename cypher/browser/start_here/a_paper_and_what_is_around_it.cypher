// A paper and what is around it: its authors, venue and themes, what it cites and who cites it
// Another paper: put MATCH (p:Paper {citekey: 'smith2021'}) in place of the lines down to LIMIT 1.
MATCH (p:Paper {status: 'full'})
WITH p, COUNT { (p)-[:CITES]->() } AS number
ORDER BY number DESC, p.citekey
LIMIT 1
UNWIND COLLECT { MATCH part = (a:Author)-[:WROTE]->(p) RETURN part ORDER BY a.id LIMIT 10 }
  + COLLECT { MATCH part = (p)-[:PUBLISHED_IN]->(:Venue) RETURN part LIMIT 1 }
  + COLLECT { MATCH part = (p)-[:REPORTS]->(f:Finding)-[:ABOUT]->(t:Theme) RETURN part ORDER BY t.id, f.id LIMIT 15 }
  + COLLECT { MATCH part = (p)-[:CITES]->(q:Paper) RETURN part ORDER BY q.id LIMIT 20 }
  + COLLECT { MATCH part = (q:Paper)-[:CITES]->(p) RETURN part ORDER BY q.id LIMIT 20 } AS path
RETURN path
LIMIT 70
