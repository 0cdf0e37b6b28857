"""`kb export`: reading lists, bibliographies, the kit for Neo4j Browser."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bib.formats import FORMATS, Format
from kb.commands import group
from kb.commands.complete import citekeys, claims
from kb.commands.context import Context
from kb.commands.export_neo4j_admin import neo4j_admin
from kb.errors import KbError, UsageError
from kb.output import whole_file

if TYPE_CHECKING:
    from bib.model import Reference
    from kb.answer import Answer
    from kb.store import Store


@group(examples=('kb export reading-list --claim "peers reduce hospitalisation" -o list.md', "kb export bibtex"))
def export() -> None:
    """Write a reading list, a bibliography, or what other programs take."""


export.add_command(neo4j_admin)


_OUTPUT = click.option("-o", "--output", type=click.Path(dir_okay=False), help="File to write; without it stdout.")


@export.command("reading-list", examples=('kb export reading-list --claim "peers reduce hospitalisation" -o list.md',))
@click.option("--claim", "text", required=True, shell_complete=claims, help="The claim, in any words.")
@_OUTPUT
def reading_list(ctx: Context, text: str, output: str | None) -> None:
    """What to read about a claim, as Markdown: papers by stance, with the words and where they stand."""
    from cypher import load
    from kb.evidence import ask
    from kb.notices import of_papers
    from kb.reading_list import markdown

    if not text.strip():
        raise UsageError("a claim needs words", '--claim "peers reduce hospitalisation"')
    with ctx.open_base() as base:

        def work() -> tuple[Answer, dict[str, Any]]:
            answer = ask(base, " ".join(text.split()), limit=None)
            names = sorted({row.paper for row in answer.rows})
            told = {p: [n.words for n in found] for p, found in of_papers(base.store, names).items()}
            rows = base.store.rows(load("read/papers_by_id"), ids=names)
            return answer, {row["id"]: {**row, "notices": told.get(row["id"], [])} for row in rows}

        answer, papers = base.read(work)
    written_to(ctx, markdown(answer, papers), output)


def _library(row: Format) -> None:
    """The command that writes one format of libraries."""
    name, suffix = row.name, row.suffixes[0]

    @export.command(
        name,
        short_help=f"The papers NAMES as {row.words}; without NAMES all but stubs.",
        help=f"The papers NAMES (citekeys, ids or DOIs) as {row.words}; without NAMES all but stubs.\n\n"
        "Entries come in the order of their citekeys, the same bytes every time.",
        examples=(f"kb export {name} -o library{suffix}", f"kb export {name} smith2021 > smith{suffix}"),
    )
    @click.argument("names", nargs=-1, shell_complete=citekeys)
    @click.option(
        "--claim", "text", shell_complete=claims, help="The papers with evidence on this claim, in any words."
    )
    @click.option("--stubs", is_flag=True, help="Also works of which nothing is known but that they are cited.")
    @_OUTPUT
    def write(ctx: Context, names: tuple[str, ...], text: str | None, stubs: bool, output: str | None) -> None:
        assert row.write
        if names and text is not None:
            raise UsageError("NAMES and --claim both choose papers", "leave out one of them")
        if text is not None and not text.strip():
            raise UsageError("a claim needs words", '--claim "peers reduce hospitalisation"')
        written_to(ctx, row.write(_chosen(ctx, names, text, stubs)), output)


def _chosen(ctx: Context, names: tuple[str, ...], claim: str | None, stubs: bool) -> list[tuple[str, Reference]]:
    """(citekey, reference) of the papers to write, by citekey."""
    from cypher import load
    from kb.names import paper_named
    from kb.papers import references_of

    papers: dict[str, str] = {}
    found: dict[str, Reference] = {}

    def take(store: Store, chosen: Iterable[dict[str, Any]]) -> None:
        papers.update((row["id"], row["citekey"]) for row in chosen if stubs or row["status"] != "stub")
        found.update(references_of(store, papers))

    if claim is not None:
        from kb.evidence import ask

        with ctx.open_base() as base:

            def work() -> None:
                rows = ask(base, " ".join(claim.split()), limit=None).rows
                ids = sorted({row.paper for row in rows})
                take(base.store, list(base.store.rows(load("read/papers_by_id"), ids=ids)))

            base.read(work)
    else:
        with ctx.open_store() as store:

            def work() -> None:
                take(store, [paper_named(store, n) for n in names] if names else list(store.rows(load("read/papers"))))

            store.snapshot(work)
    return sorted(((papers[p], reference) for p, reference in found.items()), key=lambda pair: pair[0])


for _row in FORMATS:
    if _row.write:
        _library(_row)


@export.command("browser-kit", examples=("kb export browser-kit kit --url https://example.org/kit",))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--url", default="https://HOST/kit", help="Where DIR will be handed out, for the settings that are told.")
def browser_kit(ctx: Context, folder: Path, url: str) -> None:
    """Style, favourites and guide for Neo4j Browser into the folder DIR, for a server elsewhere.

    `kb browse` hands them out itself.
    """
    from kb import kit

    told = kit.settings(url)
    for path in kit.write(folder):
        ctx.say(f"wrote {path}")
    ctx.say(f"\n{told}")


def written_to(ctx: Context, text: str, output: str | None) -> None:
    """To stdout, or to a file that is there whole or not at all."""
    if output is None or output == "-":
        ctx.write(text)
        return
    try:
        with whole_file(Path(output)) as out:
            out.write(text)
    except OSError as error:
        raise KbError(
            f"{output}: cannot be written: {error.strerror or error}", "choose another place with -o"
        ) from error
    ctx.say(f"wrote {output}")
