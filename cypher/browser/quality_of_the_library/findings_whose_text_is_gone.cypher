// Findings whose text is gone: judged by people, but no longer in the newest version of their source
MATCH path = (f:Finding {status: 'orphaned'})-[j:JUDGED]->(c:Claim)
RETURN path, j.by AS judge, j.stance AS stance
ORDER BY c.text, f.id, j.id
LIMIT 60
