// What is in the graph: one paper with a few of each kind of thing that hangs on it
// Another paper: put MATCH (p:Paper {citekey: 'smith2021'}) in place of the lines down to LIMIT 1.
MATCH (p:Paper)
WITH p, p.status = 'full' AS whole, COUNT { (p)-[:REPORTS]->()-[:SUPPORTS|CONTRADICTS]->() } AS findings
ORDER BY whole DESC, findings DESC, p.citekey
LIMIT 1
UNWIND COLLECT { MATCH part = (p)-[:CITES*0..1]->(q:Paper)<-[:WROTE]-(a:Author)
                 RETURN part ORDER BY length(part), q.id, a.id LIMIT 3 }
  + COLLECT { MATCH part = (p)-[:CITES*0..1]->(q:Paper)-[:PUBLISHED_IN]->(:Venue)
              RETURN part ORDER BY length(part), q.id LIMIT 1 }
  + COLLECT { MATCH part = (r:Record)-[:OF]->(p) RETURN part ORDER BY r.id LIMIT 1 }
  + COLLECT { MATCH part = (p)-[:CITES]->(q:Paper) RETURN part ORDER BY q.id LIMIT 3 }
  + COLLECT { MATCH part = (p)-[:REPORTS]->(f:Finding)-[:ABOUT]->(:Theme) RETURN part ORDER BY f.id LIMIT 2 }
  + COLLECT { MATCH part = (p)-[:REPORTS]->(f:Finding)-[:CITES]->(q:Paper) RETURN part ORDER BY f.id, q.id LIMIT 2 }
  + COLLECT { MATCH part = (p)-[:REPORTS]->(f:Finding)-[:SUPPORTS]->(c:Claim)
              RETURN part ORDER BY c.text, f.id LIMIT 2 }
  + COLLECT { MATCH part = (p)-[:REPORTS]->(f:Finding)-[:CONTRADICTS|NO_EFFECT]->(c:Claim)
              RETURN part ORDER BY c.text DESC, f.id LIMIT 2 } AS path
RETURN path
LIMIT 25
