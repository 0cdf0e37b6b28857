"""Pasted papers, damaged in a hundred thousand ways: nothing raises, every offset is verbatim, no line of prose is lost."""

from __future__ import annotations

import random
import time

import pytest

from ingest import layout, read, sniff

PAPER = """Keys on wards: a study of companions

Ottilie Farn, Bram van der Aal

Abstract

Background: Wards are loud. Methods: We asked 14 nurses. Results: Alarms fell by half (p < .05).

Keywords: keys; wards

1. Introduction

Companions work on many wards.1,2 Little is known about their keys3–5 (see Table 2), as Farn et al. (2011) say.

Volume 3, Issue 2 Cite as

2. Results

2.1 Theme 1: Keys

Three themes emerged: keys, doors and light. Keys were lost less often [1, 2], 12 (38%) of them at night.

“I count them and they count me, you know.” (P3, nurse)

Interviewer: And then?
P: I’d say so. It was … dark [laughs].

• Ada Lind
• Keys were lost less often than before.

Table 2. Keys by ward
Ward\tKeys
A\t9

References

1. Abara N, Lund P. Companions at the gate. Ward Stud. 2011;4(2):10–19. doi:10.5555/a.b
CrossRefPubMedGoogle Scholar
2. Birdwhistle C, Ochs T. Gardens on locked wards. J Green Care. 2009;1(1):3–9.
3. Farn O, Aal B (2011) Light. Ward Studies 3: 4-5
"""
JUNK = (
    *"\n\r\t \u2028\x00\ufeff\u00ad\u200b[](){}<>«»“”\"'’-–—…•*#^_|/.,;:1234567890²³⁶",
    "\n\n",
    "\r\n",
    "et al.",
    "[3]",
    "(2011)",
    "Google Scholar",
    "1. ",
    "Abstract\n",
    "References\n",
    "—Ines",
    "P4: ",
    "doi: 10.5555/a.b",
    "&lt;",
    "漢字",
    "\U0001f600",
    "e\u0301",
)


def damaged(rng: random.Random) -> str:
    """The paper, or a part of it, with pieces taken out, put in, doubled and moved."""
    text = PAPER
    if rng.random() < 0.7:
        a = rng.randrange(len(text))
        text = text[a : a + rng.randrange(20, 700)]
    for _ in range(rng.randrange(1, 9)):
        at = rng.randrange(len(text) + 1)
        end = at + rng.choice((1, 1, 2, 10, 80))
        what = rng.randrange(5)
        if what == 0:
            text = text[:at] + text[end:]
        elif what == 1:
            text = text[:at] + rng.choice(JUNK) + text[at:]
        elif what == 2:
            text = text[:at] + text[at:end] * rng.choice((2, 3)) + text[end:]
        elif what == 3:
            text = text[:at] + text[at:end].swapcase() + text[end:]
        else:
            to = rng.randrange(len(text) + 1)
            text = text[:to] + text[at:end] + text[to:]
    return text


def check(text: str) -> None:
    data = text.encode()
    batch = read(data, "x.txt")
    own = batch.source.text
    if not own:
        assert [p.level for p in batch.problems] == ["error"], "a short text with NULs is no text"
        return
    assert own == data.decode().removeprefix("\ufeff")
    for finding in batch.findings:
        assert finding.text == own[finding.source.start : finding.source.end]
        assert all(finding.source.start <= c.source.start < c.source.end for c in finding.citations)
        assert all(c.marker == own[c.source.start : c.source.end] for c in finding.citations)
    for reference in batch.references:
        assert reference.source is None or reference.raw == own[reference.source.start : reference.source.end]
    assert all(p.message and 0 <= p.source.start <= p.source.end <= len(own) for p in batch.problems if p.source)
    if batch.form != "paper" or sniff.is_csl_json(own) or sniff.markup(own) is not None:
        return
    _, view = sniff.sniff(own)
    everything = "".join("".join(f.text.split()) for f in batch.findings)
    speakers = {f.speaker for f in batch.findings}
    for piece in layout.lay_out(view.blocks, view.region).pieces:
        if piece.role in ("paragraph", "abstract"):
            words = "".join(piece.block.text.split())
            names = {piece.block.text, piece.block.text.strip("—()")}
            bare = words.lstrip("-–•*")  # a bullet is no word
            assert bare in everything or names & speakers, piece.block.text


def run(count: int, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(count):
        text = damaged(rng)
        started = time.monotonic()
        try:
            check(text)
        except Exception as error:
            raise AssertionError(repr(text)) from error
        assert time.monotonic() - started < 20, text


def test_a_few_hundred_damaged_papers() -> None:
    run(300, 1)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_damaged_papers() -> None:
    run(100_000, 7)
