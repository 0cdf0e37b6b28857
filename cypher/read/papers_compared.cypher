// papers_compared: what papers are compared by, those known by more than a number
// row id string the paper's id
// row citekey string given once and kept
// row title string null where its record is kept as printed
// row year integer
// row kind string kind of work (CSL type)
// row doi string
// row pmid string
// row pmcid string
// row isbn string
// row url string
// row container string journal, book or site
// row publisher string
// row volume string
// row issue string
// row pages string
// row number string report or article number
// row authors list names in order
// row etal boolean whether further authors were left out
MATCH (p:Paper)
WHERE p.status <> 'stub'
RETURN p.id AS id, p.citekey AS citekey, p.title AS title, p.year AS year, p.kind AS kind, p.doi AS doi, p.pmid AS pmid, p.pmcid AS pmcid,
       p.isbn AS isbn, p.url AS url, p.container AS container, p.publisher AS publisher, p.volume AS volume, p.issue AS issue, p.pages AS pages, p.number AS number,
       p.authors AS authors, p.etal AS etal
ORDER BY id
