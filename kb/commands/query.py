"""`kb query`: the shipped queries."""

from __future__ import annotations

import difflib

import click

from kb.commands import exit_code, verb
from kb.commands.complete import queries
from kb.commands.context import NOTHING_FOUND, Context
from kb.errors import NotFound


@verb(examples=("kb query", "kb query papers_by_citekey --param values=smith2021 --json"))
@click.argument("name", required=False, shell_complete=queries)
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; `NAME:=JSON` for other than text."
)
@exit_code
def query(ctx: Context, name: str | None, params: tuple[str, ...], exit_code: bool) -> None:
    """Run the shipped query NAME; without a NAME, list them."""
    import cypher
    from kb import params as parameters

    shipped = {n.removeprefix("read/"): n for n in cypher.names() if n.startswith("read/")}
    if name is None:
        queries = [(short, cypher.load(full)) for short, full in shipped.items()]
        rows = [{"name": short, "params": [p.name for p in q.params], "purpose": q.purpose} for short, q in queries]
        ctx.emit(rows, ("name", "params", "purpose"))
        return
    full = shipped.get(name.removeprefix("read/"))
    if full is None:
        near = difflib.get_close_matches(name, shipped, n=1)
        raise NotFound(f"no query `{name}`", f"did you mean `{near[0]}`?" if near else "`kb query` lists them")
    loaded = cypher.load(full)
    values = parameters.typed(loaded.params, params)
    with ctx.open_store() as store:
        found = list(store.rows(loaded, **values))
    ctx.emit(found, [column.name for column in loaded.columns], empty="no rows")
    if exit_code and not found:
        ctx.exit(NOTHING_FOUND)
