// papers_by_doi: papers by DOI
// param values list DOIs
// row id string the paper's id
// row citekey string given once and kept
// row title string
// row year integer
// row kind string kind of work (CSL type)
// row doi string
// row pmid string
// row container string journal, book or site
// row volume string
// row issue string
// row pages string
// row status string full, listed or stub
// row authors list names in order
// row keywords list
// row abstract string
UNWIND $values AS value
MATCH (p:Paper {doi: value})
RETURN p.id AS id, p.citekey AS citekey, p.title AS title, p.year AS year, p.kind AS kind, p.doi AS doi, p.pmid AS pmid, p.container AS container, p.volume AS volume, p.issue AS issue,
       p.pages AS pages, p.status AS status, p.authors AS authors, p.keywords AS keywords, p.abstract AS abstract
ORDER BY id
