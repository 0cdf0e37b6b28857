"""In-text citations of a paper without links: one file a style, and `style`, which decides how the paper cites.

`style.read` is the door, `beside.Beside` that of a paper which links some of its markers; `ingest.citing` stands behind
them for readers of paragraphs. `numbers` and `order` are what numbered styles share, `not_cited` and `doubtful` what
figures may be instead.
"""
