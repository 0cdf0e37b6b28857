"""Every reading query gives the same rows in the same order on both engines, on a library with awkward names."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cypher
import ingest
from cypher import Query, load
from kb import concepts, graph
from kb.base import Base
from kb.errors import KbError
from kb.store import Store, open_store

EXAMPLES = Path(__file__).resolve().parents[2] / "kb" / "data" / "examples"
AT = "2026-01-01T00:00:00+00:00"
CLAIMS = ("peers reduce hospitalisation", "peers increase hospitalisation", "it's `odd` // $x '}) DETACH DELETE n //")
# Titles and names that could be taken for Cypher, that sort unlike in UTF-16 and by code point, or that are empty.
AWKWARD = (
    ("'}) MATCH (n) DETACH DELETE n //", "O'Hara"),
    ('`backticks` and "quotes" and $rows', "$id"),
    ("🧠 Brains outside the first plane", "\U0001d50a"),
    ("\uff21 Full-width letters after the surrogates", "\uff21dams"),
    ("Ärger mit Umlauten", "Äbel"),
    ("zebra in lower case", "abel"),
    ("Zebra in upper case", "Abel"),
    ("a very long one " * 300, "Lang"),
)
# Queries whose rows are put in order by who asks (kb/graph.py), and one whose answer is any of many good ones.
UNORDERED = {"read/graph_edges", "read/graph_ends", "read/graph_ids", "read/graph_nodes"}
ANY = {"read/graph_page": "an id at which a page may end, whichever order the engine finds ids in"}
ONE_BY_ONE = 25
"""Values tried for a parameter that takes a single one."""


def _fill(base: Base, worlds: Any) -> None:
    for name in ("page.txt", "paper.txt", "paper-references.txt"):
        listed = "paper.txt" if name == "paper-references.txt" else None
        base.add(ingest.read((EXAMPLES / name).read_bytes(), name), path=f"/tmp/{name}", list_of=listed)
    works = [worlds.Work(title, family, 2000 + n % 3) for n, (title, family) in enumerate(AWKWARD)]
    base.add(worlds.list("list `of` //$awkward.txt", works))
    said = [(f"{title} reduces hospitalisation", (1, n + 1)) for n, (title, _) in enumerate(AWKWARD)]
    base.add(worlds.paper("'}) paper.txt", worlds.Work("Own `paper` $x", "", 2020), said, works))
    for claim in CLAIMS:
        base.add_claim(claim, "$ann `x`")
    found = sorted(row["id"] for row in base.store.rows(load("read/reported_findings")))
    claim = next(iter(base.store.rows(load("read/claims"))))["id"]
    rows = [
        {"finding": finding, "claim": claim, "id": f"j{n}-{by}", "props": _judged(by, n)}
        for n, finding in enumerate(found[:5])
        for by in ("ann", "b'ö //")
    ]
    base.store.apply([(load("write/put_judgements"), rows)])


def _judged(by: str, n: int) -> dict[str, Any]:
    props = {"stance": ("supports", "unclear")[n % 2], "reason": "$x `y` //", "cue": None, "cueStart": None}
    return props | {
        "cueEnd": None,
        "confidence": 0.5,
        "by": by,
        "byKind": "person",
        "version": "",
        "at": AT,
        "note": "'})",
    }


@pytest.fixture(scope="module")
def both(neo4j_server: Any) -> Iterator[tuple[Store, Store]]:
    """The same library on the embedded engine and on the server, made by the same additions."""
    from tests.kb.conftest import Work, Worlds, make_list, make_paper

    neo4j_server.empty()
    with (
        pytest.MonkeyPatch.context() as patch,
        open_store("memory:", create=True) as one,
        open_store(neo4j_server.address, create=True, login=neo4j_server.login) as two,
    ):
        patch.setattr("kb.base.utc_now", lambda: AT)
        for store in (one, two):
            base = Base(store, concepts.load(), "tester", None)
            base.library.now = lambda: AT
            _fill(base, Worlds(Work, make_paper, make_list))
        yield one, two


@pytest.fixture(scope="module")
def pool(both: tuple[Store, Store]) -> tuple[str, ...]:
    """Every text that a query could be asked for: ids and properties of all nodes, long texts left out."""
    found: dict[str, None] = {"nothing of the kind": None, "": None, **dict.fromkeys(graph.LABELS)}
    for node in graph.graph_of(both[0]).nodes():
        for value in node.props.values():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, str) and len(item) < 400:
                    found[item] = None
    return tuple(found)


def _values(type_: str, pool: tuple[str, ...]) -> list[Any]:
    """What to give for one parameter of a type."""
    kind = type_.removesuffix("?")
    if kind.startswith("list"):
        return [list(pool), list(reversed(pool))[: len(pool) // 2], []]
    if kind in ("string", "any"):
        return [*graph.LABELS, *pool[:: max(1, len(pool) // ONE_BY_ONE)], *([None] if type_.endswith("?") else [])]
    if kind == "integer":
        return [0, 3, 100]
    raise AssertionError(f"a parameter of type {type_} needs values here")


def _asked(query: Query, pool: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    choices = [_values(param.type, pool) for param in query.params]
    for values in itertools.islice(itertools.product(*choices), 60):
        yield dict(zip((param.name for param in query.params), values, strict=True))


@pytest.mark.parametrize("name", [n for n in cypher.names() if n.startswith("read/") and n not in ANY])
def test_rows_and_order_are_the_same(both: tuple[Store, Store], pool: tuple[str, ...], name: str) -> None:
    query = load(name)
    for params in _asked(query, pool):
        one, two = (_told(store, query, params) for store in both)
        if name in UNORDERED and isinstance(one, list):
            one, two = sorted(one, key=repr), sorted(two, key=repr)
        assert one == two, f"{name} with {str(params)[:300]}"


def _told(store: Store, query: Query, params: dict[str, Any]) -> Any:
    """The rows, without what is a store's own; or the kind of error."""
    try:
        return [
            {k: v for k, v in row.items() if k not in ("storeId", "revision")} for row in store.rows(query, **params)
        ]
    except KbError as error:
        return type(error).__name__


def test_nothing_was_deleted_or_changed_by_what_looks_like_cypher(both: tuple[Store, Store]) -> None:
    titles: Callable[[Store], set[str]] = lambda store: {row["title"] for row in store.rows(load("read/papers"))}  # noqa: E731
    for store in both:
        assert {title for title, _ in AWKWARD} - {AWKWARD[-1][0]} <= titles(store)
        assert {row["text"] for row in store.rows(load("read/claims"))} == set(CLAIMS)
