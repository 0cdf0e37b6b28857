// put_citekeys: keep the citekey that a paper was given, at one of its records
// param rows list<map> {id, citekey, base}: id = the record's; base = what the citekey starts with
UNWIND $rows AS row
MATCH (r:Record {id: row.id})
SET r.citekey = row.citekey, r.citekeyBase = row.base
