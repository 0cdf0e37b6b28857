"""From any source text to records: what only comes in, and is pure.

Here live: the sniffer, the readers, publishers' noise, reference splitting and grammars,
sections, sentences, quotes, citations and themes. `read` is the one door.
Not here: stores, network, claims, stance; nothing in this room opens anything but the bytes
it is given. It imports `bib` and nothing else of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # kept out of start-up: `kb --version` must not pay for the readers
    from ingest.model import Batch

__version__ = "0.1.0"


def read(data: bytes, name: str, *, lineage: str | None = None, split: str = "auto") -> Batch:
    """Read one input into a `Batch`; the one door of this room.

    data: the bytes as they lie in the file or came from stdin.
    name: what to call the source in messages ("list.txt", "-" for stdin); its suffix is only a
        hint, the content decides.
    lineage: sha256 of the first version of the same path, when this is a later version.
    split: "auto" finds the items of a reference list; "lines" takes every line as one item.
    Never raises on content: what is not understood is a `Problem` in the batch.
    """
    from ingest.door import read_bytes

    return read_bytes(data, name, lineage=lineage, split=split)
