// graph_page: an id at which the next page of a walk through the graph may end, whichever order an engine finds ids in
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
// param most integer how many ids there may be up to it
// row upto string the id; null where none follows
MATCH (n:Author) WHERE n.id > $authors WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Claim) WHERE n.id > $claims WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Decision) WHERE n.id > $decisions WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Fact) WHERE n.id > $facts WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Finding) WHERE n.id > $findings WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Paper) WHERE n.id > $papers WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Problem) WHERE n.id > $problems WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Record) WHERE n.id > $records WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Source) WHERE n.id > $sources WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Theme) WHERE n.id > $themes WITH n.id AS id LIMIT $most RETURN max(id) AS upto
UNION ALL
MATCH (n:Venue) WHERE n.id > $venues WITH n.id AS id LIMIT $most RETURN max(id) AS upto
