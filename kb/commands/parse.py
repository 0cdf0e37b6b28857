"""`kb parse`: what is understood of one input. Needs no store and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click

import ingest
from ingest.model import Batch
from kb import show
from kb.commands import group, strict
from kb.commands.context import KEPT_RAW, Context, read_input
from kb.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])

_SHORT = ("start", "kind", "origin", "speaker", "text")  # columns of the table for people


@group(examples=("kb parse references list.txt", "kb parse findings paper.txt --json", "pbpaste | kb parse paper -"))
def parse() -> None:
    """What is understood of a file, without a store."""


def _file(function: F) -> F:
    return click.argument("file", default="-")(function)


@parse.command(
    "references", examples=("kb parse references list.txt", "kb parse references - --split lines < list.txt")
)
@_file
@click.option("--split", type=click.Choice(["auto", "lines"]), default="auto", show_default=True)
@click.option("--format", "to", type=click.Choice(["csl-json"]), default="csl-json", show_default=True)
@strict
def references(ctx: Context, file: str, split: str, to: str, strict: bool) -> None:
    """The references of FILE, in order, as CSL-JSON. `-` or no FILE is stdin.

    With --split lines every line is one reference, whatever stands on it.
    """
    from bib import csl_json
    from bib.formats import format_named

    if ctx.format == "csv":
        raise UsageError("references come as CSL-JSON, not as CSV", "leave out --csv")
    batch = ingest.read(read_input(file), file, split=split)
    # Of a list the raw item is kept as a note; an entry of a library has its fields.
    library = format_named(batch.form) is not None
    found = (replace(r, source=None) if library else r for r in batch.references)
    objects = [csl_json.to_object(reference, str(n)) for n, reference in enumerate(found, 1)]
    if ctx.format == "nl":
        ctx.write("".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects))
    else:
        ctx.emit_object(objects)
    _finish(ctx, batch, strict)


@parse.command("text", examples=("kb parse text paper.txt > paper.canonical.txt",))
@_file
def text(ctx: Context, file: str) -> None:
    """The canonical text of FILE, in which all offsets count, and nothing else."""
    ctx.write(ingest.read(read_input(file), file).source.text)


@parse.command("findings", examples=("kb parse findings paper.txt --json",))
@_file
@strict
def findings(ctx: Context, file: str, strict: bool) -> None:
    """Every sentence and quotation of FILE, with where it stands and whose finding it is."""
    batch = ingest.read(read_input(file), file)
    objects = show.finding_objects(batch)
    ctx.emit(objects, _SHORT if ctx.format == "table" else show.FINDING_KEYS, empty=f"{file}: no findings")
    _finish(ctx, batch, strict)


@parse.command("paper", examples=("kb parse paper paper.txt", "kb parse paper paper.txt --json"))
@_file
@strict
def paper(ctx: Context, file: str, strict: bool) -> None:
    """What FILE says about itself: title, authors, abstract, keywords, headings, themes, problems."""
    batch = ingest.read(read_input(file), file)
    if ctx.format == "table":
        ctx.write(show.paper_text(batch))
    elif ctx.format == "csv":
        raise UsageError("a paper is no table", "--json gives it as one object")
    else:
        ctx.emit_object(show.paper_object(batch))
    _finish(ctx, batch, strict)


def _finish(ctx: Context, batch: Batch, strict: bool) -> None:
    ctx.problems(batch.problems)
    if strict and any(problem.level == "error" for problem in batch.problems):
        ctx.exit(KEPT_RAW)
