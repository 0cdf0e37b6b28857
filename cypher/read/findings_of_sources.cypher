// findings_of_sources: all findings of some sources
// param ids list source ids
// row id string the finding's id
// row text string verbatim
// row clean string without markers, white space folded
// row kind string sentence, quote, abstract, title or caption
// row origin string own, cited, participant or author
// row section list titles, outer to inner
// row theme list names, outer to inner
// row speaker string who is quoted
// row leadIn string the sentence that introduces a quote
// row hedge string the hedging word
// row start integer offset in the source's text
// row end integer
// row record string id of the record whose paper reports it
// row citeNumbers list the printed number of each work it cites, 0 = none printed
// row citeMarkers list the marker of each work it cites
// row citeStarts list offset of each marker from the finding's start
// row citePlaces list its place in the paper's own list, 0 = not known; null = none known
// row citeKeys list family|year|letter where that is all that is known, else empty; null = none
// row status string current or orphaned
// row source string id of its source
UNWIND $ids AS value
MATCH (f:Finding {source: value})
RETURN f.id AS id, f.text AS text, f.clean AS clean, f.kind AS kind, f.origin AS origin, f.section AS section, f.theme AS theme, f.speaker AS speaker, f.leadIn AS leadIn,
       f.hedge AS hedge, f.start AS start, f.end AS end, f.record AS record, f.citeNumbers AS citeNumbers, f.citeMarkers AS citeMarkers, f.citeStarts AS citeStarts, f.citePlaces AS citePlaces, f.citeKeys AS citeKeys, f.status AS status, f.source AS source
ORDER BY source, start, end, id
