// counts: how much is in the store
// row sources integer
// row records integer
// row papers integer
// row full integer papers whose text is here
// row listed integer papers known from lists or libraries
// row stubs integer papers known only by a number
// row authors integer
// row findings integer
// row claims integer
// row problems integer
RETURN COUNT { (:Source) } AS sources, COUNT { (:Record) } AS records, COUNT { (:Paper) } AS papers, COUNT { (:Paper {status: 'full'}) } AS full, COUNT { (:Paper {status: 'listed'}) } AS listed,
       COUNT { (:Paper {status: 'stub'}) } AS stubs, COUNT { (:Author) } AS authors, COUNT { (:Finding) } AS findings, COUNT { (:Claim) } AS claims, COUNT { (:Problem) } AS problems
