// meta_make: give a new store its own node
// param rows list<map> one row: {schemaVersion, storeId}
UNWIND $rows AS row
MERGE (m:Meta {id: 'kb'})
ON CREATE SET m.schemaVersion = row.schemaVersion, m.revision = 0, m.storeId = row.storeId
