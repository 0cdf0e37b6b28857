"""Who speaks: names after quotations, talk, and words in quotes that are nobody's."""

from __future__ import annotations

import pytest

from ingest import quotes, read
from ingest.model import Finding

SPEAKERS = [
    ("—Larry", "Larry"),
    ("— Participant 7, peer worker", "Participant 7, peer worker"),
    ("– P12", "P12"),
    ("(P12, female, 34)", "P12, female, 34"),
    ("[PSW03]", "PSW03"),
    ("(Service user 4)", "Service user 4"),
    ("[Julie]", "Julie"),
    ("(Physiotherapist)", "Physiotherapist"),
    ("(Male, Intervention group)", "Male, Intervention group"),
]
NOBODY = [
    "(Table 2)",
    "[6]",
    "(n = 12)",
    "[sic]",
    "(Holm & Ruiz, 2004)",
    "(WHO 2005)",
    "(Figs. 1, 2)",
    "Discussion",
    "(IQR 22)",
    "—Ines• Keys were lost less often than before.",
    "-“I count them and they count me, you know.” (P3, nurse)",
    "–Interviewer: And then?",
    "-Table 2. Keys by ward",
]


@pytest.mark.parametrize(("line", "who"), SPEAKERS)
def test_a_line_that_names_the_speaker(line: str, who: str) -> None:
    assert quotes.attribution(line) == who


@pytest.mark.parametrize("line", NOBODY)
def test_a_line_that_names_nobody(line: str) -> None:
    assert quotes.attribution(line) is None


@pytest.mark.parametrize(
    ("end", "who"),
    [
        (" (P12, nurse)", "P12, nurse"),
        (" [Katy].", "Katy"),
        (" — Nurse 3", "Nurse 3"),
        (" PT6", "PT6"),
        (" (Table 2)", None),
        (" [4]", None),
    ],
)
def test_the_speaker_at_the_end_of_a_quotation(end: str, who: str | None) -> None:
    found = quotes.trailing("“I never knew, I’m telling you.”" + end)
    assert (found[1] if found else None) == who


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "‘{}’", "„{}“", "'{}'"])
def test_every_kind_of_quotation_mark(marks: str) -> None:
    assert quotes.enclosed(marks.format("I didn’t know what you’d do, so I left it all to her"))


def told(body: str) -> list[Finding]:
    """The findings of a paper's results with this body."""
    lead = "1. Introduction\n\nCompanions work on many wards and little is known about what they do all day long there.\n\n"
    batch = read(
        f"{lead}2. Results\n\nNurses spoke of three things, which are told here in their order of weight.\n\n{body}\n".encode(),
        "x.txt",
    )
    return [f for f in batch.findings if f.section == ("Results",)][1:]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("They were tired:\n\n…we come back tired, you know. It’s good.\n\n—Ines", "Ines"),
        ("They were tired:\n\n“We come back tired, you know. It’s good.” (P3, nurse)", "P3, nurse"),
        ("They were tired:\n\n‘We come back tired, you know. It’s good.’\n\n(P3, nurse)", "P3, nurse"),
        ("They were tired:\n\nWe come back tired, you know. It’s good.\n\nNurse, ward 4", "Nurse, ward 4"),
        ("They were tired:\n\nWe come back tired, you know. It’s good. [Ines]", "Ines"),
        ("They were tired:\n\n“We come back tired, you know.\n\n“It’s good.”\n\n[NUR03]", "NUR03"),
        ("They were tired:\n\nP: We come back tired, you know.\n\nI: Is it good?\n\nP: It’s good.\n\n(P3)", "P3"),
        ("They were tired:\n\n…we come back tired. It’s good, I’d say.", None),
    ],
)
def test_block_quotations(body: str, speaker: str | None) -> None:
    lead, *said = told(body)
    assert lead.kind == "sentence"
    assert len(said) >= 2
    assert {f.kind for f in said} == {"quote"}
    assert {f.origin for f in said} == {"participant"}
    assert {f.lead_in for f in said} == {"They were tired:"}
    assert [f.speaker for f in said if f.speaker != "I"] == [speaker] * len([f for f in said if f.speaker != "I"])


@pytest.mark.parametrize(
    ("body", "kind", "speaker"),
    [
        (
            "Some saw no change: “We had the same number of alarms, if I’m honest with you” (Nurse 9).",
            "quote",
            "Nurse 9",
        ),
        ("One nurse said, “I never thought that we would laugh here again after March.”", "quote", None),
        ("The ‘green team’ had little to do in winter.", "sentence", None),
        ("A “whole of ward” approach was wanted by most of the nurses on the two wards.", "sentence", None),
        ("Alarms were fewer on the ward with companions (Holm, 2004).", "sentence", None),
        ("All nurses were asked, “Do you feel that your ward is safe for you at night?”", "sentence", None),
    ],
)
def test_inline_quotations(body: str, kind: str, speaker: str | None) -> None:
    (said,) = told(body)
    assert (said.kind, said.speaker) == (kind, speaker)
    assert said.text == body
