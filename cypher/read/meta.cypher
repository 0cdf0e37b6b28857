// meta: the store's own node: which schema it has, how often it was changed, which store it is
// row schemaVersion number of the schema it was made with
// row revision number of changes since it was made
// row storeId random text, given once, by which a store is told from another at the same address
MATCH (m:Meta {id: 'kb'}) RETURN m.schemaVersion AS schemaVersion, m.revision AS revision, m.storeId AS storeId
