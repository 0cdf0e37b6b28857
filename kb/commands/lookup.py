"""`kb lookup`: what Crossref and PubMed say of papers, beside what the user gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kb.commands import verb
from kb.commands.complete import citekeys
from kb.commands.context import Context
from kb.errors import KbError, UsageError

if TYPE_CHECKING:
    from kb.lookup.walk import Asked, Found, Walk
    from kb.lookup.web import Web

_COLUMNS = ("citekey", "state", "by", "doi", "filled", "differs", "notices", "reason", "links")
_SHORT = ("citekey", "state", "doi", "filled", "differs", "notices", "reason")
_REVIEW = ("citekey", "doi", "title", "authors", "year", "container", "score", "reason", "scholar")
_AT_ONCE = 25  # papers that are written together; what stops the run loses no more than their answers from the store
_MOST_FAILED = 3  # papers in a row that nobody answered for: then the network or the service is down
_MAX_AGE = 30.0


@verb(
    examples=(
        "kb lookup smith2021 --dry-run",
        "kb lookup --all",
        "kb lookup --review",
        "kb lookup smith2021 --accept 10.5555/abc",
    )
)
@click.argument("papers", nargs=-1, shell_complete=citekeys, metavar="[PAPER …]")
@click.option("--all", "every", is_flag=True, help="Every paper that was not looked up lately.")
@click.option("--review", is_flag=True, help="What was found and not taken, from the kept answers; asks nobody.")
@click.option("--accept", metavar="DOI", help="Say that PAPER is the work of this DOI.")
@click.option("--offline", is_flag=True, help="Ask nobody: only kept answers count, however old.")
@click.option("--dry-run", is_flag=True, help="Show what would be filled and where it disagrees, write nothing.")
@click.option(
    "--max-age", type=click.FloatRange(min=0), metavar="DAYS", help="Ask again what is older; 30 unless said."
)
@click.option("--from", "service", type=click.Choice(["crossref", "both"]), default="both", help="Whom to ask.")
def lookup(
    ctx: Context,
    papers: tuple[str, ...],
    every: bool,
    review: bool,
    accept: str | None,
    offline: bool,
    dry_run: bool,
    max_age: float | None,
    service: str,
) -> None:
    """Ask Crossref and PubMed for what is missing of PAPER: DOI, pages, ids, abstract; and for retractions.

    An answer is taken only when title, first author and year agree. It fills what is empty; where it disagrees that is
    said, and what you gave stays. Set `email` to be served sooner; nobody else is told. Answers are kept, so a run that
    was stopped goes on where it was.
    """
    if not papers and not every and not review:
        raise UsageError("say which papers", "name some, or say --all")
    if accept and len(papers) != 1:
        raise UsageError("--accept is for one PAPER", "kb lookup PAPER --accept DOI")
    web = _web(ctx, offline or review, max_age)
    walk = _walk(ctx, web, service)
    asked = _asked(ctx, papers, None if review else _MAX_AGE if max_age is None else max_age)
    if accept:
        _report(ctx, _written(ctx, iter([walk.accept(asked[0], _bare(accept))]), dry_run, ctx.person), dry_run)
        return
    if review:
        _to_review(ctx, [walk.look_up(one) for one in asked])
        return
    found = _found(ctx, walk, asked)
    done = _written(ctx, found, dry_run, None)
    _report(ctx, done, dry_run)
    ctx.say(f"{len(done)} looked up, {web.asked} requests made" + ("; nothing was written" if dry_run else ""))
    if any(f.state == "failed" for f in done):
        ctx.exit(1)


def _web(ctx: Context, offline: bool, max_age: float | None) -> Web:
    from kb.lookup.cache import Cache
    from kb.lookup.limiter import Limiter
    from kb.lookup.transport import over_the_network
    from kb.lookup.web import Web
    from kb.settings import cache_folder

    age = max_age if max_age is not None else None if offline else _MAX_AGE
    return Web(over_the_network, Cache(cache_folder() / "lookups", age), Limiter(), offline=offline)


def _walk(ctx: Context, web: Web, service: str) -> Walk:
    from kb.lookup.crossref import Crossref
    from kb.lookup.ncbi import Ncbi
    from kb.lookup.walk import Walk

    email = ctx.settings.email
    if ctx.settings["email"].value and email is None:
        raise UsageError("the setting `email` is no e-mail address", "mend it, or take it out: it is not needed")
    if email is None and not web.offline:
        ctx.say(
            'no e-mail is told to Crossref and PubMed: with `email = "you@example.org"` in kb.toml they answer sooner'
        )
    return Walk(Crossref(web, email), Ncbi(web, email) if service == "both" else None)


def _asked(ctx: Context, names: Sequence[str], max_age: float | None) -> list[Asked]:
    """The papers to ask for, by citekey: those named, or all. max_age: days after which one of all is looked up again,
    None = never."""
    from datetime import UTC, datetime, timedelta

    from cypher import load
    from kb.lookup.walk import asked_of
    from kb.names import paper_named

    def work(store: Any) -> list[Asked]:
        rows = [paper_named(store, name) for name in names] if names else list(store.rows(load("read/papers")))
        return sorted(asked_of(store, rows), key=lambda a: a.citekey)

    with ctx.open_store() as store:
        found = store.snapshot(lambda: work(store))
    if names and not found:
        raise KbError("there is nothing to look up of this paper", "it is known only by its number in a list")
    if names:
        return found
    days = 36500.0 if max_age is None else min(max_age, 36500.0)
    since = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    return [one for one in found if one.looked_up is None or one.looked_up < since]


def _found(ctx: Context, walk: Walk, asked: Sequence[Asked]) -> Iterator[Found]:
    """Look up one after the other; after some in a row that nobody answered for, no more."""
    failed = 0
    for one in ctx.progress(asked, "looking up", len(asked)):
        found = walk.look_up(one)
        failed = failed + 1 if found.state == "failed" else 0
        yield found
        if failed >= _MOST_FAILED:
            ctx.say(f"stopped: {found.reason}; the same command goes on from here")
            return


def _written(ctx: Context, found: Iterator[Found], dry_run: bool, by: str | None) -> list[Found]:
    """Take what comes into the store, some papers at a time; also what came before a Ctrl-C."""
    done: list[Found] = []
    waiting: list[Found] = []
    try:
        for one in found:
            done.append(one)
            waiting.append(one)
            if len(waiting) >= _AT_ONCE:
                _write(ctx, waiting, dry_run, by)
                waiting = []
    finally:
        _write(ctx, waiting, dry_run, by)
    return done


def _write(ctx: Context, found: Sequence[Found], dry_run: bool, by: str | None) -> None:
    from cypher import load
    from kb.lookup import walk
    from kb.steps import Said

    taken = [one for one in found if one.works]
    if dry_run or not taken:
        return
    sources = {facts.source["id"]: facts for one in taken for facts in walk.facts(one)}
    with ctx.open_base(write=True) as base:
        at = base.library.now()
        decided = {tie.id: tie for one in taken for tie in walk.ties(one, at, by)}
        if by:  # a person chose this: a step, which takes what it brought out again
            new = sources.keys() - {row["id"] for row in base.store.rows(load("read/sources"))}
            chosen = ("--accept", taken[0].works[0].reference.doi or "")
            said = Said("lookup", (taken[0].asked.citekey, *chosen))
            base.decide(list(decided.values()), said=said, makes=sorted(new))
        else:
            base.decide(list(decided.values()))
        base.add_all(list(sources.values()))


def _report(ctx: Context, done: Sequence[Found], dry_run: bool) -> None:
    rows = [_row(one) for one in done]
    if ctx.format != "table":
        ctx.emit(rows, _COLUMNS)
        return
    short = ({**row, "filled": ", ".join(row["filled"]), "differs": ", ".join(d["field"] for d in row["differs"]),
              "notices": "; ".join(row["notices"])} for row in rows)  # fmt: skip
    ctx.emit(short, _SHORT, empty="nothing to look up")
    for row in rows if dry_run else ():
        for line in _diff(row):
            ctx.write(f"{line}\n")
    for row in rows:
        for told in row["notices"]:
            ctx.say(f"warning: {row['citekey']} is {told}")


def _diff(row: dict[str, Any]) -> Iterator[str]:
    """What would change, as `diff` has it: "+" fills, "!" disagrees and changes nothing."""
    if row["filled"] or row["differs"]:
        yield f"--- {row['citekey']}"
    for name, value in row["filled"].items():
        yield f"+ {name}: {value if len(value) <= 200 else value[:200] + '…'}"
    for d in row["differs"]:
        yield f"! {d['field']}: {d['here']} (yours, stays) | {d['there']}"


def _row(one: Found) -> dict[str, Any]:
    from kb.lookup.links import links

    known = one.works[0].reference if one.works else one.asked.reference
    return {
        "citekey": one.asked.citekey,
        "state": one.state,
        "by": "; ".join(work.by for work in one.works),
        "doi": next((w.reference.doi for w in one.works if w.reference.doi), one.asked.reference.doi),
        "filled": dict(one.filled),
        "differs": [{"field": d.field, "here": d.here, "there": d.there} for d in one.differs],
        "notices": [notice.words for notice in one.notices],
        "reason": "; ".join(dict.fromkeys(x for x in (one.reason, *one.errors) if x)),
        "links": links(known),
    }


def _to_review(ctx: Context, found: Sequence[Found]) -> None:
    from kb.lookup.links import scholar

    rows = [
        {
            "citekey": one.asked.citekey,
            "doi": judged.work.reference.doi or judged.work.reference.pmid,
            "title": judged.work.reference.title,
            "authors": "; ".join(p.name for p in judged.work.reference.people[:3]),
            "year": judged.work.reference.year,
            "container": judged.work.reference.container,
            "score": round(judged.score, 2),
            "reason": judged.reason,
            "scholar": scholar(one.asked.reference),
        }
        for one in found
        for judged in one.review
    ]
    columns = _REVIEW if ctx.format != "table" else ("citekey", "doi", "year", "title", "score", "reason")
    ctx.emit(rows, columns, empty="nothing is left for review")
    if rows:
        ctx.say("kb lookup PAPER --accept DOI takes one")


def _bare(doi: str) -> str:
    return doi.strip().lower().removeprefix("https://doi.org/").removeprefix("doi:").strip()
