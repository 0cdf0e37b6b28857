"""A paper of thousands of sentences: what it reports is written in linear time."""

from __future__ import annotations

import time

import pytest

from cypher import load
from kb.store import Store


def _written(store: Store, paper: str, many: int) -> float:
    findings = [{"id": f"f{paper}{n:06}", "source": "s1", "props": {"text": "x"}} for n in range(many)]
    papers = [{"id": paper, "props": {"title": paper}}]
    store.apply([(load("write/put_papers"), papers), (load("write/put_findings"), findings)])
    began = time.perf_counter()
    rows = [{"paper": paper, "findings": [f["id"] for f in findings[n : n + 20]]} for n in range(0, many, 20)]
    store.apply([(load("write/put_reports"), rows)])
    return time.perf_counter() - began


@pytest.mark.slow
def test_reports_of_a_long_paper_take_linear_time(store: Store) -> None:
    _written(store, "p0", 200)  # what is compiled once is compiled here
    few = _written(store, "p1", 1_000)
    many = _written(store, "p2", 8_000)
    assert many < 24 * few, (few, many)  # eight times as many; quadratic would be 64 times
