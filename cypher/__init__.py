"""Every query, one file each, and `load(name)`, the only reader of this folder.

Here live: `schema/` (one folder per engine), `write/`, `read/` and `browser/` query files, and
the loader that checks each file's declared parameters against its text.
Not here: anything that runs a query. This room imports nothing of ours.
"""

__version__ = "0.1.0"
