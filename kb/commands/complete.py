"""What a shell offers for an argument: names from the store that the line so far chooses.

Completion happens while somebody types, so a store that cannot be opened offers nothing and says nothing.
Use: `click.argument("paper", shell_complete=citekeys)`.
"""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from kb.commands import context_of
from kb.errors import KbError

_MOST = 200  # more is no help on a screen, and costs the time of a keystroke


def citekeys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Citekeys of papers, with the title as explanation."""
    return _offer(ctx, "read/papers", "citekey", "title", incomplete)


def claims(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The words of the claims that were written down."""
    return _offer(ctx, "read/claims", "text", "status", incomplete)


def things(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What `kb show` takes: citekeys and claims."""
    return [*citekeys(ctx, param, incomplete), *claims(ctx, param, incomplete)][:_MOST]


def themes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of themes."""
    return _offer(ctx, "read/dump_themes", "name", "origin", incomplete)


def queries(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of the shipped queries; needs no store."""
    import cypher

    names = (name.removeprefix("read/") for name in cypher.names() if name.startswith("read/"))
    return [
        CompletionItem(name, help=cypher.load(f"read/{name}").purpose) for name in names if name.startswith(incomplete)
    ]


def _offer(ctx: click.Context, query: str, column: str, about: str, incomplete: str) -> list[CompletionItem]:
    from cypher import load

    try:
        with context_of(ctx).open_store() as store:
            rows = list(store.rows(load(query)))
    except (KbError, OSError):
        return []
    start = incomplete.strip("\"'").casefold()
    found = dict.fromkeys(
        (row[column], str(row[about] or "")) for row in rows if (row[column] or "").casefold().startswith(start)
    )
    return [CompletionItem(value, help=note) for value, note in list(found)[:_MOST]]
