// add_findings: write findings that are not here yet, and where they stand; half the time of put_findings
// param rows list<map> {id, source, record, text, clean, kind, origin, section, theme, speaker, leadIn, hedge, start, end, line, page, citeMarkers, citeNumbers, citeStarts, citePlaces, citeKeys, status}: source = id of its Source, the others as in docs/graph.md
UNWIND $rows AS row
MATCH (s:Source {id: row.source})
CREATE (:Finding {id: row.id, source: row.source, record: row.record, text: row.text, clean: row.clean, kind: row.kind, origin: row.origin, section: row.section, theme: row.theme, speaker: row.speaker, leadIn: row.leadIn, hedge: row.hedge, start: row.start, end: row.end, line: row.line, page: row.page, citeMarkers: row.citeMarkers, citeNumbers: row.citeNumbers, citeStarts: row.citeStarts, citePlaces: row.citePlaces, citeKeys: row.citeKeys, status: row.status})-[:FROM]->(s)
