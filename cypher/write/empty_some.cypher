// empty_some: take some nodes of kb away, whichever, with their relationships; the store's own node stays, and others' do
// param rows list<map> one row: {}
UNWIND $rows AS row
MATCH (n:Author|Claim|Decision|Fact|Finding|Paper|Problem|Record|Source|Theme|Venue)
WITH n LIMIT 2000
DETACH DELETE n
