"""One file per publisher with the names its pages use, and one table of them. Not here: what is done with the names.

A name is "tag", ".class", "#id", "[attribute]" or "[attribute=value]"; with a star at its end it is the beginning of
one. Each leads to an action, see `Action`. What a site does not name is taken as `common` has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bib.model import Reference

Action = Literal[
    "drop",  # the page's own: not in the text
    "furniture",  # kept in the text and read by nobody
    "title",
    "front",
    "abstract",
    "keywords",
    "body",  # the text begins here at the latest
    "paragraph",  # a block that has no p
    "quote",
    "attribution",  # who said it
    "caption",
    "label",  # "Table 1", before its caption
    "cell",  # a formula on a line of its own
    "table",
    "footnote",
    "box",  # set apart from the text around it: its headings are no sections
    "references",  # holds the list
    "item",  # of the list
    "number",  # of an item or a heading
    "links",  # behind an item: out of the text, but the works they lead to are kept
    "inline",  # a block by its tag that stands within a line
    "line",  # a heading by its tag that is none
    "plain",  # nothing special, against what `common` says
]


@dataclass(frozen=True)
class Site:
    """One publisher's pages.

    name: of the publisher. signs: any of these names on a page shows that it is the publisher's. root: selectors of
    the element that holds the article, the first that is there. names: what an element with this name is.
    quiet: words of an element that are dropped where they are all it says ("Full size image"). fields: names within an
    item of the list → field; reference: what the words of these fields make, where items have no stops between them.
    """

    name: str
    signs: tuple[str, ...] = ()
    root: tuple[str, ...] = ()
    names: Mapping[str, Action] = field(default_factory=dict)
    quiet: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    reference: Callable[[Mapping[str, str]], Reference | None] | None = None


def sites() -> tuple[Site, ...]:
    """All publishers, in the order in which they are asked; the last is for pages of nobody known."""
    from ingest.readers.html.sites import (
        atypon,
        cambridge,
        common,
        elsevier,
        frontiers,
        mdpi,
        plos,
        pmc,
        sage,
        springer,
        taylor_francis,
        wiley,
    )

    return (
        springer.SITE,
        mdpi.SITE,
        pmc.SITE,
        pmc.OLD,
        plos.SITE,
        frontiers.SITE,
        elsevier.SITE,
        taylor_francis.SITE,
        wiley.SITE,
        sage.SITE,
        cambridge.SITE,
        atypon.SITE,
        common.SITE,
    )
