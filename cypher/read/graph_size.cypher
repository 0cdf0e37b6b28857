// graph_size: how much there is of what kb makes, the store's own node left out
// row nodes number of nodes
// row edges number of relationships that leave them
RETURN COUNT { (:Author) } + COUNT { (:Claim) } + COUNT { (:Decision) } + COUNT { (:Fact) } + COUNT { (:Finding) } + COUNT { (:Paper) } + COUNT { (:Problem) } + COUNT { (:Record) } + COUNT { (:Source) } + COUNT { (:Theme) } + COUNT { (:Venue) } AS nodes,
       COUNT { (:Author)-->() } + COUNT { (:Claim)-->() } + COUNT { (:Decision)-->() } + COUNT { (:Fact)-->() } + COUNT { (:Finding)-->() } + COUNT { (:Paper)-->() } + COUNT { (:Problem)-->() } + COUNT { (:Record)-->() } + COUNT { (:Source)-->() } + COUNT { (:Theme)-->() } + COUNT { (:Venue)-->() } AS edges
