// Full-text indexes, for searches in Neo4j Browser alone: what kb ranks, it ranks by an index of its own.

CREATE FULLTEXT INDEX finding_words IF NOT EXISTS FOR (n:Finding) ON EACH [n.clean];
CREATE FULLTEXT INDEX paper_words IF NOT EXISTS FOR (n:Paper) ON EACH [n.title];
CREATE FULLTEXT INDEX claim_words IF NOT EXISTS FOR (n:Claim) ON EACH [n.text];
