"""Bibliographic records and the file formats that go both ways.

Here live: the frozen records every room shares (`bib.model`), the table of kinds of work
(`bib.kinds`) and one file per format that can be read *and* written, or written only.
Not here: anything that reads prose, pages or papers (`ingest`), stores (`kb`) or queries
(`cypher`). This room imports nothing of ours.
"""

__version__ = "0.1.0"
