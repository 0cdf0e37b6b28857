"""The hand labels are sound in themselves, and the two seed texts are read as they say."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from itertools import combinations, groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest import read
from ingest.model import Batch

LABELS = Path(__file__).resolve().parent / "data" / "labels"
STANCES = {"supports", "contradicts", "no-effect", "mixed", "unclear"}
STANCE_FILES = ["stance_dev.jsonl", "stance_held.jsonl", "stance_fresh.jsonl"]
EXCHANGED = {"supports": "contradicts", "contradicts": "supports"}


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


measure = _load(LABELS / "measure.py")


def _seed(shared: Path, start: str) -> Batch:
    (path,) = (shared / "seeds").glob(f"{start}_*.txt")
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", STANCE_FILES)
def test_no_stance_is_right_for_all(name: str) -> None:
    rows = measure.labels(name)
    assert len({r["id"] for r in rows}) == len(rows)
    scored = [r for r in rows if r["relevant"]]
    share = {stance: n / len(scored) for stance, n in Counter(r["stance"] for r in scored).items()}
    assert set(share) == STANCES
    assert max(share.values()) < 0.35


def _stances_by_claim(name: str) -> dict[str, Counter[str]]:
    of_claim: dict[str, Counter[str]] = {}
    for r in measure.labels(name):
        if r["relevant"]:
            of_claim.setdefault(r["claim"], Counter())[r["stance"]] += 1
    return of_claim


@pytest.mark.parametrize("name", ["stance_dev.jsonl", "stance_held.jsonl"])
def test_the_wording_of_the_claim_does_not_give_it_away(name: str) -> None:
    claims = _stances_by_claim(name).values()
    assert sum(max(c.values()) for c in claims) / sum(c.total() for c in claims) < 0.35


def test_the_wording_of_a_fresh_claim_does_not_give_it_away() -> None:
    """By the commonest stance of the claim's *other* rows: with 50 wordings for 141 rows the commonest of all its rows
    is right in more than a third whatever the labels are (one row a wording is 50 of 141)."""
    right, total = 0, 0
    for stances in _stances_by_claim("stance_fresh.jsonl").values():
        total += stances.total()
        for stance, n in stances.items():
            others = stances - Counter({stance: 1})
            right += n * (bool(others[stance]) and others[stance] == max(others.values()))
    assert right / total < 0.35


def test_fresh_has_enough_of_each() -> None:
    rows = measure.labels("stance_fresh.jsonl")
    claims = {r["claim"] for r in rows if r["id"].endswith("c")}
    assert len(rows) == 160
    assert len(claims) >= 25
    assert len({r["about"] for r in rows if r["claim"] not in claims}) == len(claims), "each claim has its opposite"
    assert min(Counter(r["stance"] for r in rows if r["relevant"]).values()) >= 20


@pytest.mark.parametrize("name", STANCE_FILES)
def test_opposite_claims_exchange_the_stance(name: str) -> None:
    rows = {r["id"]: r for r in measure.labels(name)}
    pairs = [(rows[i], rows[i[:-1] + "o"]) for i in rows if i.endswith("c") and i[:-1] + "o" in rows]
    assert len(pairs) > 20
    for one, other in pairs:
        assert one["text"] == other["text"]
        assert one["claim"] != other["claim"]
        assert other["stance"] == EXCHANGED.get(one["stance"], one["stance"]), one["id"]


@pytest.mark.parametrize(("one", "other"), list(combinations(STANCE_FILES, 2)))
def test_the_stance_files_share_nothing(one: str, other: str) -> None:
    for key in ("id", "claim", "text", "about"):
        assert not {r[key] for r in measure.labels(one)} & {r[key] for r in measure.labels(other)}


def test_the_pasted_page_is_read_as_labelled(shared: Path) -> None:
    batch, want = _seed(shared, "000"), measure.labels("seed000.jsonl")
    assert [r.label for r in batch.references] == [str(n) for n in range(1, 50)]
    wrong = {w["n"]: measure.wrong_fields(w, r) for w, r in zip(want, batch.references, strict=True)}
    assert sum(not fields for fields in wrong.values()) >= 46, {n: f for n, f in wrong.items() if f}


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    value: dict[str, Any] = json.loads((LABELS / "seed003.json").read_text(encoding="utf-8"))
    return value


def test_every_quote_of_the_pasted_paper_has_its_speaker(shared: Path, facts: dict[str, Any]) -> None:
    batch = _seed(shared, "003")
    assert batch.document
    assert batch.document.quotes == facts["quotes"]
    number = {s.path: s.number for s in batch.document.sections}
    quotes = groupby((f for f in batch.findings if f.kind == "quote"), key=lambda f: (f.speaker, f.lead_in, f.section))
    blocks = [block for block, _ in quotes]
    assert [b[0] for b in blocks] == facts["quote_speakers"]
    assert [number[b[2]] for b in blocks] == facts["quote_sections"]
    assert [(b[1] or "").endswith(":") for b in blocks] == facts["quote_lead_in_ends_in_colon"]


def test_every_citation_of_the_pasted_paper_is_attached(shared: Path, facts: dict[str, Any]) -> None:
    cited = [list(c.numbers) for f in _seed(shared, "003").findings for c in f.citations]
    assert cited == facts["cited_in_order"]


def test_sections_of_the_pasted_paper(shared: Path, facts: dict[str, Any]) -> None:
    document = _seed(shared, "003").document
    assert document
    assert [{"number": s.number, "title": s.title} for s in document.sections if s.number] == facts["sections"]
