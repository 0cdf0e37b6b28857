// fill_edges: draw relationships of a copy between nodes that are there
// param rows list<map> one row: a list for every kind of relationship; an item = [start, end, props], ids of its nodes
//    and all its properties
UNWIND $rows AS row
CALL (row) { UNWIND row.author_wrote_paper AS r MATCH (a:Author {id: r[0]}) MATCH (b:Paper {id: r[1]}) CREATE (a)-[e:WROTE]->(b) SET e = r[2] }
CALL (row) { UNWIND row.claim_about_theme AS r MATCH (a:Claim {id: r[0]}) MATCH (b:Theme {id: r[1]}) CREATE (a)-[e:ABOUT]->(b) SET e = r[2] }
CALL (row) { UNWIND row.claim_narrower_claim AS r MATCH (a:Claim {id: r[0]}) MATCH (b:Claim {id: r[1]}) CREATE (a)-[e:NARROWER]->(b) SET e = r[2] }
CALL (row) { UNWIND row.claim_opposite_of_claim AS r MATCH (a:Claim {id: r[0]}) MATCH (b:Claim {id: r[1]}) CREATE (a)-[e:OPPOSITE_OF]->(b) SET e = r[2] }
CALL (row) { UNWIND row.claim_variant_of_claim AS r MATCH (a:Claim {id: r[0]}) MATCH (b:Claim {id: r[1]}) CREATE (a)-[e:VARIANT_OF]->(b) SET e = r[2] }
CALL (row) { UNWIND row.decision_on_record AS r MATCH (a:Decision {id: r[0]}) MATCH (b:Record {id: r[1]}) CREATE (a)-[e:ON]->(b) SET e = r[2] }
CALL (row) { UNWIND row.decision_on_source AS r MATCH (a:Decision {id: r[0]}) MATCH (b:Source {id: r[1]}) CREATE (a)-[e:ON]->(b) SET e = r[2] }
CALL (row) { UNWIND row.fact_from_source AS r MATCH (a:Fact {id: r[0]}) MATCH (b:Source {id: r[1]}) CREATE (a)-[e:FROM]->(b) SET e = r[2] }
CALL (row) { UNWIND row.finding_about_theme AS r MATCH (a:Finding {id: r[0]}) MATCH (b:Theme {id: r[1]}) CREATE (a)-[e:ABOUT]->(b) SET e = r[2] }
CALL (row) { UNWIND row.finding_bears_on_claim AS r MATCH (a:Finding {id: r[0]}) MATCH (b:Claim {id: r[1]}) CREATE (a)-[e:BEARS_ON]->(b) SET e = r[2] }
CALL (row) { UNWIND row.finding_cites_paper AS r MATCH (a:Finding {id: r[0]}) MATCH (b:Paper {id: r[1]}) CREATE (a)-[e:CITES]->(b) SET e = r[2] }
CALL (row) { UNWIND row.finding_contradicts_claim AS r MATCH (a:Finding {id: r[0]}) MATCH (b:Claim {id: r[1]}) CREATE (a)-[e:CONTRADICTS]->(b) SET e = r[2] }
CALL (row) { UNWIND row.finding_from_source AS r MATCH (a:Finding {id: r[0]}) MATCH (b:Source {id: r[1]}) CREATE (a)-[e:FROM]->(b) SET e = r[2] }
CALL (row) { UNWIND row.finding_judged_claim AS r MATCH (a:Finding {id: r[0]}) MATCH (b:Claim {id: r[1]}) CREATE (a)-[e:JUDGED]->(b) SET e = r[2] }
CALL (row) { UNWIND row.finding_no_effect_claim AS r MATCH (a:Finding {id: r[0]}) MATCH (b:Claim {id: r[1]}) CREATE (a)-[e:NO_EFFECT]->(b) SET e = r[2] }
CALL (row) { UNWIND row.finding_supports_claim AS r MATCH (a:Finding {id: r[0]}) MATCH (b:Claim {id: r[1]}) CREATE (a)-[e:SUPPORTS]->(b) SET e = r[2] }
CALL (row) { UNWIND row.paper_cites_paper AS r MATCH (a:Paper {id: r[0]}) MATCH (b:Paper {id: r[1]}) CREATE (a)-[e:CITES]->(b) SET e = r[2] }
CALL (row) { UNWIND row.paper_has_fact AS r MATCH (a:Paper {id: r[0]}) MATCH (b:Fact {id: r[1]}) CREATE (a)-[e:HAS]->(b) SET e = r[2] }
CALL (row) { UNWIND row.paper_published_in_venue AS r MATCH (a:Paper {id: r[0]}) MATCH (b:Venue {id: r[1]}) CREATE (a)-[e:PUBLISHED_IN]->(b) SET e = r[2] }
CALL (row) { UNWIND row.paper_reports_finding AS r MATCH (a:Paper {id: r[0]}) MATCH (b:Finding {id: r[1]}) CREATE (a)-[e:REPORTS]->(b) SET e = r[2] }
CALL (row) { UNWIND row.paper_version_of_paper AS r MATCH (a:Paper {id: r[0]}) MATCH (b:Paper {id: r[1]}) CREATE (a)-[e:VERSION_OF]->(b) SET e = r[2] }
CALL (row) { UNWIND row.problem_from_source AS r MATCH (a:Problem {id: r[0]}) MATCH (b:Source {id: r[1]}) CREATE (a)-[e:FROM]->(b) SET e = r[2] }
CALL (row) { UNWIND row.record_from_source AS r MATCH (a:Record {id: r[0]}) MATCH (b:Source {id: r[1]}) CREATE (a)-[e:FROM]->(b) SET e = r[2] }
CALL (row) { UNWIND row.record_of_paper AS r MATCH (a:Record {id: r[0]}) MATCH (b:Paper {id: r[1]}) CREATE (a)-[e:OF]->(b) SET e = r[2] }
CALL (row) { UNWIND row.theme_part_of_theme AS r MATCH (a:Theme {id: r[0]}) MATCH (b:Theme {id: r[1]}) CREATE (a)-[e:PART_OF]->(b) SET e = r[2] }
