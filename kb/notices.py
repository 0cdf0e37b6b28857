"""Notices on works: that one was retracted, corrected, or that its editors are concerned. Data, said wherever a paper
is used.

A record keeps them among its further fields under "notice", one text each; a paper has those of all its records. The
kinds are Crossref's update types (https://www.crossref.org/documentation/crossmark/participating-in-crossmark/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bib.model import Reference
from cypher import load
from kb.store import Store

FIELD = "notice"
GRAVE = ("retraction", "partial_retraction", "withdrawal", "removal", "expression_of_concern")
"""Kinds after which a work must not be used without a look at the notice, gravest first."""
MINOR = ("correction", "corrigendum", "erratum", "addendum", "clarification")
KINDS = (*GRAVE, *MINOR)
_WORDS = {
    "retraction": "retracted",
    "partial_retraction": "retracted in part",
    "withdrawal": "withdrawn",
    "removal": "removed",
    "expression_of_concern": "under an expression of concern",
}
_TEXT = re.compile(r"([a-z_]{1,40})(?: (\d{4}(?:-\d\d){0,2}))?(?: (\S{1,2000}))?")


@dataclass(frozen=True, order=True)
class Notice:
    """One notice. kind: one of `KINDS`; doi: of the notice itself (or "pmid:123"), None where it is not told; date:
    when it came (ISO, as far as told), or None."""

    kind: str
    doi: str | None = None
    date: str | None = None

    @property
    def text(self) -> str:
        """ "retraction 2012-05-08 10.5555/n": as a record and a paper keep it."""
        return " ".join(x for x in (self.kind, self.date, self.doi) if x)

    @property
    def grave(self) -> bool:
        """Whether the work should not be relied on as it stands."""
        return self.kind in GRAVE

    @property
    def words(self) -> str:
        """For people: "retracted 2012-05-08 (10.5555/n)"."""
        said = _WORDS.get(self.kind, "corrected" if self.kind in MINOR else self.kind)
        return " ".join(x for x in (said, self.date, f"({self.doi})" if self.doi else None) if x)


def read(text: str) -> Notice | None:
    """The notice that `Notice.text` wrote; None for anything else."""
    found = _TEXT.fullmatch(text)
    return Notice(found[1], found[3], found[2]) if found and found[1] in KINDS else None


def of(reference: Reference) -> list[Notice]:
    """The notices that one record tells of."""
    return [notice for name, value in reference.other if name == FIELD and (notice := read(value))]


def of_all(references: Iterable[Reference]) -> list[Notice]:
    """The notices on a work, from all its records: gravest kind first, each once."""
    found = {notice for reference in references for notice in of(reference)}
    return sorted(found, key=lambda n: (KINDS.index(n.kind), n.date or "", n.doi or ""))


def of_papers(store: Store, papers: Iterable[str]) -> dict[str, list[Notice]]:
    """Paper id -> its notices, for those of some papers that have any."""
    rows = store.rows(load("read/notices_of_papers"), ids=sorted({*papers}))
    return {row["paper"]: [n for text in row["notices"] if (n := read(text))] for row in rows}


def objects(notices: Sequence[Notice]) -> list[dict[str, Any]]:
    """For JSON: {kind, doi, date}."""
    return [{"kind": n.kind, "doi": n.doi, "date": n.date} for n in notices]
