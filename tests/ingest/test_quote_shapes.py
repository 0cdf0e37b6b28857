"""Participants' words in every shape in which papers print them, and what stands in quotation marks without being one."""

from __future__ import annotations

import pytest

from bib.model import Source
from ingest import quotes, read, structured
from ingest.model import Finding
from ingest.structure import Part, PartRole, Structure

SAID = "We come back tired, you know, and I’d rather sleep"
FRONT = (
    "1. Introduction\n\nCompanions work on many wards and little is known about what they do all day long there.\n\n"
)


def findings(body: str, heading: str = "Results") -> list[Finding]:
    """The findings of a paper whose section with this heading has this body after a first sentence."""
    text = f"{FRONT}2. {heading}\n\nNurses spoke of three things, which are told here in their order of weight.\n\n{body}\n"
    return [f for f in read(text.encode(), "x.txt").findings if f.section == (heading,)][1:]


WHO = [
    *("P12, female, 34", "PSW03", "Service user 4", "P12", "Participant 7, peer worker", "#12", "ID 12", "P-12"),
    *("Participant no. 7; aged 34", "Female, 34 years, P12", "HCP_04", "FGD 2", "KII-07", "IDI 3, mother", "P12/F/34"),
    *(
        "Pt 3",
        "Service User, Site A",
        "Man, 45, Oslo",
        "Carer of SU4",
        "SU-4",
        "Mother of a 3-year-old",
        "Nurse, 10 years",
    ),
    *("Interview 3, GP", "FG2, P4", "male carer", "GP", "Physiotherapist 2, hospital B", "Maria, 45", "Case 3, woman"),
    *("Manager, NGO", "Head nurse", "Student 14", "R4", "Woman, 67 years old", "Peer worker, 2 years in post", "SU07F"),
    *("Respondent 3, aged 20–25", "Stakeholder 5", "Patient A", "Father, family 2", "CHW 11, rural", "Group 2, F"),
]
MARKS = ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "« {} »", "„{}“"]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("shape", ["({})", "[{}]", " ({}).", "— {}"])
def test_label_after_an_inline_quotation(who: str, shape: str) -> None:
    (said,) = findings(f"Some wanted to rest: “{SAID}” {shape.format(who).strip()}")
    assert (said.kind, said.speaker) == ("quote", who)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("shape", ["“{}” ({})", "“{}.” [{}]", "{}. ({})", "“{}”\n\n({})", "“{}.”\n\n— {}"])
def test_label_after_a_block_quotation(who: str, shape: str) -> None:
    lead, *said = findings(
        f"Some wanted to rest:\n\n{shape.format(SAID, who)}\n\nOthers did not rest, as the lists of the two wards show."
    )
    assert lead.kind == "sentence"
    assert (said[0].kind, said[0].speaker, said[0].lead_in) == ("quote", who, "Some wanted to rest:")
    assert said[-1].kind == "sentence"


@pytest.mark.parametrize("shape", ["“{}” ({})", "“{}.” [{}]", "“{}”\n\n({})", "“{}.”\n\n— {}"])
def test_a_label_of_initials_is_believed_after_marks_that_close(shape: str) -> None:
    _, said = findings(f"Some wanted to rest:\n\n{shape.format(SAID, 'LHW')}")
    assert (said.kind, said.speaker) == ("quote", "LHW")


@pytest.mark.parametrize("marks", MARKS)
def test_marks_of_an_inline_quotation(marks: str) -> None:
    (said,) = findings(f"Some wanted to rest: {marks.format(SAID)} (P3, nurse).")
    assert (said.kind, said.speaker) == ("quote", "P3, nurse")


@pytest.mark.parametrize("marks", MARKS)
def test_marks_of_a_block_quotation(marks: str) -> None:
    lead, said = findings(f"Some wanted to rest:\n\n{marks.format(SAID)} (P3, nurse)")
    assert (said.kind, said.speaker, lead.kind) == ("quote", "P3, nurse", "sentence")


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        (f"P7 said: “{SAID}.”", "P7"),
        (f"Participant 7 explained, “{SAID}.”", "Participant 7"),
        (f"As Maria (P7) put it: “{SAID}.”", "P7"),
        (f"One nurse (N4, ward B) said: “{SAID}.”", "N4, ward B"),
        (f"Nurse 4 was blunt: “{SAID}.”", "Nurse 4"),
        (f"“{SAID},” said Participant 7.", "Participant 7"),
        (f"“{SAID}”, one of them said (P7).", "P7"),
        (f"“[…] {SAID} […]” (P7)", "P7"),
        (f"“… {SAID} (…)” (P7)", "P7"),
        (f"“{SAID}” (P7) and “I’d rather go home, you see, if I may” (P8).", "P7"),
        (f"One of them said: “{SAID}.”", None),
    ],
)
def test_who_speaks_inside_a_sentence(body: str, speaker: str | None) -> None:
    said = findings(body)[0]
    assert (said.kind, said.speaker) == ("quote", speaker)


