"""The house: which room may know which, who alone may know a third-party library, and how long things may be."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Room -> the rooms it may import.
ARROWS = {
    "cypher": set(),
    "bib": set(),
    "ingest": {"bib"},
    "kb": {"cypher", "bib", "ingest"},
}


class Rule(NamedTuple):
    """Only these files (patterns) may import the module."""

    module: str
    files: tuple[str, ...]
    because: str


RULES = (
    Rule(
        "arcadedb",
        ("kb/engines/arcadedb_driver.py", "kb/engines/serving.py", "kb/engines/bulk.py"),
        "nothing of a driver leaves kb/engines, so that an engine can be replaced",
    ),
    Rule("neo4j", ("kb/engines/neo4j.py", "kb/engines/neo4j_driver.py"), "as for arcadedb"),
    Rule("sqlite3", ("kb/retrieve/*.py",), "the side index is derived and may change without others knowing"),
    Rule("Stemmer", ("kb/words.py",), "there is one analysis of words, or index and question disagree"),
    Rule("portalocker", ("kb/lock.py",), "one file knows how locks differ between systems"),
    Rule("platformdirs", ("kb/settings.py",), "one file knows the user's folders"),
    Rule(
        "pypdfium2",
        ("ingest/readers/pdf/chars.py",),
        "PDFium is not thread-safe: one file holds its lock, and the layout is pure functions of words",
    ),
    Rule("bibtexparser", ("bib/bibtex.py", "bib/bibtex_reading.py"), "a format is written in one file and read in one"),
    Rule("pylatexenc", ("bib/latex.py",), "LaTeX becomes words in one place"),
    Rule("rispy", ("bib/ris.py",), "a format is written in one file and read in one"),
    Rule(
        "lxml",
        ("ingest/readers/xml.py", "ingest/readers/docx/*.py"),
        "broken and hostile files are met where a form is read, and nowhere else",
    ),
    Rule("markdown_it", ("ingest/readers/markdown.py",), "Markdown becomes a page in one place"),
    Rule("mdit_py_plugins", ("ingest/readers/markdown.py",), "as for markdown_it"),
    Rule(
        "selectolax", ("ingest/readers/html/tree.py",), "the reader of pages walks a tree and does not know who made it"
    ),
    Rule("habanero", ("kb/lookup/crossref.py",), "who asks Crossref can be replaced; all of it goes through one door"),
    Rule(
        "httpx2",
        ("kb/lookup/transport.py", "kb/lookup/crossref.py"),
        "one file opens connections; habanero's adapter stands in for the client that it calls",
    ),
    Rule(
        "rapidfuzz",
        ("kb/likeness/*.py", "kb/lookup/accept.py"),
        "how alike two strings are: of two papers is one judgement, whether an answer is taken another",
    ),
    Rule("click", ("kb/commands/*.py",), "the command line is a thin layer; kb/cli.py imports it only when it runs"),
    Rule("kb.cli", (), "the command line is the outermost layer: whatever is needed elsewhere does not belong in it"),
    Rule("kb.commands", ("kb/cli.py", "kb/commands/*.py"), "verbs are called by people, not by code"),
    Rule(
        "kb.engines",
        ("kb/store.py", "kb/engines/*.py", "kb/browsing/serving.py"),
        "a store is opened, or served to others, in one place",
    ),
)

THIRD_PARTY = {rule.module for rule in RULES if "." not in rule.module} - sys.stdlib_module_names

MOST_LINES = 400  # a longer file is asking to be two
MOST_LINES_OF_A_FUNCTION = 50

FILES = sorted(path for room in ARROWS for path in (ROOT / room).rglob("*.py"))
NAMES = [path.relative_to(ROOT).as_posix() for path in FILES]


def imports(tree: ast.Module, package: str) -> Iterator[str]:
    """Dotted names of everything a module imports; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join(filter(None, [*parts[: len(parts) - node.level + 1], base]))
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imported(name: str) -> set[str]:
    package = name.rpartition("/")[0].replace("/", ".")
    return set(imports(ast.parse((ROOT / name).read_text("utf-8")), package))


def under(module: str, name: str) -> bool:
    return name == module or name.startswith(module + ".")


def test_files_are_found() -> None:
    assert {name.partition("/")[0] for name in NAMES} == set(ARROWS)


@pytest.mark.parametrize("name", NAMES)
def test_arrows_between_rooms(name: str) -> None:
    room = name.partition("/")[0]
    others = {module.partition(".")[0] for module in imported(name)} & set(ARROWS) - {room}
    assert others <= ARROWS[room], f"{room} may import {ARROWS[room] or 'nothing of ours'}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.module)
def test_only_these_files_import(rule: Rule) -> None:
    users = [name for name in NAMES if any(under(rule.module, module) for module in imported(name))]
    strangers = [name for name in users if not any(fnmatch(name, pattern) for pattern in rule.files)]
    assert not strangers, f"only {rule.files or 'nobody'} may import {rule.module}, because {rule.because}"


@pytest.mark.parametrize("name", NAMES)
def test_every_third_party_library_has_a_rule(name: str) -> None:
    tops = {module.partition(".")[0] for module in imported(name)}
    unknown = tops - set(ARROWS) - THIRD_PARTY - sys.stdlib_module_names
    assert not unknown, "a library needs a row in RULES that says who may import it, and because of what"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.module in THIRD_PARTY], ids=lambda rule: rule.module)
def test_no_rule_without_a_use(rule: Rule) -> None:
    assert any(under(rule.module, module) for name in NAMES for module in imported(name)), (
        "remove it from pyproject.toml"
    )


@pytest.mark.parametrize("name", NAMES)
def test_lengths(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert text.count("\n") <= MOST_LINES
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        if node.end_lineno is not None and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("__init__.py")])
def test_a_package_says_what_lives_there(name: str) -> None:
    doc = ast.get_docstring(ast.parse((ROOT / name).read_text("utf-8")))
    assert doc
    if name.count("/") == 1:  # a room also says what does not
        assert "Not here:" in doc


@pytest.mark.parametrize(
    ("source", "package", "expected"),
    [
        ("import a.b", "kb", {"a.b"}),
        ("from a import b", "kb", {"a", "a.b"}),
        ("from . import x", "kb.engines", {"kb.engines", "kb.engines.x"}),
        ("from ..store import S", "kb.engines", {"kb.store", "kb.store.S"}),
        ("def f():\n    import late", "kb", {"late"}),
    ],
)
def test_imports_are_seen(source: str, package: str, expected: set[str]) -> None:
    assert set(imports(ast.parse(source), package)) == expected
