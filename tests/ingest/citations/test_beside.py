"""Papers of which only some markers are links: the links stand, the words say the rest, and numbers stay numbers."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.model import Problem, Reference, Source
from ingest.citing import ByLinks
from ingest.model import Citation
from ingest.structure import Cite, Raised
from tests.ingest.citations.kit import listed, numbered, said

_SIGN = re.compile(r"\{(?P<shown>[^{}=]*)=(?P<led>[\d,]*|else)\}|\^(?P<up>[^^]*)\^")


def found(
    written: str, references: Sequence[Reference], unlink: Sequence[int] = ()
) -> tuple[list[Citation], list[Problem], tuple[Cite, ...]]:
    """Read "So {[1]=1}. So [2]. So.^{3=3}^": {shown=items} is a link, {shown=else} one to something else, ^raised^.

    unlink: which of the links, from 0, are left out.
    """
    text, cites, raised, closed = "", [], [], []
    count = 0
    for piece in re.split(r"(\{[^{}]*\}|\^)", written):
        sign = _SIGN.fullmatch(piece)
        if piece == "^":
            if raised and raised[-1].end < 0:
                raised[-1] = Raised(raised[-1].start, len(text))
            else:
                raised.append(Raised(len(text), -1))
        elif sign:
            span = (len(text), len(text) + len(sign["shown"]))
            text += sign["shown"]
            if sign["led"] == "else":
                closed.append(span)
            else:
                if count not in unlink:
                    cites.append(Cite(*span, tuple(int(x) - 1 for x in sign["led"].split(",") if x)))
                count += 1
        else:
            text += piece
    where = []
    at = 0
    for paragraph in text.split("\n\n"):
        where.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    citing = ByLinks(Source("x", "", "", "", text), cites, references, raised, where, closed)
    out: list[Citation] = []
    problems: list[Problem] = []
    for start, end in where:
        here, wrong = citing.find(start, end)
        assert all(start <= c.source.start and c.source.end <= end for c in here)
        out += here
        problems += wrong
    assert all(a.source.end <= b.source.start for a, b in pairwise(out))
    assert all(c.marker == c.source.text for c in out)
    return out, problems, tuple(cites)


def shown(written: str, references: Sequence[Reference]) -> list[tuple[str, tuple[int, ...]]]:
    return [(c.marker, c.places) for c in found(written, references)[0]]


BRACKETS = "So {[1]=1}. So {[2]=2} and {[3, 4]=3,4}. "
RAISED = "So.^{1=1}^ So.^{2=2}^ So.^{3–4=3,4}^ "
NAMES = "So {(Smith et al., 2019)=1}. Jones et al. {(2020a)=2} agree. "
ROUND = "So it was {(1)=1}. So it is {(2)=2}. So they found {(3, 4)=3,4}. "


@pytest.mark.parametrize(
    ("written", "references", "expected"),
    [
        (BRACKETS + "Typed [5].", numbered(9), [("[5]", (5,))]),
        (BRACKETS + "Typed [5–7], and [2, 9].", numbered(9), [("[5–7]", (5, 6, 7)), ("[2, 9]", (2, 9))]),
        (BRACKETS + "A rate of 45% [6]; alpha 0.83 [7].", numbered(9), [("[6]", (6,)), ("[7]", (7,))]),
        (BRACKETS + "The first study[6] and in 2015 [7, 8].", numbered(9), [("[6]", (6,)), ("[7, 8]", (7, 8))]),
        (BRACKETS + "On the scale [6].", numbered(9), [("[6]", (6,))]),
        (BRACKETS + "So Oak 1997 [5], Elm 2005 [6].", numbered(9), [("[5]", (5,)), ("[6]", (6,))]),
        # a part of the marker is a link
        (BRACKETS + "So {[5]=5}–[7].", numbered(9), [("[5]–[7]", (5, 6, 7))]),
        (BRACKETS + "So [{5=5}–7].", numbered(9), [("[5–7]", (5, 6, 7))]),
        (BRACKETS + "So [{5=5}, 8, {9=9}].", numbered(9), [("[5, 8, 9]", (5, 8, 9))]),
        (BRACKETS + "So [5, {6=6}].", numbered(9), [("[5, 6]", (5, 6))]),
        # the style is told by links: no other is read
        (BRACKETS + "So (5). So.^6^", numbered(9), []),
        (RAISED + "So.^5^ So,^6,7^ and so.", numbered(9), [("5", (5,)), ("6,7", (6, 7))]),
        (RAISED + "So.^{5=5},8^", numbered(9), [("5,8", (5, 8))]),
        (RAISED + "So [5]. So (6). So.7", numbered(9), []),
        # figures that are links, but not raised
        ("So.{1=1} So.{2=2} So.{3–4=3,4} So.5 More of it.6,7", numbered(9), [("5", (5,)), ("6,7", (6, 7))]),
        ("So.{1=1} So.{2=2} So.{3=3}, 4 So.", numbered(9), [("3, 4", (3, 4))]),
        ("So.{1=1} So.{2=2} Oak et al3 and Elmore4 say so.", numbered(9), [("3", (3,)), ("4", (4,))]),
        (ROUND + "So it will be (5). And they said (6, 7).", numbered(9), [("(5)", (5,)), ("(6, 7)", (6, 7))]),
        (NAMES + "So it is (Núñez, 2017).", listed(), [("(Núñez, 2017)", (9,))]),
        (NAMES + "As Twin, and O'Neill et al. (2016), say.", listed(), [("O'Neill et al. (2016)", (8,))]),
        (
            NAMES + "So ({Smith et al., 2019=1}; Núñez, 2017; {Jones, 2018=4}).",
            listed(),
            [("(Smith et al., 2019; Núñez, 2017; Jones, 2018)", (1, 9, 4))],
        ),
        (
            NAMES + "So ({Smith et al., 2019=1}, as they say; Núñez, 2017).",
            listed(),
            [("Smith et al., 2019", (1,)), ("Núñez, 2017", (9,))],
        ),
        (NAMES + "So (Jones et al., {2020a=2},b).", listed(), [("2020a", (2,)), ("b", (3,))]),
        (NAMES + "So (Jones et al., {2020a=2}, 2020b).", listed(), [("(Jones et al., 2020a, 2020b)", (2, 3))]),
        # names beside numbers, where other markers are typed too
        (BRACKETS + "Typed [5]. As Núñez (2017) says.", listed(), [("[5]", (5,)), ("Núñez (2017)", (9,))]),
    ],
)
def test_the_words_say_the_rest(
    written: str, references: Sequence[Reference], expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    got = shown(written, references)
    links = found(written, references)[2]
    assert got[-len(expected) :] == expected if expected else len(got) == len(links)
    assert len(got) >= len(expected) + 2


NO_CITATIONS = [
    (BRACKETS, "The odds were 2.4 [95% CI 1.2, 3.4]; CI [1, 5]; median 4 (IQR [2, 7])."),
    (BRACKETS, "The median was 4 [2–7] days."),
    (BRACKETS, "Aged 6 [5, 8]; it took 3 [2–5]."),
    (BRACKETS, "A scale of [1–5], ranging from [2, 7], scores [1, 9]."),
    (BRACKETS, "See equation [5], Table [6], item [7]."),
    (BRACKETS, "In x = [5] and a ∈ [2, 7] and y ≥ [3]."),
    (BRACKETS, "A 3-methyl[1,2,4]triazole, and [5]C-labelled ones."),
    (BRACKETS, "“I went there [5] times [6] years ago.”"),
    (BRACKETS, "It was [2019], [sic], [...], [12 of 30], [0, 1] and [0]."),
    (BRACKETS, "So (5). See (6, 7). So.8 So.^9^"),
    (BRACKETS, "All [1,234] of them, and [5,000] more."),
    (BRACKETS, "As Núñez (2017) says."),  # nothing else is typed: the links are all
    (BRACKETS, "See {[5]=else} and {[7]=}."),
    (RAISED, "Rooms of 5 m^2^, 3 cm^3^, 10^6^ cells, I^2^ = 7, R^2^ and χ^2^."),
    (RAISED, "The isotope ^9^Be and kg/m^2^."),
    ("So.{1=1} So.{2=2} So.{3,4=3,4} ", "CD4, p53, HbA1, some 5 m2, week 5, 6.5 and A2."),
    (RAISED, "Week 5, CD4 and PHQ9, outcomes.5"),
    (RAISED, "A note.^{5=else}^"),
    (ROUND, "It has (1) a hall, (2) a kettle and (3) a key."),
    (ROUND, "There were 12 (5) men, 45 (6%) women (n = 7), mean (5)."),
    (ROUND, "\n\na = b (5)"),
    (ROUND, "See equation (5) and Table (6). So [7]."),
    (NAMES, "In May 2019, in (2019), by 2020 and in the spring of 2017."),
    (NAMES, "So [5], so (6) and so.7"),
    (NAMES, "It ran (in May 2010)."),
]


@pytest.mark.parametrize(("head", "written"), NO_CITATIONS)
def test_what_is_no_citation_becomes_none(head: str, written: str) -> None:
    references = listed() if head == NAMES or "Núñez" in written else numbered(9)
    got, problems, cites = found(head + written, references)
    assert len(got) == sum(bool(c.targets) for c in cites)
    assert said(problems) == ""


@pytest.mark.parametrize(
    ("written", "references", "told"),
    [
        (BRACKETS + "There were 12 [5] men and 15 [6] women.", numbered(9), "may be a citation or a number: “"),
        (BRACKETS + "As a participant [5] said.", numbered(9), "participant [5]"),
        (BRACKETS + "\n\n[5] Kettles.", numbered(9), "[5]”"),
        (BRACKETS + "The gene A[5] is on.", numbered(9), "A[5]"),
        (RAISED + "Of the type abc^5^d.", numbered(9), "abc5"),
        (NAMES + "So it is (Twin and Able, 2011).", listed(), "fits several items of the list"),
        # the numbers printed are not those of the list
        ("So {[1]=7}. So {[2]=9}. So {[3]=1}. Typed [4].", numbered(9), ". Typed [4]”"),
    ],
)
def test_what_may_be_one_is_said_and_not_cited(written: str, references: Sequence[Reference], told: str) -> None:
    got, problems, cites = found(written, references)
    assert len(got) == len(cites)
    assert told in said(problems)
    assert all(p.level == "info" and p.hint and p.source for p in problems)


def test_typed_numbers_that_the_list_lacks_are_said() -> None:
    got, problems, _ = found(BRACKETS + "Typed [5]. Typed [40].", numbered(9))
    assert [c.marker for c in got][3:] == ["[5]"]
    assert said(problems) == "[40]: no reference 40, the list ends at 9"
    assert said(found(BRACKETS + "So [40].", numbered(9))[1]) == ""  # all else is linked


def test_typed_names_that_the_list_lacks_are_said() -> None:
    got, problems, _ = found(NAMES + "So (Núñez, 2017). So (Ghost et al., 2001).", listed())
    assert [(c.marker, c.places) for c in got][2:] == [("(Núñez, 2017)", (9,)), ("(Ghost et al., 2001)", ())]
    assert "1 citation fits no item of the list: Ghost 2001" in said(problems)
    got, problems, _ = found(NAMES + "So (Núñez, 2017). In a medium (RPMI 1640; B12 2011).", listed())
    assert [c.marker for c in got][2:] == ["(Núñez, 2017)"]
    assert said(problems) == ""


def test_links_win() -> None:
    """Where a link leads is not asked of its words."""
    assert shown(BRACKETS + "So {[5]=9}. So {[6–8]=6}.", numbered(9))[3:] == [("[5]", (9,)), ("[6–8]", (6,))]
    assert shown(NAMES + "So {(Núñez, 2017)=4}.", listed())[2:] == [("(Núñez, 2017)", (4,))]


def test_links_of_several_styles_tell_none() -> None:
    got, _, cites = found("So {[1]=1}. So {(2)=2}. So.^{3=3}^ So [4]. So (5). So.^6^", numbered(6))
    assert len(got) == len(cites)


def test_few_links_that_look_like_nothing_leave_it_to_the_words() -> None:
    got = shown("See 5 {1=1} there. So [2]. So [3, 4]. So [5–7]. So [8], so [9].", numbered(9))
    assert got[:3] == [("1", (1,)), ("[2]", (2,)), ("[3, 4]", (3, 4))]
    assert {p for _, places in got for p in places} == set(range(1, 10))


def test_few_links_and_no_markers_else_are_all() -> None:
    got, problems, _ = found("See 5 {1=1} there. " + "So it is said, and so it was. " * 300, numbered(9))
    assert [c.marker for c in got] == ["1"]
    assert problems == []


def test_labels_are_asked_before_places() -> None:
    from dataclasses import replace

    references = [replace(r, label=str(n)) for n, r in enumerate(numbered(3), 11)]
    assert shown("So {[11]=1}. So [13], so {[12]=2}.", references) == [("[11]", (1,)), ("[13]", (3,)), ("[12]", (2,))]


PAPERS = {
    "bracketed": "Peers help {[1]=1}. They walk {[2, 3]=2,3} and talk {[4–6]=4,5,6}, as said {[2]=2}. Others differ {[7]=7} "
    "but agree {[8], [9]=8,9}. It costs less {[1–3]=1,2,3}.",
    "superscript": "Peers help.^{1=1}^ They walk^{2,3=2,3}^ and talk,^{4–6=4,5,6}^ as said.^{2=2}^ Others differ^{7=7}^ "
    "but agree.^{8,9=8,9}^ It costs less.^{1–3=1,2,3}^",
    "flat": "Peers help.{1=1} They walk{2,3=2,3} and talk,{4–6=4,5,6} as said.{2=2} Others differ{7=7} but agree.{8,9=8,9} "
    "It costs less.{1–3=1,2,3}",
    "parenthesised": "Peers help {(1)=1}. They walk {(2, 3)=2,3} and talk {(4–6)=4,5,6}, as said {(2)=2}. Others differ "
    "{(7)=7}, but agree {(8, 9)=8,9}. It costs less {(1–3)=1,2,3}.",
    "author-year": "Peers help {(Smith et al., 2019)=1}. They walk {(Jones & Lee, 2020a)=2} and talk {(Núñez, 2017)=9}, as "
    "{van der Berg (2014)=6} said. Others differ {(O'Neill et al., 2016)=8}, but agree {(WHO, 2019; Jones, 2018)=5,4}.",
}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(PAPERS)), st.sets(st.integers(0, 6), max_size=5))
def test_whichever_links_are_missing_the_same_is_cited(style: str, unlink: set[int]) -> None:
    references = listed() if style == "author-year" else numbered(9)
    whole, _, cites = found(PAPERS[style], references)
    if not set(range(len(cites))) - unlink:
        return
    part, problems, _ = found(PAPERS[style], references, sorted(unlink))
    assert [(c.marker, c.places) for c in part] == [(c.marker, c.places) for c in whole]
    assert problems == []


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "So|[1]|[2–3]|{[1]=1}|{2=2}|{(3)=3}|(4)|^5^|^{6=6}^|–|, | |. |Núñez (2017)|{Smith et al. 2019=1}|; |[|]|(|)|"
            "{7=else}|{8=}|2020a,b|\n\n|x|45|%".split("|")
        ),
        max_size=30,
    ),
    st.booleans(),
)
def test_links_are_kept_and_nothing_overlaps(pieces: list[str], named: bool) -> None:
    got, _, cites = found("".join(pieces), listed() if named else numbered(9))  # which holds that they are in order
    for cite in cites:
        holding = [c for c in got if c.source.start <= cite.start and cite.end <= c.source.end]
        led = {t + 1 for t in cite.targets}
        assert not led or (len(holding) == 1 and led <= set(holding[0].places))


@pytest.mark.parametrize(
    "unit", ["{[1]=1} [2] ", "{1=1},2", "{(1)=1} (2) ", "{Smith et al., 2019=1} Smith 2017 ", "[{1=1},", "{x=else}[3]"]
)
def test_time_is_linear_in_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        found(unit * (size // len(unit)), listed())
        return time.process_time() - started

    assert seconds(20_000) < 30 * max(seconds(2_000), 0.02)
