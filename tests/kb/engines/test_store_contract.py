"""What every engine behind the boundary must do: the contract of `kb.store.Store`, on the store of the fixture."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.query import parse
from kb.errors import QueryError, StoreError
from kb.store import Store, open_store

ROOT = Path(__file__).resolve().parents[3]
PUT = parse(
    "write/put",
    "// put: themes\n// param rows list<map> themes\n"
    "UNWIND $rows AS row MERGE (t:Theme {id: row.id}) SET t.name = row.value",
    "test",
)
LINK = parse(
    "write/link",
    "// link: a theme under another\n// param rows list<map> pairs\n"
    "UNWIND $rows AS row MATCH (a:Theme {id: row.a}) MATCH (b:Theme {id: row.b}) MERGE (a)-[:PART_OF]->(b)",
    "test",
)
TWICE = parse(
    "write/twice",
    "// twice: makes a theme without looking\n// param rows list<map> themes\n"
    "UNWIND $rows AS row CREATE (:Theme {id: row.id})",
    "test",
)
GET = parse(
    "read/get",
    "// get: themes\n// param id string? one, or null for all\n// row id its id\n// row value its value\n"
    "MATCH (t:Theme) WHERE $id IS NULL OR t.id = $id RETURN t.id AS id, t.name AS value ORDER BY id",
    "test",
)


def put(store: Store, values: dict[str, Any]) -> None:
    store.apply([(PUT, [{"id": name, "value": value} for name, value in values.items()])])


def get(store: Store) -> dict[str, Any]:
    return {row["id"]: row["value"] for row in store.rows(GET, id=None)}


VALUES = {
    "empty": "",
    "nul": "a\0b",
    "lines": "a\r\nb\rc\n\u2028",
    "signs": "'\"`$x {y} // /* \\n \\u0041 ?",
    "wide": "😀 é e\u0301 \u202eabc\u202c \ufeff",
    "rid": "#1:0",
    "time": "2024-02-29T12:00:00Z",
    "small": -(2**63),
    "large": 2**63 - 1,
    "exact": 2**53 + 1,
    "tenth": 0.1,
    "one": 1.0,
    "yes": True,
    "no": False,
    "nothing": None,
    "words": ["a", "", "ü"],
    "none": [],
    "long": "x" * 3_000_000,
}


def test_values_come_back_as_they_went(store: Store) -> None:
    put(store, VALUES)
    found = get(store)
    assert found == VALUES
    assert {name: type(value) for name, value in found.items()} == {name: type(v) for name, v in VALUES.items()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.one_of(st.text(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.lists(st.text())))
def test_any_value_comes_back(store: Store, value: Any) -> None:
    put(store, {"v": value})
    assert next(iter(store.rows(GET, id="v")))["value"] == value


def test_rows_have_the_declared_columns_in_order(store: Store) -> None:
    put(store, {"b": None, "a": "x"})
    assert [list(row.items()) for row in store.rows(GET, id=None)] == [
        [("id", "a"), ("value", "x")],
        [("id", "b"), ("value", None)],
    ]
    assert list(store.rows(GET, id="c")) == []


@pytest.mark.parametrize("params", [{}, {"id": "a", "name": "b"}, {"name": "b"}])
def test_a_call_must_fit_the_declared_parameters(store: Store, params: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="read/get takes id"):
        store.rows(GET, **params)


def test_a_row_must_have_what_the_query_reads(store: Store) -> None:
    with pytest.raises(TypeError, match=r"write/put reads row\.value"):
        store.apply([(PUT, [{"id": "a", "value": "x"}, {"id": "b"}])])
    assert (get(store), store.revision()) == ({}, 0)


def test_reading_and_writing_queries_are_not_mistaken(store: Store) -> None:
    with pytest.raises(TypeError):
        store.rows(PUT, rows=[])
    with pytest.raises(TypeError):
        store.apply([(GET, [{"id": "a"}])])
    assert store.revision() == 0


def test_each_apply_is_one_change(store: Store) -> None:
    assert store.revision() == 0
    store.apply([])
    put(store, {"a": 1})
    store.apply([(PUT, []), (LINK, [])])
    assert store.revision() == 3


def test_later_steps_see_earlier_ones(store: Store) -> None:
    themes = [{"id": name, "value": name} for name in "ab"]
    store.apply([(PUT, themes), (LINK, [{"a": "a", "b": "b"}])])
    found = store.run_readonly("MATCH (a:Theme)-[:PART_OF]->(b) RETURN a.id AS a, b.id AS b", {}, 5)
    assert found == [{"a": "a", "b": "b"}]


@pytest.mark.parametrize("count", [1, 499, 500, 501, 2345])
def test_many_rows_are_one_change_and_keep_their_order(store: Store, count: int) -> None:
    store.apply([(PUT, [{"id": f"{n % 1000:04}", "value": n} for n in range(count)])])
    last = {f"{n % 1000:04}": n for n in range(count)}
    assert get(store) == last
    assert store.revision() == 1


@pytest.mark.parametrize("bad", [0, 700, 1400])
def test_a_step_that_fails_takes_all_back(store: Store, bad: int) -> None:
    put(store, {"kept": 1})
    rows = [{"id": f"t{n}"} for n in range(1500)]
    rows[bad] = {"id": "kept"}
    with pytest.raises(QueryError, match="kept"):
        store.apply([(PUT, [{"id": "kept", "value": 2}, {"id": "new", "value": 2}]), (TWICE, rows)])
    assert (get(store), store.revision()) == ({"kept": 1}, 1)
    put(store, {"after": 3})
    assert get(store) == {"after": 3, "kept": 1}


def test_rows_that_raise_take_all_back(store: Store) -> None:
    def steps() -> Any:
        yield PUT, [{"id": "a", "value": 1}]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.apply(steps())
    assert (get(store), store.revision()) == ({}, 0)


def test_a_person_may_ask_anything_that_only_reads(store: Store) -> None:
    put(store, {"a": "x", "b": ["y", "z"]})
    store.apply([(LINK, [{"a": "a", "b": "b"}])])
    found = store.run_readonly(
        "MATCH (a:Theme {id: $id})-[r:PART_OF]->(b) "
        "RETURN r AS z, a AS node, [b] AS list, {b: 1, a: b.name} AS map, null AS nothing, 1 < 2 AS yes, "
        "$more AS more;",
        {"id": "a", "more": [1, {"deep": None}]},
        5,
    )
    a = {"labels": ["Theme"], "properties": {"id": "a", "name": "x"}}
    b = {"labels": ["Theme"], "properties": {"id": "b", "name": ["y", "z"]}}
    (row,) = found
    assert list(row) == ["z", "node", "list", "map", "nothing", "yes", "more"]
    assert list(row.values()) == [
        {"type": "PART_OF", "properties": {}},
        a,
        [b],
        {"a": ["y", "z"], "b": 1},
        None,
        True,
        [1, {"deep": None}],
    ]


WRITING = [
    "CREATE (:Theme {id: 'x'})",
    "MATCH (t:Theme) SET t.name = 'x' RETURN t.id AS id",
    "MATCH (t:Theme) DETACH DELETE t",
    "MERGE (t:Theme {id: 'x'}) RETURN t.id AS id",
    "MATCH (t:Theme) REMOVE t.name",
    "MATCH (t:Theme) FOREACH (x IN [1] | SET t.name = 'x')",
    "CREATE INDEX some FOR (t:Theme) ON (t.some)",
    "DROP CONSTRAINT theme_id",
    "CALL { CREATE (t:Theme {id: 'x'}) RETURN t } RETURN t.id AS id",
    "UNWIND [1, 2] AS n CALL { WITH n CREATE (:Theme {id: 'x' + n}) }",
    "CALL db.createLabel('Elsewhere')",
    "MATCH (t:Theme) RETURN t.name AS name UNION CREATE (t:Theme {id: 'x'}) RETURN t.id AS name",
]


@pytest.mark.parametrize("text", WRITING)
def test_a_query_that_would_write_is_refused(store: Store, text: str) -> None:
    put(store, {"a": 1})
    with pytest.raises(QueryError, match="would change the store") as caught:
        store.run_readonly(text, {}, 5)
    assert "--write" in caught.value.hint
    assert (get(store), store.revision()) == ({"a": 1}, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MATCH (t:Theme RETURN t", "RETURN"),
        ("", "empty"),
        ("MATCH (t) WHERE t.id = $missing RETURN t.id AS id", "missing"),
        ("RETURN nosuch(1) AS x", "nosuch"),
        ("RETURN 1 / 0 AS x", "zero"),
        ("RETURN 1 AS x; RETURN 2 AS x", ";"),
    ],
)
def test_a_query_that_cannot_run_says_why(store: Store, text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        store.run_readonly(text, {}, 5)


# What an error of each engine says when its disk is full, its files are damaged, or a connection is not safe.
WORDS = "No space left, needs recovery, read-only, certificate, looks like HTTP"


@pytest.mark.parametrize(
    "text",
    [
        f"MATCH (t:Theme) WHERE t.name = '{WORDS}' RETRUN t",
        f"MATCH (t:Theme) RETURN nosuch('{WORDS}') AS x, `{WORDS}` AS y",
        f"RETURN date('{WORDS}') AS x",
        f"RETURN $`{WORDS}` AS x",
    ],
)
def test_words_in_a_query_are_not_taken_for_the_state_of_the_store(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        store.run_readonly(text, {}, 5)


def test_words_in_an_id_are_not_taken_for_the_state_of_the_store(store: Store) -> None:
    put(store, {WORDS: 1})
    with pytest.raises(QueryError, match="an id twice"):
        store.apply([(TWICE, [{"id": WORDS}])])


ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*) AS n"


def test_a_person_may_write_in_one_change(store: Store) -> None:
    put(store, {"a": 1})
    assert store.run_write("MATCH (t:Theme) SET t.name = 2 RETURN t.id AS id", {}, 5) == [{"id": "a"}]
    assert (get(store), store.revision()) == ({"a": 2}, 2)
    with pytest.raises(QueryError):
        store.run_write("MATCH (t:Theme) SET t.name = 3 WITH t RETURN 1 / 0 AS x", {}, 5)
    assert (get(store), store.revision()) == ({"a": 2}, 2)


@pytest.mark.parametrize("writing", [False, True])
def test_time_is_up(store: Store, writing: bool) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryError, match="too long"):
        (store.run_write if writing else store.run_readonly)(ENDLESS, {}, 0.3)
    assert time.monotonic() - begin < 5
    put(store, {"after": 1})
    assert get(store) == {"after": 1}


def test_a_sound_store_has_nothing_to_report(store: Store) -> None:
    put(store, {f"t{n}": n for n in range(100)})
    assert store.check() == ()


def test_a_store_can_be_used_beside_the_main_thread(store: Store) -> None:
    worker = threading.Thread(target=put, args=(store, {"a": 1}))
    worker.start()
    worker.join()
    assert get(store) == {"a": 1}


# --- a store that is open to read answers a person's queries from a process of its own


@pytest.fixture
def reader(tmp_path: Path) -> Any:
    address = str(tmp_path / "store")
    with open_store(address, create=True) as made:
        put(made, {"ä": "x\0y", "b": [1, 2]})
    with open_store(address, readonly=True) as opened:
        yield opened


def test_a_reader_answers_alike(reader: Store) -> None:
    found = reader.run_readonly("MATCH (t:Theme {id: $id}) RETURN t, t.name AS name, 1.5 AS n", {"id": "ä"}, 5)
    node = {"labels": ["Theme"], "properties": {"id": "ä", "name": "x\0y"}}
    assert found == [{"t": node, "name": "x\0y", "n": 1.5}]
    assert list(found[0]) == ["t", "name", "n"]


@pytest.mark.embedded("compares two ways of the embedded engine")
@pytest.mark.parametrize("text", ["CREATE (:Theme {id: 'x'})", "MATCH (t:Theme RETURN t", "RETURN 1 / 0 AS x"])
def test_a_reader_refuses_alike(reader: Store, store: Store, text: str) -> None:
    said = []
    for one in (reader, store):
        with pytest.raises(QueryError) as caught:
            one.run_readonly(text, {}, 5)
        said.append((caught.value.message, caught.value.hint))
    assert said[0] == said[1]


def test_time_is_up_for_a_reader(reader: Store) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryError, match="too long"):
        reader.run_readonly(ENDLESS, {}, 0.3)
    assert time.monotonic() - begin < 5
    assert reader.revision() == 1


ASKING = """
import sys
from kb.store import open_store
with open_store(sys.argv[1], readonly=True) as store:
    print("asking", flush=True)
    store.run_readonly(sys.argv[2], {}, 60)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals: run it on Linux or macOS")
def test_ctrl_c_ends_a_query_at_once(reader: Store) -> None:
    command = [sys.executable, "-c", ASKING, reader.address, ENDLESS]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    asking = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert asking.stdout is not None
    assert asking.stdout.readline() == "asking\n"
    time.sleep(0.5)
    asking.send_signal(signal.SIGINT)
    begin = time.monotonic()
    _, said = asking.communicate(timeout=30)
    assert time.monotonic() - begin < 5
    assert said.strip().endswith("KeyboardInterrupt")
    assert "Fatal error" not in said


def test_a_reader_cannot_check(reader: Store) -> None:
    with pytest.raises(StoreError):
        reader.check()
