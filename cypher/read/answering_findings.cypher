// answering_findings: findings by id with the paper that reports them, as an answer shows them
// param ids list<string> finding ids
// row id string the finding's id
// row text string verbatim
// row clean string without markers, white space folded
// row kind string sentence, quote, abstract or title
// row origin string own, cited, participant or author
// row section list titles, outer to inner
// row theme list names, outer to inner
// row speaker string who is quoted
// row leadIn string the sentence that introduces a quote
// row hedge string the hedging word
// row start integer offset in the source's text
// row end integer
// row line integer line in the source, from 1
// row page string page in a paged source
// row record string id of the record whose paper reports it
// row citeNumbers list printed numbers it cites
// row citeMarkers list the marker of each number
// row status string current or orphaned
// row source string id of its source
// row file string name of the source
// row sha256 string of the source's bytes
// row reader string which reader made the source's text
// row paper string id of the paper that reports it
// row citekey string the paper's
// row title string the paper's
// row year integer the paper's
// row authors list the paper's, names in order
// row keywords list the paper's
// row abstract string the paper's
UNWIND $ids AS value
MATCH (p:Paper)-[:REPORTS]->(f:Finding {id: value})-[:FROM]->(s:Source)
RETURN f.id AS id, f.text AS text, f.clean AS clean, f.kind AS kind, f.origin AS origin, f.section AS section, f.theme AS theme, f.speaker AS speaker, f.leadIn AS leadIn,
       f.hedge AS hedge, f.start AS start, f.end AS end, f.line AS line, f.page AS page, f.record AS record, f.citeNumbers AS citeNumbers, f.citeMarkers AS citeMarkers, f.status AS status, s.id AS source, s.name AS file, s.sha256 AS sha256, s.reader AS reader,
       p.id AS paper, p.citekey AS citekey, p.title AS title, p.year AS year, p.authors AS authors, p.keywords AS keywords, p.abstract AS abstract
ORDER BY id
