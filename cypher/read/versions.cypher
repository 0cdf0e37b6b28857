// versions: preprints and the articles that came of them
// row preprint string paper id of the preprint
// row preprintCitekey string
// row article string paper id of the article
// row articleCitekey string
MATCH (a:Paper)-[:VERSION_OF]->(b:Paper)
RETURN a.id AS preprint, a.citekey AS preprintCitekey, b.id AS article, b.citekey AS articleCitekey
ORDER BY preprint, article
