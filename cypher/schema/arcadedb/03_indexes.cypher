// Properties that are looked up by value.

CREATE INDEX author_block IF NOT EXISTS FOR (n:Author) ON (n.block);
CREATE INDEX record_key_doi IF NOT EXISTS FOR (n:Record) ON (n.keyDoi);
CREATE INDEX record_key_pmid IF NOT EXISTS FOR (n:Record) ON (n.keyPmid);
CREATE INDEX record_key_pmcid IF NOT EXISTS FOR (n:Record) ON (n.keyPmcid);
CREATE INDEX record_key_isbn IF NOT EXISTS FOR (n:Record) ON (n.keyIsbn);
CREATE INDEX record_key_work IF NOT EXISTS FOR (n:Record) ON (n.keyWork);
CREATE INDEX paper_citekey IF NOT EXISTS FOR (n:Paper) ON (n.citekey);
CREATE INDEX paper_doi IF NOT EXISTS FOR (n:Paper) ON (n.doi);
CREATE INDEX finding_status IF NOT EXISTS FOR (n:Finding) ON (n.status);
CREATE INDEX source_lineage IF NOT EXISTS FOR (n:Source) ON (n.lineage);
CREATE INDEX source_name IF NOT EXISTS FOR (n:Source) ON (n.name);
CREATE INDEX source_sha256 IF NOT EXISTS FOR (n:Source) ON (n.sha256);
CREATE INDEX source_path IF NOT EXISTS FOR (n:Source) ON (n.path);
CREATE INDEX record_citekey IF NOT EXISTS FOR (n:Record) ON (n.citekey);
CREATE INDEX record_citekey_base IF NOT EXISTS FOR (n:Record) ON (n.citekeyBase);
CREATE INDEX finding_record IF NOT EXISTS FOR (n:Finding) ON (n.record);
CREATE INDEX record_source IF NOT EXISTS FOR (n:Record) ON (n.source);
CREATE INDEX finding_source IF NOT EXISTS FOR (n:Finding) ON (n.source);
CREATE INDEX fact_source IF NOT EXISTS FOR (n:Fact) ON (n.source);
