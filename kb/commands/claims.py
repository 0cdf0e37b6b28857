"""`kb claims`: what claims there are, and what bears on each."""

from __future__ import annotations

from kb.commands import verb
from kb.commands.context import Context

_EDGES = {"SUPPORTS": "supports", "CONTRADICTS": "contradicts", "NO_EFFECT": "no_effect", "BEARS_ON": "to_read"}


@verb(examples=("kb claims", "kb claims --json"))
def claims(ctx: Context) -> None:
    """List the claims with how many findings support, contradict, show no effect or are to read.

    Findings of every origin are counted here; `kb evidence` tells own results from what is cited.
    """
    from cypher import load

    with ctx.open_store() as store:
        named, counts = store.snapshot(lambda: [[*store.rows(load(f"read/{q}"))] for q in ("claims", "claim_counts")])
    rows = {
        row["id"]: {"claim": row["text"], "status": row["status"], "by": row["by"], "id": row["id"]}
        | dict.fromkeys(_EDGES.values(), 0)
        for row in named
    }
    for count in counts:
        rows[count["claim"]][_EDGES[count["stance"]]] = count["findings"]
    columns = ("claim", "status", *_EDGES.values(), "by", "id")
    ctx.emit(rows.values(), columns, empty='no claims yet (`kb claim add "…"`)')
