"""What a reader sees of a retracted paper, wherever it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ingest
from bib.model import Reference
from kb.notices import Notice, of, of_all, read

NBIB = """PMID- 123
TI  - Peers on wards reduce hospitalisation.
DP  - 2010
FAU - Adams, Ann
JT  - Journal of invented care
PT  - Journal Article
PT  - Retracted Publication
{more}AB  - Peers reduced hospitalisation by half in 90 people.
"""
IN = "RIN - J Invent Care. 2012 May 8;3(2):4. doi: 10.5555/n. PMID: 456\n"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", [Notice("retraction")]),
        (IN, [Notice("retraction", "pmid:456", "2012")]),
        (
            "EIN - J Invent Care. 2011;2(1):9\n" + IN,
            [Notice("retraction", "pmid:456", "2012"), Notice("erratum", None, "2011")],
        ),
        ("ECI - nowhere\n" + IN, [Notice("retraction", "pmid:456", "2012"), Notice("expression_of_concern")]),
    ],
)
def test_what_pubmed_tells(more: str, found: list[Notice]) -> None:
    batch = ingest.read(NBIB.format(more=more).encode(), "a.nbib")
    assert of_all(batch.references) == found


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("retraction 2012-05-08 10.5555/n", Notice("retraction", "10.5555/n", "2012-05-08")),
        ("erratum", Notice("erratum")),
        ("retraction 10.5555/n", Notice("retraction", "10.5555/n")),
        ("retracted", None),
        ("", None),
        ("retraction 2012-05-08 a b", None),
    ],
)
def test_as_it_is_kept(text: str, notice: Notice | None) -> None:
    assert read(text) == notice
    assert of(Reference(other=(("notice", text),))) == ([notice] if notice else [])
    assert notice is None or notice.text == text


def test_it_is_said_wherever_the_paper_is_used(kb: Any, tmp_path: Path) -> None:
    (tmp_path / "a.nbib").write_text(NBIB.format(more=IN), "utf-8")
    assert kb("add", "a.nbib").code == 0
    words = "retracted 2012 (pmid:456)"
    assert words in kb("show", "adams2010").out
    said = kb("evidence", "peers reduce hospitalisation", "--json").json
    (warning,) = [w for w in said["warnings"] if w["code"] == "retracted"]
    assert words in warning["text"]
    assert words in kb("export", "reading-list", "--claim", "peers reduce hospitalisation").out
