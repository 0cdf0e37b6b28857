"""One word of one sentence of a real paper is changed: the stance follows. The paper itself is not in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import concepts, gate, stance
from kb.claims import read_claim
from kb.model import Statement

MAP = concepts.load()
ABOUT = "peer workers in mental health services"
CLAIM = "peers reduce hospitalisation"

# words of the sentence | what is changed | into what | claim | the stance then; "gone": it does not pass the gate
EDITS = (
    (("experienced", "reduced", "hospitalisation"), "", "", CLAIM, "supports"),
    (("experienced", "reduced", "hospitalisation"), "reduced", "increased", CLAIM, "contradicts"),
    (("experienced", "reduced", "hospitalisation"), "were reported", "were not reported", CLAIM, "no-effect"),
    (("experienced", "reduced", "hospitalisation"), "reduced", "no difference in", CLAIM, "no-effect"),
    (("experienced", "reduced", "hospitalisation"), "hospitalisation", "boredom", CLAIM, "gone"),
    (("reductions", "rehospitalisation"), "", "", CLAIM, "supports"),
    (("reductions", "rehospitalisation"), "observed reductions in", "observed increases in", CLAIM, "contradicts"),
    (("reductions", "rehospitalisation"), "observed reductions in", "observed, but not as reductions in", CLAIM, "no-effect"),
    (("reductions", "rehospitalisation"), "observed reductions in", "no change in", CLAIM, "no-effect"),
    (("reductions", "rehospitalisation"), "rehospitalisation", "debts", CLAIM, "gone"),
    (("0%", "admission"), "", "", CLAIM, "supports"),
    (("0%", "admission"), "having 0%", "having 90%", CLAIM, "contradicts"),
    (("hear", "hospitalisations"), "", "", CLAIM, "unclear"),
    (("inspire", "equitable"), "", "", "peers inspire hope", "supports"),
    (("inspire", "equitable"), "can inspire", "cannot inspire", "peers inspire hope", "no-effect"),
    (("inspire", "equitable"), "can inspire", "can destroy", "peers inspire hope", "contradicts"),
    (("overall", "costs"), "", "", "peers reduce costs", "supports"),
    (("overall", "costs"), "can reduce", "can raise", "peers reduce costs", "contradicts"),
    (("overall", "costs"), "can reduce", "do not reduce", "peers reduce costs", "no-effect"),
    (("alleviate", "myths"), "", "", "peers reduce stigma", "supports"),
    (("challenge", "prejudicial", "community"), "", "", "peers reduce stigma", "supports"),
    (("challenge", "prejudicial", "community"), "challenge", "reinforce", "peers reduce stigma", "contradicts"),
    (("challenge", "prejudicial", "community"), "were also seen", "were not seen", "peers reduce stigma", "no-effect"),
)  # fmt: skip


@pytest.fixture(scope="module")
def sentences(shared: Path) -> tuple[Statement, ...]:
    """The paper's findings as the rules see them."""
    from ingest import read

    path = shared / "seeds" / "003_b504ee2c175f2c20.txt"
    batch = read(path.read_bytes(), path.name)
    return tuple(
        Statement(f.text, f.clean, f.kind, f.origin, f.section, f.speaker, f.lead_in, f.hedge, ABOUT)
        for f in batch.findings
    )


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: f"{e[0][0]}-{e[2] or 'as written'}-{e[4]}")
def test_the_stance_follows_the_sentence(
    sentences: tuple[Statement, ...], edit: tuple[tuple[str, ...], str, str, str, str]
) -> None:
    words, old, new, claim, expected = edit
    there = [s for s in sentences if all(w in s.text for w in words)]
    assert there, "the sentence was not read"
    found = there[0]
    assert old in found.text
    text = found.text.replace(old, new, 1) if old else found.text
    changed = Statement(
        text, text, found.kind, found.origin, found.section, found.speaker, found.lead_in, found.hedge, ABOUT
    )
    reading = read_claim(claim)
    if expected == "gone":
        assert not gate.passes(reading, changed, MAP)
    else:
        assert gate.passes(reading, changed, MAP)
        assert stance.judge(reading, changed, MAP).stance == expected
