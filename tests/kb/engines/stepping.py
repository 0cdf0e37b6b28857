"""A writer to be killed: `stepping.py STORE FIRST COUNT [--each]`.

Applies numbered steps to a store and says each number when the step is acknowledged. A step is one `apply` of several
queries; all of it is there or none. `--each` opens the store anew for every step and tries again while it is busy.
"""

from __future__ import annotations

import sys
from itertools import pairwise

from cypher.query import parse
from kb.errors import StoreBusy
from kb.store import Store, open_store

NODES, LINKS = 30, 29

PAPERS = parse(
    "write/papers",
    "// papers: nodes of a step\n// param rows list<map> papers\n"
    "UNWIND $rows AS row MERGE (p:Paper {id: row.id}) SET p.step = row.step, p.title = row.title",
    "stepping",
)
LINKED = parse(
    "write/linked",
    "// linked: a chain through a step's nodes\n// param rows list<map> pairs\n"
    "UNWIND $rows AS row MATCH (a:Paper {id: row.a}) MATCH (b:Paper {id: row.b}) "
    "MERGE (a)-[:CITES {number: row.n}]->(b)",
    "stepping",
)


def step(store: Store, number: str) -> None:
    ids = [f"{number}-{n}" for n in range(NODES)]
    papers = [{"id": i, "step": number, "title": "A title, long enough to fill pages soon. " * 8} for i in ids]
    links = [{"a": a, "b": b, "n": n} for n, (a, b) in enumerate(pairwise(ids))]
    store.apply([(PAPERS, papers), (LINKED, links)])


def main(address: str, first: str, count: int, each: bool) -> None:
    name, _, start = first.rpartition(":")
    numbers = [f"{name}:{n}" for n in range(int(start), int(start) + count)]
    if not each:
        with open_store(address, create=True) as store:
            for number in numbers:
                step(store, number)
                print(number, flush=True)
        return
    for number in numbers:
        done = False
        while not done:
            try:
                with open_store(address, create=True) as store:
                    step(store, number)
                done = True
            except StoreBusy:
                print("busy", file=sys.stderr)
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), "--each" in sys.argv)
