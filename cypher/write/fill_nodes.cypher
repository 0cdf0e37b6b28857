// fill_nodes: make nodes of a copy
// param rows list<map> one row: a list for every label; an item = all properties of one new node
UNWIND $rows AS row
CALL (row) { UNWIND row.authors AS props CREATE (n:Author) SET n = props }
CALL (row) { UNWIND row.claims AS props CREATE (n:Claim) SET n = props }
CALL (row) { UNWIND row.decisions AS props CREATE (n:Decision) SET n = props }
CALL (row) { UNWIND row.facts AS props CREATE (n:Fact) SET n = props }
CALL (row) { UNWIND row.findings AS props CREATE (n:Finding) SET n = props }
CALL (row) { UNWIND row.papers AS props CREATE (n:Paper) SET n = props }
CALL (row) { UNWIND row.problems AS props CREATE (n:Problem) SET n = props }
CALL (row) { UNWIND row.records AS props CREATE (n:Record) SET n = props }
CALL (row) { UNWIND row.sources AS props CREATE (n:Source) SET n = props }
CALL (row) { UNWIND row.themes AS props CREATE (n:Theme) SET n = props }
CALL (row) { UNWIND row.venues AS props CREATE (n:Venue) SET n = props }
