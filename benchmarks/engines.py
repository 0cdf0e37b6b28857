"""A big library on each engine: how long filling takes and how much memory, and that a second load adds nothing.

    python benchmarks/engines.py [--papers N] [--keep FOLDER] [--only STEP …]

100,000 made-up papers with a record each and 1,000,000 citations: into a new embedded store at once; into a Neo4j
database by the driver, as `kb push` does; into one by Neo4j's own import of what `kb export neo4j-admin` writes. Then
all of it once more by the ordinary queries of `kb add`, which must add nothing. Every step is a process of its own;
memory is the most that it, and the server beside it, ever held. Neo4j is left out, saying so, where Java and Maven are
not. The bounds hold for the full number of papers on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cypher import load  # noqa: E402 - found beside this folder
from kb import neo4j_files  # noqa: E402
from kb.filling import build, fill  # noqa: E402
from kb.graph import Edge, Graph, Node, Size, graph_of, size_of  # noqa: E402
from kb.store import Store, open_store  # noqa: E402
from tests.server.neo4j import Server, Unavailable, jars  # noqa: E402

PAPERS, CITED, IN_A_SOURCE = 100_000, 10, 1000
"""Papers; how many others each cites; and records that come from one source."""
BOUNDS = {"new embedded store": 45.0, "Neo4j by the driver": 110.0, "Neo4j by neo4j-admin": 30.0}
"""Seconds, for all papers."""
_ROWS = 5000
_FILES = "for-neo4j"


def made_up(papers: int) -> Graph:
    """A library in which every value follows from a number."""
    sources = -(-papers // IN_A_SOURCE)

    def nodes() -> Iterator[Node]:
        for n in range(papers):
            yield Node("Paper", _id("p", n), {"id": _id("p", n), **_paper(n)})
        for n in range(papers):
            yield Node("Record", _id("r", n), {"id": _id("r", n), "source": _id("s", n // IN_A_SOURCE), **_record(n)})
        for n in range(sources):
            name = f"library-{n}.json"
            yield Node(
                "Source", _id("s", n), {"id": _id("s", n), "name": name, "text": "A listed study. " * IN_A_SOURCE}
            )

    def edges() -> Iterator[Edge]:
        for n in range(papers):
            for row in _cites(n, papers):
                props = {"number": row["number"], "marker": row["marker"]}
                yield Edge("Paper", row["citing"], "CITES", "Paper", row["cited"], props)
        for n in range(papers):
            where = {"start": 16 * (n % IN_A_SOURCE), "end": 16 * (n % IN_A_SOURCE) + 15}
            yield Edge("Record", _id("r", n), "FROM", "Source", _id("s", n // IN_A_SOURCE), where)
            yield Edge("Record", _id("r", n), "OF", "Paper", _id("p", n), {})

    return Graph(f"made up {papers}", Size(2 * papers + sources, (CITED + 2) * papers), nodes, edges)


def _id(kind: str, number: int) -> str:
    """As long as real ids, and as little in order."""
    return f"{kind}{number * 2654435761 % 2**32:08x}{number:08x}"


def _paper(n: int) -> dict[str, Any]:
    return {
        "title": f"Study {n} of what helps people in the {n % 97}th year after discharge",
        "citekey": f"author{n}",
        "year": 1970 + n % 55,
        "kind": "article-journal",
        "doi": f"10.5555/{n}",
        "container": f"Journal {n % 300}",
        "authors": [f"Author {n % 5000}", f"Author {n * 7 % 5000}"],
        "status": "listed",
    }


def _record(n: int) -> dict[str, Any]:
    paper = _paper(n)
    return {
        "fields": json.dumps({name: paper[name] for name in ("kind", "title", "doi", "year")}),
        "title": paper["title"],
        "role": "entry",
        "by": "bench",
        "at": "2026-01-01T00:00:00Z",
        "position": n % IN_A_SOURCE + 1,
        "keyDoi": paper["doi"],
    }


def _cites(n: int, papers: int) -> Iterator[dict[str, Any]]:
    for k in range(CITED):
        cited = (n * 7919 + k * 104729 + 1) % papers
        yield {"citing": _id("p", n), "cited": _id("p", cited), "number": str(k + 1), "marker": f"[{k + 1}]"}


def load_again(store: Store, papers: int) -> None:
    """Everything but the sources, as `kb add` writes it."""
    span = range(papers)
    records = (
        {"id": _id("r", n), "source": _id("s", n // IN_A_SOURCE), "props": _record(n),
         "start": 16 * (n % IN_A_SOURCE), "end": 16 * (n % IN_A_SOURCE) + 15}
        for n in span
    )  # fmt: skip
    steps: tuple[tuple[str, Iterable[dict[str, Any]]], ...] = (
        ("write/put_papers", ({"id": _id("p", n), "props": _paper(n)} for n in span)),
        ("write/put_records", records),
        ("write/put_paper_records", ({"record": _id("r", n), "paper": _id("p", n)} for n in span)),
        ("write/put_paper_cites", (row for n in span for row in _cites(n, papers))),
    )
    for query, rows in steps:
        left = iter(rows)
        while some := list(islice(left, _ROWS)):
            store.apply([(load(query), some)])


def embedded(folder: Path, papers: int) -> dict[str, float]:
    """A new store at once."""
    return _timed(lambda: build(str(folder / "store"), made_up(papers)))


def embedded_again(folder: Path, papers: int) -> dict[str, float]:
    with open_store(str(folder / "store")) as store:
        return _again(store, papers)


def files(folder: Path, papers: int) -> dict[str, float]:
    """What `kb export neo4j-admin` does with the embedded store."""
    with open_store(str(folder / "store"), readonly=True) as store:
        return _timed(lambda: neo4j_files.write(folder / _FILES, graph_of(store).walk))


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A server on a home, whose data stay."""
    server = Server.start(home, quick=False, heap="1g")
    try:
        yield server
    finally:
        server.stop()


