"""Look-ups: what Crossref and PubMed say of a work, as records of their own beside what the user gave.

Here live: the one door to the network (`web`, with `cache`, `limiter` and `transport`), the two services (`crossref`,
`ncbi`), what their answers say (`message`, `summary`), when an answer is the work that was asked for (`accept`), what
it fills and where it disagrees (`compare`), and the walk over papers (`walk`).
"""