@pytest.mark.parametrize(
    ("block", "speaker"),
    [
        (f"P12: {SAID}.", "P12"),
        (f"P12 (female, 34): “{SAID}.”", "P12 (female, 34)"),
        (f"Anna: “{SAID}.”", "Anna"),
        (f"Nurse 4, ward B: “{SAID}.”", "Nurse 4, ward B"),
        (f"(P12) “{SAID}.”", "P12"),
        (f"[P12]: “{SAID}.”", "P12"),
        (f"Participant 7 – “{SAID}.”", "Participant 7"),
        (f"“{SAID}.” [Anna: after the night shift]", "Anna"),
        (f"{SAID}. [Anna: after the night shift)", "Anna"),
        (f"{SAID}. – P12, nurse", "P12, nurse"),
        (f"> {SAID}. (P12)", "P12"),
    ],
)
def test_label_of_a_block_quotation_in_other_places(block: str, speaker: str) -> None:
    _, *said = findings(f"Some wanted to rest:\n\n{block}\n\nOthers did not rest, as the lists of the two wards show.")
    assert (said[0].kind, said[0].speaker) == ("quote", speaker)


def test_turns_of_an_interview_in_one_paragraph() -> None:
    _, *said = findings(
        "One exchange went so:\n\nI: How was the night? P3: It was long, I’d say. I: And then? P3: I slept."
    )
    assert [(f.text, f.speaker, f.kind) for f in said] == [
        ("I: How was the night?", "I", "quote"),
        ("P3: It was long, I’d say.", "P3", "quote"),
        ("I: And then?", "I", "quote"),
        ("P3: I slept.", "P3", "quote"),
    ]


@pytest.mark.parametrize("asker", ["I", "Interviewer", "INT", "Int", "Moderator", "Q"])
def test_turns_of_an_interview_in_paragraphs(asker: str) -> None:
    _, *said = findings(
        f"One exchange went so:\n\n{asker}: How was the night?\n\nP3: It was long, I’d say.\n\n{asker}: And then?\n\nP3: I slept."
    )
    assert [f.speaker for f in said] == [asker, "P3", asker, "P3"]
    assert {f.kind for f in said} == {"quote"}


def test_a_quotation_of_three_paragraphs_with_an_opening_mark_each() -> None:
    body = f"Some wanted to rest:\n\n“{SAID}.\n\n“My wife says so too.\n\n“And I’d agree.” (P3, nurse)"
    _, *said = findings(body)
    assert [(f.kind, f.speaker) for f in said] == [("quote", "P3, nurse")] * 3


NO_VOICE = [
    "The ‘green team’ and the “night watch” had little to do in winter.",
    "A “whole of ward” approach was wanted by most of the nurses on the two wards.",
    "The item “I feel safe on this ward at night and by day” was scored from 1 to 5.",
    "Nurses were asked, “Do you feel that your ward is safe for you at night?”",
    "The questionnaire's first question read “How often did you wake up last night, and why?”",
    "The theme ‘We are all in this together’ was the largest of the four.",
    "Their wards' alarms and the nurses' calls were counted for a week.",
    "It was 5'4\" and 6'2\" tall doors that were measured on the wards.",
    "The subscale “getting on with the people who live close to you” had six items (Cronbach 0.8).",
    "“Companion” is used here for whoever sits with a patient at night.",
    "The paper “We have never been here before: a study of wards” (Holm, 2004) found less.",
]


@pytest.mark.parametrize("body", NO_VOICE)
def test_words_in_marks_that_nobody_said(body: str) -> None:
    assert {f.kind for f in findings(body)} == {"sentence"}


def test_a_message_that_was_tested_is_quoted_but_no_participant_says_it() -> None:
    body = (
        "The factual message read as follows:\n\nIn 2011, nearly 900 people fell out of bed. Most of them were alone.\n\n"
        "A companion is a person who sits with a patient. Anyone can be trained to sit.\n\n"
        "We drew lots to decide who read which message in the first week of the trial."
    )
    lead, *rest = findings(body, "Methods")
    assert lead.kind == "sentence"
    assert [f.kind for f in rest] == ["quote"] * 4 + ["sentence"]
    assert {f.origin for f in rest} == {"author"}


def test_a_marked_block_without_a_label_names_its_speaker_in_the_last_brackets() -> None:
    assert quotes.trailing(f"{SAID}. (P3, nurse)") == (len(SAID) + 1, "P3, nurse")


@pytest.mark.parametrize(
    ("quoted", "below", "speaker"),
    [
        (f"{SAID}.", "P12, nurse", "P12, nurse"),
        (f"{SAID}.", "— P12, nurse", "P12, nurse"),
        (f"{SAID}.", "(P12, nurse)", "P12, nurse"),
        (f"{SAID}.", "Carer of a man with a stroke", "Carer of a man with a stroke"),
        (f"“{SAID}.” (P12, nurse)", None, "P12, nurse"),
        (f"P12: {SAID}.", None, "P12"),
        (f"Anna: “{SAID}.”", None, "Anna"),
        ("The wards are loud and the nights are long.", None, None),
    ],
)
def test_a_quotation_that_marks_show_is_believed_and_its_speaker_found(
    quoted: str, below: str | None, speaker: str | None
) -> None:
    texts = ["Results", "Some wanted to rest.", quoted, *([below] if below else [])]
    roles: list[PartRole] = ["heading", "paragraph", "quote", "attribution"]
    whole, parts = "", []
    for text, role in zip(texts, roles, strict=False):
        parts.append(Part(role, len(whole), len(whole) + len(text), level=int(role == "heading")))
        whole += text + "\n\n"
    source = Source("x.xml", "0" * 64, "0" * 64, "jats@1", whole)
    found = structured.read(Structure(source, "jats", tuple(parts), cites=(), items=())).findings
    assert [f.speaker for f in found if f.kind == "quote"] == [speaker]