def driver(folder: Path, papers: int) -> dict[str, float]:
    """Into an empty database, through transactions."""
    with running(folder / "driven") as server, open_store(server.bolt, create=True) as store:
        told = _timed(lambda: fill(store, made_up(papers)))
        return told | {"server": _held(server.pid)}


def driver_again(folder: Path, papers: int) -> dict[str, float]:
    with running(folder / "driven") as server, open_store(server.bolt) as store:
        told = _again(store, papers)
        return told | {"server": _held(server.pid)}


def admin(folder: Path, papers: int) -> dict[str, float]:
    """The import of the files, with the server stopped."""
    server = Server(folder / "imported", quick=False, heap="1g")
    for path in (folder / _FILES).iterdir():
        path.rename(server.home / path.name)
    told = _timed(lambda: server.admin(*neo4j_files.COMMAND.split()[1:]))
    return told | {"server": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


def admin_opened(folder: Path, papers: int) -> dict[str, float]:
    """The first opening, which makes constraints and indexes."""
    with running(folder / "imported") as server:
        told = _timed(lambda: open_store(server.bolt).close())
        with open_store(server.bolt, readonly=True) as store:
            _same(store, made_up(papers).size)
        return told | {"server": _held(server.pid)}


def _again(store: Store, papers: int) -> dict[str, float]:
    before = made_up(papers).size
    _same(store, before)
    told = _timed(lambda: load_again(store, papers))
    _same(store, before)
    return told


def _same(store: Store, wanted: Size) -> None:
    found = size_of(store)
    if found != wanted:
        raise SystemExit(f"{store.address} has {found}, not {wanted}")


def _timed(work: Callable[[], object]) -> dict[str, float]:
    started = time.perf_counter()
    work()
    return {"seconds": time.perf_counter() - started}


def _held(pid: int | None) -> float:
    """MB that a process held at most; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


STEPS: dict[str, tuple[str, Callable[[Path, int], dict[str, float]]]] = {
    "embedded": ("new embedded store", embedded),
    "embedded-again": ("the same again by `kb add`'s queries: adds 0", embedded_again),
    "files": ("files for neo4j-admin, from that store", files),
    "driver": ("Neo4j by the driver", driver),
    "driver-again": ("the same again by `kb add`'s queries: adds 0", driver_again),
    "admin": ("Neo4j by neo4j-admin", admin),
    "admin-opened": ("its constraints and indexes", admin_opened),
}
_OF_NEO4J = ("driver", "driver-again", "admin", "admin-opened")


def measure(step: str, folder: Path, papers: int) -> bool:
    """Run one step as a process and print its line; whether it kept its bound."""
    name = STEPS[step][0]
    command = [sys.executable, __file__, "--papers", str(papers), "--keep", str(folder), "--step", step]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(f"{name:48} FAILED")
        return False
    told = json.loads(done.stdout)
    bound = BOUNDS.get(name) if papers == PAPERS else None
    kept = bound is None or told["seconds"] <= bound
    server = f"{told['server']:6.0f} MB" if told.get("server") else " " * 9
    limit = f"<= {bound:.0f} s{'' if kept else '  TOO SLOW'}" if bound else ""
    print(f"{name:48} {told['seconds']:7.1f} s {told['memory']:6.0f} MB {server}  {limit}".rstrip(), flush=True)
    return kept


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=PAPERS)
    parser.add_argument("--only", nargs="+", choices=STEPS, help="Some steps, on what is kept in the folder of --keep.")
    parser.add_argument("--keep", type=Path, help="Folder for all stores, kept; else a temporary one.")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.step:
        told = STEPS[asked.step][1](asked.keep, asked.papers)
        print(json.dumps(told | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return 0
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="kb-bench-"))
    try:
        return _all(folder, asked.papers, asked.only)
    finally:
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)


def _all(folder: Path, papers: int, only: Sequence[str] | None) -> int:
    steps = [step for step in STEPS if not only or step in only]
    try:
        jars()
    except Unavailable as error:
        print(f"Neo4j is left out: {error}")
        steps = [step for step in steps if step not in _OF_NEO4J]
    load_average = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{papers} papers, {CITED * papers} citations; {os.cpu_count()} cores, load before: {load_average}")
    print(f"{'':48} {'time':>9} {'memory':>9} {'server':>9}")
    kept = [measure(step, folder, papers) for step in steps]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
