// meta: the store's own node: which schema it has and how often it was changed
// row schemaVersion number of the schema it was made with
// row revision number of changes since it was made
MATCH (m:Meta {id: 'kb'}) RETURN m.schemaVersion AS schemaVersion, m.revision AS revision
