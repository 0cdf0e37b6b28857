// Judges who disagree: findings that two judges, people or rules, hold to mean different things for one claim
MATCH path = (f:Finding)-[one:JUDGED]->(c:Claim)<-[two:JUDGED]-(f)
WHERE one.stance <> two.stance AND one.id < two.id
RETURN path, one.by AS oneJudge, one.stance AS says, two.by AS otherJudge, two.stance AS saysInstead
ORDER BY c.text, f.id, one.id, two.id
LIMIT 60
