"""Articles that link only some of their citations: every second link is taken out, its words stay.

What a manuscript has where some markers are fields and others typed by hand; `docx_half`, `html_half` and `jats_half`
are the forms. The truth stays that of the whole article.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from benchmarks.makers.article import Article, Block, Run, Runs


def halved(article: Article) -> Article:
    """The article without every second of its links to the list."""
    seen = [0]
    abstract, body, floats, back = (
        tuple(_block(b, seen) for b in blocks)
        for blocks in (article.abstract, article.body, article.floats, article.back)
    )
    return replace(article, abstract=abstract, body=body, floats=floats, back=back)


def _block(block: Block, seen: list[int]) -> Block:
    return replace(
        block, runs=_runs(block.runs, seen), rows=tuple(tuple(_runs(c, seen) for c in r) for r in block.rows)
    )


def _runs(runs: Runs, seen: list[int]) -> Runs:
    out: list[Run] = []
    for cites, group in groupby(runs, key=lambda r: r.cites):
        seen[0] += bool(cites)
        kept = seen[0] % 2 == 1
        out += (r if kept or not cites else replace(r, cites=()) for r in group)
    return tuple(out)
