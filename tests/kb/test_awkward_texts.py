"""Texts that look like Cypher, in every field that a file or a person can fill, and texts that are far too long: both
engines keep them letter for letter, and nothing else happens."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cypher
from kb import graph
from kb.digest import digest
from kb.store import Store, open_store

INJECTIONS = (
    "'}) MATCH (n) DETACH DELETE n //",
    '"}) MATCH (n) DETACH DELETE n //',
    "`) MATCH (n) DETACH DELETE n //",
    "\\'}) CREATE (:Injected) //",
    "\\u0027}) CREATE (:Injected) //",
    "$rows {rows} $id ${id} :param x => 1; DROP CONSTRAINT paper_id; /* */",
)
# Variables of CSL that are text; those of identifiers have a form of their own and are tried below.
TEXTS = (
    *("title", "container-title", "collection-title", "publisher", "publisher-place", "volume", "issue", "page"),
    *("abstract", "keyword", "note", "annote", "language", "genre", "edition", "source", "URL", "ISBN", "ISSN"),
    *("citation-key", "call-number", "archive", "event", "medium", "number", "section", "title-short", "version"),
)
NAMES = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")
PAPER = """{0} in the title of a paper

Ann {0}, Bo Lind

Abstract

Peer support reduced stigma {0} in two regions.

Keywords: peers; {0}

1. Introduction

Earlier work found that peers reduce stigma {0} [1].

2. Results

2.1 {0}

Peer workers reduced stigma {0} in the first year.

“I did not hide it any more {0} because she rang me.” ({0}, service user)

References

