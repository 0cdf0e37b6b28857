"""`kb export neo4j-admin`: files for Neo4j's own import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.commands import verb
from kb.commands.context import Context

if TYPE_CHECKING:
    from kb.graph import Edge, Node


@verb("neo4j-admin", examples=("kb export neo4j-admin ./for-neo4j",))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def neo4j_admin(ctx: Context, folder: Path) -> None:
    """The whole library as CSV files in the new folder DIR, for `neo4j-admin database import`.

    The quickest way of a big library into a *new* Neo4j database, whose server must be stopped meanwhile; into one that
    runs, or that holds something, goes `kb push`. DIR/README.md says what to do; so does this command.
    """
    from kb import neo4j_files
    from kb.errors import StoreBusy
    from kb.graph import graph_of

    with ctx.open_store() as store:
        graph = graph_of(store)

        def walk() -> Iterator[Node | Edge]:
            yield from graph.walk(lambda rows, total: ctx.progress(rows, "writing", total))
            if graph_of(store).name != graph.name:
                raise StoreBusy(f"{store.address} was changed while it was read", "try again")

        written = neo4j_files.write(folder, walk)
    ctx.say(f"wrote {written.nodes} nodes and {written.edges} relationships to {folder}")
    if written.lost:
        ctx.say(f"warning: {written.lost} lists of a single empty text cannot be imported and were left out")
    ctx.say(
        "stop the server; its database must be new or empty. In that folder, on the server's machine:\n"
        f"    {neo4j_files.COMMAND}\n"
        f"then start it and run `kb init --store bolt://HOST:7687` (more in {folder / neo4j_files.README})"
    )
