"""What a person calls a thing -> the thing: papers, sources, claims, findings."""

from __future__ import annotations

import re
from collections.abc import Callable

from cypher import load
from kb.errors import NotFound
from kb.facts import Row
from kb.store import Store


def source_named(store: Store, name: str) -> Row:
    """A source by id, name, sha256 or file name without its folders; raises `NotFound`."""
    for look in (_by("read/sources_by_id"), _called, _by("read/sources_by_sha256")):
        found = look(store, name)
        if len(found) == 1:
            return found[0]
        if found:
            which = ", ".join(row["id"] for row in found)
            raise NotFound(f"{name} is the name of several sources", f"name one by its id: {which}")
    raise NotFound(f"no source is called {name}", "`kb status` lists the sources")


def _by(query: str) -> Callable[[Store, str], list[Row]]:
    return lambda store, name: list(store.rows(load(query), values=[name]))


def _called(store: Store, name: str) -> list[Row]:
    """Sources of a name as it was typed when they were added, else those whose file has that name in any folder."""
    found = _by("read/sources_by_name")(store, name)
    if found or "/" in name or "\\" in name:
        return found
    return [row for row in store.rows(load("read/sources")) if re.split(r"[/\\]", row["name"])[-1] == name]


def papers_named(store: Store, name: str) -> list[Row]:
    """Papers that a citekey, id, DOI or the name of the file they were read from can mean."""
    found: dict[str, Row] = {}
    doi = name.lower().removeprefix("https://doi.org/").removeprefix("doi:")
    for query, key, value in (
        ("read/papers_by_citekey", "values", name),
        ("read/papers_by_id", "ids", name),
        ("read/papers_by_doi", "values", doi),
    ):
        found |= {row["id"]: row for row in store.rows(load(query), **{key: [value]})}
    for source in _called(store, name):
        owners = [row["paper"] for row in store.rows(load("read/front_matter_of_sources"), ids=[source["id"]])]
        found |= {row["id"]: row for row in store.rows(load("read/papers_by_id"), ids=owners)}
    return [found[paper] for paper in sorted(found)]


def paper_named(store: Store, name: str) -> Row:
    """The one paper of that name; raises `NotFound`."""
    found = papers_named(store, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"{name} could be {len(found)} papers", "name one: " + ", ".join(row["id"] for row in found))
    raise NotFound(f"no paper is called {name}", "`kb papers` lists them by citekey")
