"""`kb duplicates`: papers that may be one work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kb.commands import exit_code as exit_code_option
from kb.commands import verb
from kb.commands.context import NOTHING_FOUND, Context

if TYPE_CHECKING:
    from kb.duplicates import Pair

_COLUMNS = ("score", "citekey", "title", "other", "otherTitle", "version", "veto", "reasons", "paper", "otherPaper")


@verb(examples=("kb duplicates", "kb duplicates --above 0.97 --json", "kb duplicates --vetoed --limit 20"))
@click.option(
    "--above", type=click.FloatRange(0, 1), default=0.8, show_default=True, help="Only pairs with such a score."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N pairs.")
@click.option("--vetoed", is_flag=True, help="Also pairs of which something says that they are two works.")
@exit_code_option
def duplicates(ctx: Context, above: float, limit: int | None, vetoed: bool, exit_code: bool) -> None:
    """List pairs of papers that may be one work, the likeliest first, and why. Changes nothing.

    From 0.97 on a pair is almost always one work. Another DOI, an erratum, part II, a comment or the same title in
    another year's volume is a veto, whatever the score. A preprint and its article are named as such: two papers, one
    study. `kb merge A B` makes one paper of two, `kb distinct A B` says that they are two and takes the pair off this
    list.
    """
    from kb.duplicates import duplicates as pairs_of

    with ctx.open_store() as store:
        found = pairs_of(store, above, vetoed)
    shown = found[:limit]
    if ctx.format == "table":
        for pair in shown:
            ctx.write(_block(ctx, pair))
        ctx.say(_summary(len(found), len(shown), above))
    else:
        ctx.emit(map(_row, shown), _COLUMNS)
    if exit_code and not found:
        ctx.exit(NOTHING_FOUND)


def _row(pair: Pair) -> dict[str, Any]:
    return {
        "score": pair.likeness.score,
        "citekey": pair.a["citekey"],
        "title": pair.a["title"],
        "other": pair.b["citekey"],
        "otherTitle": pair.b["title"],
        "version": pair.likeness.version,
        "veto": pair.likeness.veto,
        "reasons": [
            {"field": r.field, "agreement": r.agreement, "words": r.words, "weight": r.weight}
            for r in pair.likeness.reasons
        ],
        "paper": pair.a["id"],
        "otherPaper": pair.b["id"],
    }


def _block(ctx: Context, pair: Pair) -> str:
    keys = [str(row["citekey"] or row["id"]) for row in (pair.a, pair.b)]
    width = max(map(len, keys))
    titles = [str(row["title"] or "(kept as printed)") for row in (pair.a, pair.b)]
    return (
        f"{pair.likeness.score:.3f}  {ctx.style(keys[0].ljust(width), bold=True)}  {titles[0]}\n"
        f"       {ctx.style(keys[1].ljust(width), bold=True)}  {titles[1]}\n"
        f"       {pair.likeness.words}\n"
    )


def _summary(found: int, shown: int, above: float) -> str:
    if not found:
        return f"no two papers look like one work (score {above:g} or more)"
    pairs = "one pair" if found == 1 else f"{found} pairs"
    more = f", the first {shown} shown" if shown < found else ""
    return f"{pairs}{more}: `kb merge A B` makes one paper of two, `kb distinct A B` says they are two"
