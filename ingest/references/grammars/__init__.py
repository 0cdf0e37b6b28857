"""Styles of reference lists: one file each, one table.

A grammar reads the whole item and says how well it fits (`confidence`, 0 to 1); the best wins. A new style is one file
and one row here. A trained tagger will stand beside them as another reader of `Item`; where both agree a reference is
sure.
"""

from __future__ import annotations

from bib.model import Reference
from ingest.references.grammars import (
    apa,
    chicago,
    chicago_date,
    frontiers,
    harvard,
    ieee,
    nature,
    plos,
    springer,
    vancouver,
)
from ingest.references.grammars.item import Item
from ingest.references.grammars.style import Style

GRAMMARS: tuple[Style, ...] = (
    plos.STYLE,
    apa.STYLE,
    frontiers.STYLE,
    vancouver.STYLE,
    nature.STYLE,
    springer.STYLE,
    ieee.STYLE,
    harvard.STYLE,
    chicago.STYLE,
    chicago_date.STYLE,
)
# Below this the reading explains too little of the item to be believed; measured on labelled lists of many styles.
THRESHOLD = 0.5
_SURE = 0.985  # nothing later can beat this by more than a rounding


def best(item: Item) -> Reference | None:
    """The item as the style that fits it best reads it; None when none fits."""
    found: Reference | None = None
    for style in GRAMMARS:
        candidate = style.match(item)
        if candidate and (found is None or (candidate.confidence or 0.0) > (found.confidence or 0.0)):
            found = candidate
            if (found.confidence or 0.0) >= _SURE:
                break
    if found is None or (found.confidence or 0.0) < THRESHOLD:
        return None
    return found
