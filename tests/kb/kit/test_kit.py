"""The kit for Neo4j Browser: what it holds, that it says what the query files say, and who can read its colours."""

from __future__ import annotations

import io
import itertools
import math
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import cypher
from kb import kit

ROOT = Path(kit.__file__).parents[2]
DRAWN = [name for name in cypher.names() if name.startswith("browser/")]


def test_the_kit_is_the_same_bytes_each_time() -> None:
    assert list(kit.files()) == ["README.md", "kb.grass", "guide.html", "favourites.zip"]
    assert kit.files() == kit.files()


def test_favourites_are_the_query_files_in_named_folders() -> None:
    with zipfile.ZipFile(io.BytesIO(kit.files()["favourites.zip"])) as packed:
        entries = packed.infolist()
        texts = {entry.filename: packed.read(entry).decode() for entry in entries}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.compress_type, entry.create_system, entry.external_attr) for entry in entries} == {
        (zipfile.ZIP_STORED, 3, 0o644 << 16)
    }
    expected = {}
    for name in DRAWN:
        query, (_, folder, stem) = cypher.load(name), name.split("/")
        expected[f"{cypher.BROWSER[folder]}/{stem}.cypher"] = f"// {query.title}\n// {query.purpose}\n{query.text}\n"
    assert texts == expected
    assert list(texts) == list(expected)


def guide() -> Any:
    return html.fragment_fromstring(kit.files()["guide.html"].decode())


def test_the_guide_runs_the_query_files() -> None:
    pieces = [pre.text for pre in guide().iter("pre")]
    shipped = {f"// {query.title}\n{query.text}" for query in map(cypher.load, DRAWN)}
    assert len(pieces) >= 10
    assert [piece for piece in pieces if piece not in shipped] == []
    for pre in guide().iter("pre"):
        assert dict(pre.attrib) == {"mode": "cypher", "class": "pre-scrollable code runnable"}


def test_the_guide_has_its_slides_and_nothing_unfilled() -> None:
    assert [h3.text for h3 in guide().iter("h3")] == [
        "What is in the graph",
        "For and against a claim",
        "From claim to primary study",
        "Authors and themes",
        "Contested claims",
    ]
    for slide in guide().iter("slide"):
        assert list(slide.iter("pre"))
    assert "{{" not in guide().text_content()


def test_what_the_guide_says_of_markup_in_a_query_is_no_markup() -> None:
    for element in guide().iter():
        assert element.tag in set("article carousel slide div h3 h4 p em pre figure".split())


def rules() -> dict[str, dict[str, str]]:
    """The style as Browser 5 reads it: it knows no comments, and a value ends at `;` and may hold no `:`."""
    text = kit.files()["kb.grass"].decode()
    assert re.fullmatch(r"(?:[\w.]+ \{\n(?:  [a-z-]+: [^;:\n]+;\n)+\}\n)+", text)
    blocks = re.findall(r"([\w.]+) \{(.*?)\n\}", text, re.DOTALL)
    assert len(dict(blocks)) == len(blocks)
    return {selector: dict(re.findall(r"([a-z-]+): ([^;]+);", body)) for selector, body in blocks}


SCHEMA = "\n".join(statement for _, statement in cypher.schema("arcadedb"))
LABELS = set(re.findall(r"FOR \(\w+:(\w+)\)", SCHEMA)) - {"Meta"}
TYPES = set(re.findall(r"EDGE TYPE `(\w+)`", SCHEMA))


def test_every_label_has_a_colour_and_no_rule_is_for_something_else() -> None:
    styled = {tuple(selector.split(".")) for selector in rules()} - {("node",), ("relationship",)}
    assert {name for kind, name in styled if kind == "node"} == LABELS
    stances = {"SUPPORTS", "CONTRADICTS", "NO_EFFECT", "BEARS_ON", "JUDGED"}
    assert stances <= {name for kind, name in styled if kind == "relationship"} <= TYPES


def test_captions_are_properties_that_the_graph_has() -> None:
    page = (ROOT / "docs" / "graph.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\| (.*) \|$", page, re.MULTILINE))
    rows |= dict.fromkeys(("SUPPORTS", "CONTRADICTS", "NO_EFFECT"), "`confidence`")
    rows["JUDGED"] = "`by` `stance`"
    for selector, rule in rules().items():
        for name in re.findall(r"\{(\w+)\}", rule.get("caption", "")):
            assert f"`{name}`" in rows[selector.partition(".")[2]], selector


def linear(colour: str) -> list[float]:
    """The light of a colour, red green blue, each 0 to 1 (IEC 61966-2-1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """1 to 21, as WCAG 2 counts it."""
    light, dark = sorted(
        (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)) for colour in (one, other)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def test_captions_can_be_read() -> None:
    """4.5 is what WCAG 2 (1.4.3, AA) asks for text of any size."""
    for selector, rule in rules().items():
        assert contrast(rule["text-color-internal"], rule["color"]) >= 4.5, selector
        if "text-color-external" in rule:
            assert contrast(rule["text-color-external"], "#FFFFFF") >= 4.5, selector


# What people see who lack one kind of cones (Machado, Oliveira and Fernandes 2009, severity 1.0).
SIGHT = {
    "all three": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as people with that sight see it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight]
    )
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(
    "group",
    [
        "node.Claim node.Finding node.Paper node.Author node.Theme node.Venue node.Record",
        "relationship.SUPPORTS relationship.CONTRADICTS relationship.NO_EFFECT relationship.BEARS_ON relationship.JUDGED",
    ],
)
def test_colours_are_told_apart_by_everybody(sight: str, group: str) -> None:
    """2.3 is a difference that is just seen side by side; 15 is plain to see on a whole picture."""
    style = rules()
    for one, other in itertools.combinations(group.split(), 2):
        distance = math.dist(lab(style[one]["color"], sight), lab(style[other]["color"], sight))
        assert distance >= 15, f"{one} and {other}: {distance:.1f}"


def test_the_judges_word_is_fainter_than_what_is_drawn_of_it() -> None:
    style = rules()
    others = [name for name in style if name.startswith("relationship.") and not name.endswith("JUDGED")]
    faint = contrast(style["relationship.JUDGED"]["color"], "#FFFFFF")
    assert all(contrast(style[name]["color"], "#FFFFFF") > faint + 0.5 for name in others)
