"""The side index: the same answers whatever the history, and no trust in a file that is not what was written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import words
from kb.claims import read_claim
from kb.concepts import load
from kb.errors import StoreError
from kb.retrieve import UNKNOWN, Doc, IndexDamaged, SideIndex, candidates, rank, rank_papers
from kb.retrieve.file import FILE_NAME

CLAIM = read_claim("peers reduce hospitalisation")

SENTENCES = (
    "Peers were said to have cut hospital admissions by a third.",
    "Fewer people were rehospitalised when a peer visited at home.",
    "Managers valued the hope that peer workers bring to a team.",
    "The kitchen was painted green.",
    "No difference in bed days was found between the groups (p = 0.41).",
    "Hospital staff welcomed the peers.",
)
DOCS = tuple(
    Doc(
        f"f{n}{paper}",
        paper,
        "sentence",
        text,
        "She was asked about hospital:" if n == 2 else None,
        ("Results",),
        about,
    )
    for paper, about in (("p1", "Peer support after discharge"), ("p2", "Hospital use"), ("p3", "Paint"))
    for n, text in enumerate(SENTENCES)
)


def answers(index: SideIndex) -> tuple[object, ...]:
    """Everything a query can see."""
    concepts = load(None)
    return (
        rank(index, CLAIM, concepts),
        rank(index, CLAIM, None),
        rank_papers(index, CLAIM, concepts),
        candidates(index, CLAIM, concepts),
        len(index),
    )


def rebuilt(docs: list[Doc] | tuple[Doc, ...]) -> tuple[object, ...]:
    with SideIndex.open(None) as index:
        index.rebuild(docs, 1)
        return answers(index)


# A history: what is added and what is removed, step by step.
STEPS = st.lists(
    st.tuples(st.lists(st.sampled_from(DOCS), max_size=6), st.sets(st.sampled_from([d.id for d in DOCS]), max_size=4)),
    min_size=1,
    max_size=5,
)


@given(STEPS)
def test_answers_depend_on_what_is_there_and_not_on_how_it_came(steps: list[tuple[list[Doc], set[str]]]) -> None:
    there: dict[str, Doc] = {}
    with SideIndex.open(None) as index:
        for revision, (added, removed) in enumerate(steps):
            index.update(added, removed, revision)
            there = {k: v for k, v in there.items() if k not in removed} | {d.id: d for d in added}
            assert index.revision == revision
        assert answers(index) == rebuilt(list(there.values()))


@given(st.permutations(DOCS))
def test_order_of_adding_changes_nothing(docs: list[Doc]) -> None:
    assert rebuilt(docs) == rebuilt(DOCS)


def test_a_finding_of_a_known_id_replaces_it() -> None:
    old = Doc("f", "p", "sentence", "Peers reduce hospital admissions.", None, (), "Peers")
    new = Doc("f", "q", "sentence", "The kitchen was painted green.", None, (), "Paint")
    with SideIndex.open(None) as index:
        index.update([old], (), 1)
        index.update([new], (), 2)
        assert len(index) == 1
        assert rank(index, CLAIM, None) == []
        assert [r.id for r in rank_papers(index, read_claim("green kitchen"), None)] == ["q"]


def test_blocks_beyond_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.retrieve.index.BLOCK", 4)
    with SideIndex.open(None) as index:
        for revision, doc in enumerate(DOCS):
            index.update([doc], (), revision)
        index.update((), [DOCS[0].id, DOCS[9].id], 99)
        many = answers(index)
    monkeypatch.undo()
    assert many == rebuilt([d for d in DOCS if d not in (DOCS[0], DOCS[9])])


def test_what_was_written_is_there_after_closing(tmp_path: Path) -> None:
    with SideIndex.open(tmp_path / "index") as index:
        assert index.revision == UNKNOWN
        index.rebuild(DOCS, 7)
        before, stamp = answers(index), index.stamp
    with SideIndex.open(tmp_path / "index") as index:
        assert (index.revision, index.stamp) == (7, stamp)
        assert answers(index) == before
        index.close()


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_a_little(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign_text(path: Path) -> None:
    path.write_text("a shopping list")


def foreign_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    connection.execute("INSERT INTO meta VALUES ('revision', '7')")
    connection.commit()
    connection.close()


def sql(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return change


def overwritten_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "harm",
    [
        cut,
        cut_a_little,
        empty,
        foreign_text,
        foreign_database,
        overwritten_pages,
        sql("PRAGMA user_version = 99"),
        sql("PRAGMA application_id = 1"),
        sql("UPDATE meta SET value = 'another analysis' WHERE key = 'analysis'"),
        sql("DELETE FROM meta"),
    ],
)
def test_a_file_in_doubt_is_never_believed(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    with SideIndex.open(tmp_path) as index:
        index.rebuild(DOCS, 7)
    harm(tmp_path / FILE_NAME)
    with SideIndex.open(tmp_path) as index:
        assert index.revision == UNKNOWN
        assert len(index) == 0
        index.rebuild(DOCS, 8)
        assert answers(index) == rebuilt(DOCS)
    with SideIndex.open(tmp_path) as index:
        assert index.revision == 8


def test_a_changed_byte_is_noticed_and_mended_from_the_source(tmp_path: Path) -> None:
    with SideIndex.open(tmp_path) as index:
        index.rebuild(DOCS, 7)
    sql("UPDATE post SET data = zeroblob(length(data))")(tmp_path / FILE_NAME)
    with SideIndex.open(tmp_path) as index, pytest.raises(IndexDamaged):
        rank(index, CLAIM, None)
    with SideIndex.open(tmp_path, source=lambda: (DOCS, 7)) as index:
        assert answers(index) == rebuilt(DOCS)
    with SideIndex.open(tmp_path) as index:
        assert index.revision == 7


def test_lost_names_are_noticed(tmp_path: Path) -> None:
    with SideIndex.open(tmp_path) as index:
        index.rebuild(DOCS, 7)
    sql("UPDATE block SET ids = 'f1'")(tmp_path / FILE_NAME)
    with SideIndex.open(tmp_path) as index, pytest.raises(IndexDamaged):
        rank(index, CLAIM, None)


def test_an_update_that_fails_leaves_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SideIndex.open(tmp_path) as index:
        index.rebuild(DOCS[:6], 1)
        before = answers(index)

        def fail(_: str) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr("kb.retrieve.index.signs_of", fail)
        with pytest.raises(KeyboardInterrupt):
            index.update(DOCS[6:], [DOCS[0].id], 2)
        assert index.revision == 1
        assert answers(index) == before


def test_two_readers_and_a_writer_beside_each_other(tmp_path: Path) -> None:
    with SideIndex.open(tmp_path) as writer:
        writer.rebuild(DOCS[:6], 1)
        with SideIndex.open(tmp_path) as first, SideIndex.open(tmp_path) as second:
            assert answers(first) == answers(second) == rebuilt(DOCS[:6])
            first.update(DOCS[6:], (), 2)
            assert answers(second) == answers(writer) == rebuilt(DOCS)


def test_a_reader_sees_the_change_of_another(tmp_path: Path) -> None:
    with SideIndex.open(tmp_path) as writer:
        writer.rebuild(DOCS[:6], 1)
        with SideIndex.open(tmp_path) as reader:
            assert answers(reader) == rebuilt(DOCS[:6])
            writer.update(DOCS[6:], [DOCS[0].id], 2)
            assert reader.revision == 2
            assert answers(reader) == rebuilt(DOCS[1:])


def test_worn_when_more_is_gone_than_there() -> None:
    with SideIndex.open(None) as index:
        index.rebuild(DOCS, 1)
        assert not index.worn
        index.update((), [d.id for d in DOCS[:12]], 2)
        assert index.worn
        index.rebuild(DOCS[12:], 3)
        assert not index.worn


def refuse(*_: object, **__: object) -> None:
    raise PermissionError("read-only")


def test_where_no_folder_can_be_made_the_index_is_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with SideIndex.open(tmp_path / "file" / "index") as index:
        assert index.revision == UNKNOWN
        index.rebuild(DOCS, 1)
        assert answers(index) == rebuilt(DOCS)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_good_index_in_a_folder_that_refuses_writing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SideIndex.open(tmp_path) as index:
        index.rebuild(DOCS, 7)
    before = (tmp_path / FILE_NAME).read_bytes()
    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr("kb.retrieve.index.remove", refuse)
    with SideIndex.open(tmp_path) as index:
        assert index.revision == 7
        assert answers(index) == rebuilt(DOCS)
        with pytest.raises(StoreError, match="could not be written"):
            index.update(DOCS[:1], (), 8)
        index.rebuild(DOCS[:3], 9)
        assert (index.revision, answers(index)) == (9, rebuilt(DOCS[:3]))
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_writer_that_waits_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.retrieve.file.BUSY_SECONDS", 0.1)
    with SideIndex.open(tmp_path) as index:
        index.rebuild(DOCS[:6], 1)
        other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked"):
            index.update(DOCS[6:], (), 2)
        other.rollback()
        other.close()
        assert index.revision == 1
        assert answers(index) == rebuilt(DOCS[:6])


def test_another_analysis_of_words_is_another_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SideIndex.open(tmp_path) as index:
        index.rebuild(DOCS, 7)
        stamp = index.stamp
    monkeypatch.setattr(words, "VERSION", "another")
    with SideIndex.open(tmp_path) as index:
        assert index.stamp != stamp
        assert index.revision == UNKNOWN


CHILD = """
import sys
from pathlib import Path
from kb.retrieve import Doc, SideIndex

index = SideIndex.open(Path(sys.argv[1]))
step = index.revision
while True:
    step += 1
    docs = [Doc(f"s{step}n{n}", f"p{step}", "sentence", f"word{n} peers hospitalisation", None, (), "") for n in range(40)]
    index.update(docs, (), step)
    print(step, flush=True)
"""


def test_a_kill_leaves_the_state_before_or_after_a_change(tmp_path: Path) -> None:
    with SideIndex.open(tmp_path) as index:
        index.rebuild((), 0)
    for kill in range(5):
        with subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            said = [int(child.stdout.readline()) for _ in range(2 + 3 * kill)][-1]
            child.kill()
        with SideIndex.open(tmp_path) as index:
            assert index.revision >= said
            assert len(index) == 40 * index.revision
            assert len(rank(index, CLAIM, None)) == 40 * index.revision
