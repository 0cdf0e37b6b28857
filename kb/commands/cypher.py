"""`kb cypher`: a person's own Cypher."""

from __future__ import annotations

import click

from kb.commands import exit_code, verb
from kb.commands.context import NOTHING_FOUND, Context, read_input


@verb(
    examples=(
        "kb cypher 'MATCH (p:Paper) RETURN p.citekey AS citekey, p.title AS title ORDER BY citekey LIMIT 10'",
        "kb cypher - --json < my-query.cypher",
        "kb cypher 'MATCH p = (:Finding)-[:SUPPORTS]->(:Claim) RETURN p LIMIT 5' --graph",
    )
)
@click.argument("text")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; `NAME:=JSON` for other than text."
)
@click.option(
    "--write", is_flag=True, help="Let it change the graph. Nothing checks that the result still makes sense."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query that runs longer.",
)
@click.option("--graph", is_flag=True, help="Nodes, relationships and paths as text, as Cypher draws them.")
@exit_code
def cypher(
    ctx: Context, text: str, params: tuple[str, ...], write: bool, timeout: float, graph: bool, exit_code: bool
) -> None:
    """Run the Cypher TEXT, reading only: the engine itself refuses to write. `-` takes it from stdin."""
    from kb.drawn import drawn
    from kb.params import untyped

    values = untyped(params)
    if text == "-":
        text = read_input("-").decode("utf-8", errors="replace")
    with ctx.open_store(write=write) as store:
        run = store.run_write if write else store.run_readonly
        rows = run(text, values, timeout)
    if graph:
        rows = [{name: drawn(value) for name, value in row.items()} for row in rows]
    ctx.emit(rows, list(rows[0]) if rows else [], empty="no rows")
    if exit_code and not rows:
        ctx.exit(NOTHING_FOUND)
