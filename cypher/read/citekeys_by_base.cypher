// citekeys_by_base: citekeys that were given already and start in one of some ways
// param values list what citekeys start with (author and year)
// row citekey string a citekey in use
UNWIND $values AS value
MATCH (r:Record {citekeyBase: value})
WHERE r.citekey IS NOT NULL
RETURN DISTINCT r.citekey AS citekey
ORDER BY citekey
