// graph_ids: the ids of the nodes of a page
// param authors string ids of Author after this one; an id that stands after all for none
// param claims string ids of Claim after this one; an id that stands after all for none
// param decisions string ids of Decision after this one; an id that stands after all for none
// param facts string ids of Fact after this one; an id that stands after all for none
// param findings string ids of Finding after this one; an id that stands after all for none
// param papers string ids of Paper after this one; an id that stands after all for none
// param problems string ids of Problem after this one; an id that stands after all for none
// param records string ids of Record after this one; an id that stands after all for none
// param sources string ids of Source after this one; an id that stands after all for none
// param themes string ids of Theme after this one; an id that stands after all for none
// param venues string ids of Venue after this one; an id that stands after all for none
// param upto string ids up to this one
// row id string a node's id
MATCH (n:Author) WHERE n.id > $authors AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Claim) WHERE n.id > $claims AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Decision) WHERE n.id > $decisions AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Fact) WHERE n.id > $facts AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Finding) WHERE n.id > $findings AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Paper) WHERE n.id > $papers AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Problem) WHERE n.id > $problems AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Record) WHERE n.id > $records AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Source) WHERE n.id > $sources AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Theme) WHERE n.id > $themes AND n.id <= $upto RETURN n.id AS id
UNION ALL
MATCH (n:Venue) WHERE n.id > $venues AND n.id <= $upto RETURN n.id AS id
