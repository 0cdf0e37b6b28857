// citekeys_in_use: which of some citekeys were given already
// param values list citekeys
// row citekey string a citekey in use
UNWIND $values AS value
MATCH (r:Record {citekey: value})
RETURN DISTINCT r.citekey AS citekey
ORDER BY citekey
