// sources: every source
// row id string the source's id
// row name string as the user named it
// row path string where it lay on the machine that added it
// row sha256 string of its bytes
// row lineage string sha256 of its first version
// row reader string which reader made its text
// row form string list, paper, page, csl-json or unknown
// row addedAt string when it was added
// row database string where its records were found, as a person said; null if nobody did
// row searched string day, month or year of that search (ISO)
// row query string what was searched for
// row toldAt string when a person said so
MATCH (s:Source)
RETURN s.id AS id, s.name AS name, s.path AS path, s.sha256 AS sha256, s.lineage AS lineage, s.reader AS reader, s.form AS form, s.addedAt AS addedAt,
       s.database AS database, s.searched AS searched, s.query AS query, s.toldAt AS toldAt
ORDER BY name, id
