"""The pages say what the program does: generated ones are current, tours are real, nothing is left out."""

from __future__ import annotations

import difflib
import importlib.util
import os
import re
from pathlib import Path
from types import ModuleType

import pytest

import cypher
from bib.formats import FORMATS, Format
from kb import output
from kb.cli import COMMANDS
from kb.commands.topics import TOPICS
from kb.settings import KEYS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("kb/**/*.md")]
)


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _generator()


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def same(page: str, made: str) -> None:
    """Fail with the first lines that differ."""
    lines = difflib.unified_diff(
        text(page).splitlines(), made.splitlines(), "as it is", "as the program is", "", "", 0, ""
    )
    differing = list(lines)[:30]
    if differing:
        pytest.fail("\n".join([f"{page} is out of date; `make docs` writes it anew", *differing]), pytrace=False)


@pytest.mark.parametrize("page", sorted(generate.PAGES))
def test_generated_pages_are_current(page: str) -> None:
    same(page, generate.PAGES[page]())


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell: the tours are written for sh")
@pytest.mark.parametrize("page", generate.TOURS)
def test_tours_show_what_is_really_printed(page: str) -> None:
    same(page, generate.toured(text(page)))


def test_the_readme_has_a_tour() -> None:
    for verb in ("add", "evidence", "export"):
        assert f"\n$ kb {verb} " in text("README.md")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_verb_is_documented(name: str) -> None:
    assert f"\n## kb {name}\n" in text("docs/commands.md")


@pytest.mark.parametrize("name", [name for name in cypher.names() if name.startswith("read/")])
def test_every_reading_query_is_documented(name: str) -> None:
    assert f"\n## {name.removeprefix('read/')}\n" in text("docs/queries.md")


def test_formats_settings_and_codes_are_explained() -> None:
    for name in output.FORMATS:
        assert name == "table" or f"--{name}" in TOPICS["formats"]
    for key in KEYS:
        assert all(name in TOPICS["settings"] for name in key.env)
    assert re.findall(r"^  (\d+) ", TOPICS["exit-codes"], re.MULTILINE) == ["0", "1", "2", "3", "4", "5", "130"]


def test_every_label_and_relationship_is_in_the_page_on_the_graph() -> None:
    statements = "\n".join(statement for _, statement in cypher.schema("arcadedb"))
    labels = set(re.findall(r"FOR \(\w+:(\w+)\)", statements))
    types = set(re.findall(r"EDGE TYPE `(\w+)`", statements))
    assert labels
    assert types
    page = text("docs/graph.md")
    assert not [label for label in sorted(labels) if f"`{label}`" not in page]
    assert not [kind for kind in sorted(types) if not re.search(rf"\b{kind}\b", page)]


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_format_of_libraries_is_documented(row: Format) -> None:
    (line,) = [line for line in text("docs/libraries.md").splitlines() if f"(`{row.name}`)" in line]
    cells = [cell.strip() for cell in line.split("|")]
    assert all(f"`{suffix}`" in cells[2] for suffix in row.suffixes)
    assert cells[3] == ("yes" if row.read else "no")
    assert cells[4] == (f"`kb export {row.name}`" if row.write else "no")


@pytest.mark.parametrize("page", PAGES)
def test_links_within_the_repository_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text(page)):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_anchors_exist(page: str) -> None:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#([^)]+)\)", text(page)):
        if "://" not in target:
            file = (ROOT / page).parent / target if target else ROOT / page
            heads = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
            assert anchor in anchors, f"{target}#{anchor}"
