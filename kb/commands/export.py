"""`kb export`: reading lists, bibliographies, the kit for Neo4j Browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.commands import group
from kb.commands.complete import citekeys, claims
from kb.commands.context import Context
from kb.commands.export_neo4j_admin import neo4j_admin
from kb.errors import KbError, UsageError
from kb.output import whole_file

if TYPE_CHECKING:
    from bib.model import Reference
    from kb.answer import Answer


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
    _write(ctx, markdown(answer, papers), output)


@export.command("bibtex", examples=("kb export bibtex -o library.bib", "kb export bibtex smith2021 > smith.bib"))
@click.argument("names", nargs=-1, shell_complete=citekeys)
@_OUTPUT
def bibtex(ctx: Context, names: tuple[str, ...], output: str | None) -> None:
    """The papers NAMES (citekeys, ids or DOIs) as BibTeX; without NAMES all but stubs."""
    from bib import bibtex as format
    from cypher import load
    from kb.names import paper_named
    from kb.papers import references_of

    with ctx.open_store() as store:

        def work() -> tuple[dict[str, str], dict[str, Reference]]:
            chosen = [paper_named(store, n) for n in names] if names else list(store.rows(load("read/papers")))
            papers = {row["id"]: row["citekey"] for row in chosen if row["status"] != "stub"}
            return papers, references_of(store, papers)

        papers, found = store.snapshot(work)
    pairs = sorted(((papers[p], reference) for p, reference in found.items()), key=lambda pair: pair[0])
    _write(ctx, format.write(pairs), output)


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


def _write(ctx: Context, text: str, output: str | None) -> None:
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
