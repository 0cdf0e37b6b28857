"""`kb serve`: the library over Bolt, for notebooks and programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import click

from kb.commands import verb
from kb.commands.context import Context

F = TypeVar("F", bound=Callable[..., Any])
Found = dict[str, str | None]
"""What is said of something that is served, in the order in which it is printed."""

write_option = click.option(
    "--write", is_flag=True, help="Not a copy but the store itself, held alone until the end; changes are kept."
)


def bolt_port_option(name: str) -> Callable[[F], F]:
    """The option for Bolt's port, under the name it has in a verb."""
    return click.option(name, type=click.IntRange(1, 65535), help="Port of Bolt; by default 7697 or any free one.")


@verb(examples=("kb serve", "kb serve --json > connection.json", "kb serve --write"))
@write_option
@bolt_port_option("--port")
def serve(ctx: Context, write: bool, port: int | None) -> None:
    """Serve the library over Bolt on this computer, for any Neo4j driver. Ctrl-C ends it.

    Served is a copy, so that the store stays free and as it is; docs/notebooks.md shows pandas and networkx on it.
    """
    from kb.browsing.until import Until
    from kb.errors import UsageError
    from kb.store import is_server

    if is_server(ctx.settings.store):
        raise UsageError(f"{ctx.settings.store} is a server already", "connect to it as it is")
    with Until() as until, ExitStack() as stack:
        shown(ctx, serving(ctx, stack, write, port))
        ctx.say("Ctrl-C ends it")
        until.wait()
    ctx.say("ended")


def serving(ctx: Context, stack: ExitStack, write: bool, port: int | None) -> Found:
    """Serve the store in a folder as long as the stack; how to connect to it."""
    from kb.browsing.serving import served
    from kb.errors import UsageError

    address = ctx.settings.store
    if address == "memory:":
        raise UsageError("memory: holds nothing that could be served", "name a folder with --store")
    with ctx.open_store():
        pass  # what could be wrong with it is said here
    found = stack.enter_context(served(Path(address).expanduser().absolute(), write=write, port=port))
    at = found.at.isoformat(sep=" ", timespec="seconds")
    if found.live:
        ctx.say(f"this is the store {address} itself: what is changed over Bolt is kept, and nothing checks it")
    else:
        ctx.say(f"this is a copy of {address} as it was at {at}: changes to it are thrown away")
    return {
        "bolt": found.bolt,
        "username": found.username,
        "password": found.password,
        "database": found.database,
        "live" if found.live else "snapshot": at,
    }


def shown(ctx: Context, found: Found) -> None:
    """One line a value, or one object; at once, for programs that read it through a pipe."""
    if ctx.format == "table":
        for name, value in found.items():
            if value is not None:
                ctx.write(f"{name:<11} {value}\n")
    elif ctx.format == "csv":
        ctx.emit([found], tuple(found))
    else:
        ctx.emit_object(found)
    sys.stdout.flush()
