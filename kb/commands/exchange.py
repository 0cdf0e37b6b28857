"""What `kb push` and `kb pull` share: one store into another, merged or as it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.commands.context import Context
from kb.errors import KbError, UsageError

if TYPE_CHECKING:
    from kb.graph import Progress
    from kb.holdings import Counts
    from kb.store import Store

mirror = click.option("--mirror", is_flag=True, help="Make the target exactly the source; asks, and dumps it first.")

_COLUMNS = ("kind", "new", "newer", "older", "there_already")


def exchange(ctx: Context, origin: str, target: str, *, mirror: bool) -> None:
    """Bring the store at `origin` into the one at `target`, and print what became of each kind of thing."""
    _refuse_same_place(origin, target)
    with ctx.open_store(origin) as source:
        counts = _mirrored(ctx, source, target) if mirror else _copied(ctx, source, target)
        if counts is None:
            counts = _merged(ctx, source, target)
    brought = sum(row.new + row.newer for row in counts)
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in counts]
    ctx.emit(rows, _COLUMNS)
    ctx.say(f"{brought} facts brought to {target}" if brought else f"nothing new for {target}")


def _copied(ctx: Context, source: Store, target: str) -> tuple[Counts, ...] | None:
    """Into a target that is empty, all goes as it is; None where the target holds something."""
    from kb.copying import copy_into_empty
    from kb.filling import build
    from kb.graph import graph_of
    from kb.holdings import all_new
    from kb.store import is_server

    progress = _progress(ctx)
    if target == "memory:":
        return None
    if not is_server(target) and not _filled(Path(target).expanduser()):
        build(target, graph_of(source), progress)
        ctx.say(f"made a new store: {target}")
        return all_new(source)
    with ctx.open_store(target, write=True, create=True, unfinished=True) as store:
        _refuse_same_store(source, store)
        return all_new(source) if copy_into_empty(source, store, progress) else None


def _merged(ctx: Context, source: Store, target: str) -> tuple[Counts, ...]:
    from kb.merging import merge

    with ctx.open_base(target, write=True, create=True) as base:
        return merge(source, base, lambda rows, what: ctx.progress(rows, what, len(rows)))


def _mirrored(ctx: Context, source: Store, target: str) -> tuple[Counts, ...] | None:
    """The target as the source is, after asking; None where it is empty."""
    from kb import copying, dump
    from kb.filling import mark_of
    from kb.holdings import all_new
    from kb.output import whole_file
    from kb.store import is_server

    if target == "memory:":
        raise UsageError("memory: cannot be mirrored into", "it is gone when the command ends; give a folder")
    if not is_server(target) and not _filled(Path(target).expanduser()):
        return None
    with ctx.open_store(target, write=True, create=True, unfinished=True) as store:
        _refuse_same_store(source, store)
        if not copying.is_open_to_copy(store):
            if not ctx.confirm(f"{target} will hold what {source.address} holds, and nothing else. Overwrite it?"):
                raise KbError(f"{target} was left as it is", "--yes answers the question")
            file = _dump_file(target)
            with whole_file(file) as out:
                dump.write(store, out)
            ctx.say(f"dumped what was in {target}: {file}")
        elif mark_of(store) is None:
            return None
        copying.mirror(source, store, _progress(ctx))
    return all_new(source)


def _progress(ctx: Context) -> Progress:
    return lambda rows, total: ctx.progress(rows, "copying", total)


def _dump_file(address: str) -> Path:
    """Where the dump of a store goes before it is overwritten: beside a folder; for a server, among the user's data."""
    from kb.settings import data_folder
    from kb.store import is_server

    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    if is_server(address):
        folder = data_folder() / "before-mirror"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{re.sub(r'[^A-Za-z0-9.-]+', '-', address)}-{moment}.jsonl"
    place = Path(address).expanduser().absolute()
    return place.with_name(f"{place.name}-before-mirror-{moment}.jsonl")


def _refuse_same_place(origin: str, target: str) -> None:
    from kb.store import is_server

    if origin == target or (
        not is_server(origin)
        and not is_server(target)
        and Path(origin).expanduser().resolve() == Path(target).expanduser().resolve()
    ):
        raise _same(target)


def _refuse_same_store(source: Store, target: Store) -> None:
    """A server has many addresses, so its stores are told by what they say of themselves. A folder's are told by
    their place: a copied folder is a store of its own."""
    from kb.store import is_server

    if is_server(source.address) and is_server(target.address) and source.identity() == target.identity():
        raise _same(target.address)


def _same(target: str) -> UsageError:
    return UsageError(f"{target} is the store itself", "name another one; --store says which one is used here")


def _filled(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
