"""A reading list in Markdown for one claim: what to read, why, and where the words stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kb.answer import Answer, Evidence

_HEADINGS = (
    ("supports", "Supports"),
    ("contradicts", "Contradicts"),
    ("no-effect", "No difference"),
    ("mixed", "Both ways"),
    ("unclear", "To read"),
)
_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_[]<>#|"})


def markdown(answer: Answer, papers: Mapping[str, Mapping[str, Any]]) -> str:
    """The list. papers: id -> row of `read/papers_by_id` for every paper in the answer, with "notices" on it
    in words, if any.

    A paper stands under each stance that it has rows for, its best row first; `[@citekey]` is what pandoc reads.
    """
    lines = [f"# Reading list: {_escaped(answer.text)}", "", _escaped(answer.verdict.text), ""]
    lines += [f"> {_escaped(w.text)}" for w in answer.warnings]
    if answer.warnings:
        lines.append("")
    for stance, heading in _HEADINGS:
        rows = [row for row in answer.rows if row.stance == stance]
        if rows:
            lines += [f"## {heading}", ""]
            for paper in dict.fromkeys(row.paper for row in rows):
                lines += _entry(papers[paper], [row for row in rows if row.paper == paper])
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(paper: Mapping[str, Any], rows: Sequence[Evidence]) -> list[str]:
    key = f" [@{paper['citekey']}]" if paper["citekey"] else ""
    lines = [f"- {reference(paper)}{key}", ""]
    for told in paper.get("notices") or ():
        lines += [f"    **{_escaped(told[:1].upper() + told[1:])}**", ""]
    for row in rows:
        if row.kind == "title":
            continue
        section = f", {' › '.join(row.section)}" if row.section else ""
        speaker = f", {row.speaker}" if row.speaker else ""
        page = f", p. {row.page}" if row.page else ""
        cites = [f"[@{c.label}]" if c.in_library else f"[{c.number}]" for c in row.cites]
        citing = f"; citing {', '.join(cites)}" if cites else ""
        lines += [f"    > {_escaped(row.clean)}", f"    > — {_escaped(row.origin + speaker + section + page)}; "
                  f"{_escaped(f'{row.file}:{row.line}')}{citing}", ""]  # fmt: skip
    return lines


def reference(paper: Mapping[str, Any]) -> str:
    """One paper in words, in the order of APA; only what is known."""
    authors = "; ".join(paper["authors"] or ())
    head = " ".join(x for x in (_escaped(authors), f"({paper['year']})." if paper["year"] else "") if x)
    head += "." if head and not head.endswith(".") else ""
    title = f"{_escaped(paper['title'] or 'Without title').rstrip('.')}."
    place = f"*{_escaped(paper['container'])}*" if paper["container"] else ""
    volume = paper["volume"] or ""
    volume += f"({paper['issue']})" if paper["issue"] else ""
    tail = ", ".join(x for x in (place, volume, paper["pages"] or "") if x)
    link = f"<https://doi.org/{paper['doi']}>" if paper["doi"] else ""
    return " ".join(x for x in (head, title, f"{tail}." if tail else "", link) if x)


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return " ".join(text.split()).translate(_MARKDOWN)
