"""In-text citations of a paper without links: one file a style, and `style`, which decides how the paper cites.

`style.read` is the door; `ingest.citing.ByWords` stands behind it for readers of paragraphs. `numbers` and `order` are
what numbered styles share, `not_cited` what figures may be instead.
"""