1. {0}, A. (2020). Peers reduce stigma {0}. Journal of {0}, 3, 1–9.
"""
CANARY = "1. Adeyo, B. (2011). Peer support reduces stigma at sea. Ward and Home, 3, 10–19.\n"
MILLION = 1_000_000


@pytest.fixture
def opened(
    kb: Any, engine: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Store]:
    """Opens the store that the command line of this test uses, to look into it."""
    if engine == "arcadedb":
        monkeypatch.setenv("KB_STORE", "kb-store")
        return lambda: open_store("kb-store")
    database = request.getfixturevalue("empty_neo4j")
    return lambda: open_store(database.address, login=database.login)


def library(text: str) -> list[dict[str, Any]]:
    """Items of CSL-JSON with a text in every field, its name beside it."""
    item = {name: f"{name} {text}" for name in TEXTS}
    people = [{name: f"{name} {text}" for name in NAMES}, {"literal": f"literal {text}"}]
    item |= {"id": f"id {text}", "type": "article-journal", "issued": {"literal": f"issued {text}"}}
    strange = {"id": "strange", "type": text, "title": f"A work of type {text}", text: f"value of {text}"}
    numbers = {"id": "numbers", "type": "book", "title": f"Numbers {text}", "DOI": f"10.5555/{text}", "PMID": text}
    return [{**item, "author": people, "editor": people}, strange, {**numbers, "PMCID": text}]


def awkward_files(folder: Path) -> list[Path]:
    """For each injection a library, a paper and a list, under names that are injections too."""
    made = []
    for n, text in enumerate(INJECTIONS):
        name = text.replace("/", "").replace("\\", "")
        contents = {
            f"{n} {name}.json": json.dumps(library(text)),
            f"{n} {name} paper.txt": PAPER.replace("{0}", text),
            f"{n} {name} list.txt": f"References\n\n1. {text}, A. (2019). On {text} and peers. {text} Journal, 3, 1–9.\n",
        }
        for file, content in contents.items():
            made.append(folder / file)
            made[-1].write_text(content, "utf-8")
    return made


def values(store: Store) -> Iterator[str]:
    """Every text in the graph; what is kept as JSON is read."""
    for row in (*graph.nodes(store), *graph.edges(store)):
        for value in row.props.values():
            yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


def sound(store: Store) -> None:
    """Only what kb makes is there, and its schema is whole."""
    assert store.check() == ()
    labels = store.run_readonly("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label", {}, 30)
    assert {row["label"] for row in labels} <= {*graph.LABELS, "Meta"}
    kinds = store.run_readonly("MATCH ()-[e]->() RETURN DISTINCT type(e) AS kind", {}, 30)
    assert {row["kind"] for row in kinds} <= {kind for _, kind, _ in graph.EDGES}


def test_every_field_is_kept_and_nothing_else_happens(kb: Any, opened: Callable[[], Store], tmp_path: Path) -> None:
    (tmp_path / "canary.txt").write_text(CANARY, "utf-8")
    assert kb("add", "canary.txt").code == 0
    canary = kb("show", "adeyo2011", "--json").data
    files = awkward_files(tmp_path)
    said = kb("--as", INJECTIONS[0], "add", *files, "--json")
    assert said.code == 0, said.err
    assert {row["state"] for row in said.json} == {"added"}
    assert kb("add", "--replace", files[2].name, files[2]).code == 0
    for n, text in enumerate(INJECTIONS):
        assert kb("--as", text, "claim", "add", f"peers reduce stigma {text}").code == 0
        assert kb("add", files[3 * n + 2], "--list-of", files[3 * n + 1].name, "--as", text).code in (0, 1)
    assert kb("show", "adeyo2011", "--json").data == canary
    for text in INJECTIONS:
        assert kb("--as", text, "edit", "adeyo2011", f"title=typed {text}", f"note=typed {text}").code == 0
        told = ("--section", text, "--speaker", text, "--page", text, "--reason", text)
        assert kb("--as", text, "finding", "add", "adeyo2011", f"I felt reduced {text}", *told).code == 0
        assert len(kb("log", "--by", text, "--json").json) >= 2
    with opened() as store:
        sound(store)
        found = "\n".join(values(store))
        for text in INJECTIONS:
            quoted = json.dumps(text)[1:-1]
            for name in (*TEXTS, *NAMES, "literal"):
                assert f"{name} {text}" in found or f"{name} {quoted}" in found, (name, text)
            for words in (
                f"typed {text}",
                f"felt reduced {text}",
                f"reduced stigma {text}",
                f"stigma {text}",
                f"Journal of {text}",
            ):
                assert words in found or words.replace(text, quoted) in found, words
        assert {row["by"] for row in store.rows(cypher.load("read/claims"))} == set(INJECTIONS)
        made = digest(store)
    with open_store("memory:", create=True) as other:
        _same_again(other, kb, made)


def _same_again(other: Store, kb: Any, made: str) -> None:
    """A dump, loaded elsewhere, and a copy pushed elsewhere are the same graph."""
    dumped = kb("dump")
    assert dumped.code == 0
    Path("all.jsonl").write_bytes(dumped.data)
    assert kb("--store", "loaded", "load", "all.jsonl").code == 0
    assert kb("push", "pushed").code == 0
    for place in ("loaded", "pushed"):
        assert kb("--store", place, "status", "--digest", "--json").json["digest"] == made


@pytest.mark.parametrize("text", INJECTIONS)
def test_words_on_the_command_line_only_ask(kb: Any, opened: Callable[[], Store], tmp_path: Path, text: str) -> None:
    (tmp_path / "canary.txt").write_text(CANARY, "utf-8")
    assert kb("add", "canary.txt").code == 0
    with opened() as store:
        before = digest(store)
    asked = [
        ("show", text), ("papers", text), ("problems", text), ("evidence", text), ("evidence", f"peers reduce {text}"),
        ("edit", text, "year=2020"), ("edit", "adeyo2011", text), ("edit", "adeyo2011", f"year={text}"),
        ("finding", "add", text, "Words."), ("log", text), ("log", "--by", text), ("undo", text),
        ("add", "canary.txt", "--list-of", text), ("add", "canary.txt", "--replace", text),
        ("export", "reading-list", "--claim", text), ("query", text),
        ("query", "papers_by_citekey", "--param", f"values={text}"),
        ("query", "claims_by_id", "--param", f"ids:={json.dumps([text])}"),
        ("cypher", "MATCH (p:Paper {citekey: $it}) RETURN p.id AS id", "--param", f"it={text}"),
        ("cypher", "RETURN $it AS it", "--param", f"it={text}", "--graph"),
    ]  # fmt: skip
    for words in asked:
        said = kb(*words)
        assert said.code in (0, 1, 2), said
        assert "unexpected" not in said.err
        assert "Traceback" not in said.err
    assert kb("cypher", "RETURN $it AS it", "--param", f"it={text}", "--json").json == [{"it": text}]
    with opened() as store:
        sound(store)
        assert digest(store) == before


DATE = {"date-parts": [[2020]]}
PLAIN = {"type": "article-journal", "author": [{"family": "Adams", "given": "A."}], "issued": DATE}
WORDS = ("A long title about peers and hospital " * (MILLION // 30))[:MILLION]
LONG: dict[str, dict[str, Any]] = {
    "title without a space": {"title": "x" * MILLION},
    "title in letters of four bytes": {"title": "\U00020000" * (MILLION // 4)},
    "title as long as can be looked up": {"title": "\U00020000" * 1990},
    "title alone": {"title": "y" * MILLION, "author": []},
    "name": {"title": "An author without an end", "author": [{"family": "z" * MILLION}]},
    "organisation": {"title": "An organisation without an end", "author": [{"literal": "o" * MILLION}]},
    "journal": {"title": "A journal without an end", "container-title": "v" * MILLION},
    "DOI": {"title": "A number without an end", "DOI": "10.5555/" + "d" * MILLION},
    "PMID": {"title": "Another number without an end", "PMID": "1" * MILLION},
    "abstract": {"title": "An abstract without an end", "abstract": "a" * MILLION, "keyword": "k" * MILLION},
}
"""Works of which one thing is a million letters long, or as long as makes trouble."""


def written(place: Path, *works: dict[str, Any]) -> Path:
    place.write_text(json.dumps([{"id": f"w{n}", **PLAIN, **work} for n, work in enumerate(works)]), "utf-8")
    return place


def test_a_title_of_a_million_letters(kb: Any, opened: Callable[[], Store], tmp_path: Path) -> None:
    said = kb("add", written(tmp_path / "long.json", {"title": WORDS}), "--json")
    assert said.code == 0, said.err[:500]
    # another work joins the first where all of the title is the same, however long that is, and nowhere else
    more = written(tmp_path / "more.json", {"title": WORDS, "volume": "7"}, {"title": WORDS + "x"})
    assert kb("add", more).code == 0
    papers = kb("papers", "--json").json
    assert [(row["title"] == WORDS, row["citekey"]) for row in papers] == [(True, "adams2020"), (False, "adams2020a")]
    assert kb("claim", "add", "peers reduce " + "stigma " * 5000).code == 0
    assert kb("evidence", "peers help hospital", "--json").code == 0
    assert WORDS in kb("export", "bibtex").out
    assert kb("push", "pushed").code == 0
    with opened() as store, open_store("pushed", readonly=True) as copy:
        sound(store)
        assert digest(copy) == digest(store)


@pytest.mark.parametrize("name", ["DOI", *(pytest.param(n, marks=pytest.mark.slow) for n in LONG if n != "DOI")])
def test_a_million_letters_in_any_field(kb: Any, opened: Callable[[], Store], tmp_path: Path, name: str) -> None:
    work = LONG[name]
    assert kb("add", written(tmp_path / "long.json", work)).code == 0
    assert kb("add", written(tmp_path / "more.json", {**work, "volume": "7"})).code == 0
    paper, *others = kb("papers", "--json").json
    assert len(others) == (name == "title alone")  # a title without an author does not tell that it is one work
    assert paper["title"] == work["title"]
    assert len(paper["citekey"]) < 100
    assert kb("show", paper["citekey"]).code == 0
    assert kb("show", work["title"]).code == 1
    assert work.get("DOI", "") in kb("export", "bibtex").out
    with opened() as store:
        sound(store)
