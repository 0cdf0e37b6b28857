"""Dumps: everything out, everything back, the same graph; bad lines are named."""

from __future__ import annotations

import io
from typing import Any

import pytest

from cypher import load
from kb import concepts, dump
from kb.base import Base
from kb.digest import digest, lines
from kb.errors import KbError


@pytest.fixture
def opened(anew: Any) -> Any:
    """Opens an empty base; on a server what another one held is gone then."""
    return lambda: Base(anew(), concepts.load(), "tester", None)


@pytest.fixture
def full(worlds: Any, opened: Any) -> Any:
    """A base with a paper, its list, a claim, a person's judgement and an orphan."""
    one = worlds.Work("First study of peers in hospital", "Adams", 2010, "10.5555/one", "J One")
    two = worlds.Work("Second study — of peers “at home”", "Bäker", 2011, None, "J Two")
    mine = worlds.Work("A study of peer workers in wards", "Smith", 2021)
    paper = worlds.paper("paper.txt", mine, [("Peers reduce hospitalisation", (1, 2)), ("It goes\u2028on", (3,))])
    with opened() as base:
        base.add(worlds.list("list.txt", [one, two]))
        base.add(paper)
        base.attach(next(base.store.rows(load("read/sources_by_name"), values=["list.txt"]))["id"], "paper.txt")
        claim = base.add_claim("peers reduce hospitalisation", "tester")
        base.add_claim("peers increase hospitalisation", "tester")
        found = {f["clean"]: f["id"] for f in base.store.rows(load("read/reported_findings"))}
        judged = (("Peers reduce hospitalisation.", "contradicts"), ("It goes\u2028on.", "supports"))
        for n, (clean, stance) in enumerate(judged):
            props = {"stance": stance, "reason": "", "cue": None, "cueStart": None, "cueEnd": None, "confidence": 1.0}
            props |= {"by": "ann", "byKind": "person", "version": "", "at": f"2026-01-0{n + 1}", "note": "said so"}
            row = {"finding": found[clean], "claim": claim.id, "id": f"j{n}", "props": props}
            base.store.apply([(load("write/put_judgements"), [row])])
        base.add(
            worlds.paper("paper.txt", mine, [("Peers reduce hospitalisation", (1, 2))], lineage=paper.source.lineage)
        )
        yield base


def text_of(base: Base) -> str:
    out = io.StringIO()
    dump.write(base.store, out)
    return out.getvalue()


def test_a_loaded_dump_is_the_same_graph_and_gives_the_same_dump(full: Base, opened: Any) -> None:
    text, graph, number, indexed = text_of(full), sorted(lines(full.store)), digest(full.store), len(full.index)
    with opened() as other:
        other.restore(dump.Dump(text.removesuffix("\n").split("\n"), "x"))
        assert sorted(lines(other.store)) == graph
        assert digest(other.store) == number
        assert text_of(other) == text
        assert len(other.index) == indexed


def test_a_persons_word_draws_the_edge_and_an_orphan_keeps_its_judgement(full: Base) -> None:
    text = text_of(full)
    assert '"status":"orphaned"' in text
    edges = {line for line in lines(full.store) if '"CONTRADICTS"' in line and '"by":"ann"' in line}
    assert len(edges) == 1


def test_a_dump_goes_only_into_an_empty_store(full: Base) -> None:
    made = dump.Dump(text_of(full).removesuffix("\n").split("\n"), "x")
    before = digest(full.store)
    with pytest.raises(KbError, match="not empty"):
        full.restore(made)
    assert digest(full.store) == before


_HEAD = '{"type":"kb-dump","version":1,"schema":1}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ((), "empty file"),
        (("",), r"x:1: not a line of JSON"),
        (("[]",), r"x:1: .*object"),
        (('{"type":"source"}',), r"x:1: this is no dump"),
        ((_HEAD.replace('"version":1', '"version":99'),), r"x:1: a dump of another kb"),
        ((_HEAD, "{"), r"x:2: not a line of JSON"),
        ((_HEAD, '{"type":"poem"}'), r"x:2: no kind of line is called 'poem'"),
    ],
)
def test_a_broken_dump_is_refused_by_line(text: tuple[str, ...], said: str) -> None:
    with pytest.raises(KbError, match=said):
        dump.Dump(text, "x")


def test_a_backup_is_whole_or_not_there(full: Base, tmp_path: Any) -> None:
    dump.backup(full.store, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["dump.jsonl"]
    assert (tmp_path / "dump.jsonl").read_text(encoding="utf-8") == text_of(full)
