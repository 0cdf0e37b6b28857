"""What was understood of a file, in figures."""

from __future__ import annotations

from typing import Any

from ingest.model import Batch, Citation
from ingest.own_list import OwnList
from kb.show import own_list

UNDERSTOOD = ("sections", "findings", "quotes", "linked", "unlinked", "references", "problems")


def understood(batch: Batch) -> dict[str, Any]:
    """A row with `UNDERSTOOD` and title, records.

    findings: with titles of listed works. quotes: of participants. linked, unlinked: in-text citations, each once,
    that lead to items of the paper's own list, and that (or a part of which) lead nowhere. references: items of the
    list, or entries of a library. records: these and the paper's own. The figures of a paper are None without one.
    """
    document, cited = batch.document, own_list(batch)
    markers = {(c.source.start, c.source.end): c for f in batch.findings for c in f.citations}
    linked = sum(is_linked(c, cited) for c in markers.values())
    return {
        "title": document.reference.title if document else None,
        "records": len(batch.references) + bool(document),
        "sections": len(document.sections) if document else None,
        "findings": len(batch.findings),
        "quotes": document.quotes if document else None,
        "linked": linked if document else None,
        "unlinked": len(markers) - linked if document else None,
        "references": len(batch.references),
        "problems": len(batch.problems),
    }


def is_linked(citation: Citation, cited: OwnList) -> bool:
    """Whether every work a marker means is an item of the list."""
    if not cited.size:
        return False
    if citation.places:
        return True
    if citation.numbers:
        return len(cited.positions(citation)) >= len(set(citation.numbers))
    return bool(citation.keys) and all(cited.keyed(*key) for key in citation.keys)
