"""The knowledge base: store, identity, claims, evidence and the command line.

Here live: what turns records into a graph and questions into answers. `kb.engines` alone knows
a database driver; `kb.commands` alone knows click.
Not here: reading of texts (`ingest`), formats (`bib`), query text (`cypher`).
"""

__version__ = "0.1.0"
