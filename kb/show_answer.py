"""An answer as text for people: each row with its stance on the line of its text, then where it stands."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from kb.answer import Answer, Evidence

Style = Callable[..., str]

_COLOUR = {"supports": "green", "contradicts": "red", "no-effect": "yellow", "mixed": "magenta", "unclear": None}
_STANCE_WIDTH = len("contradicts")
_WIDEST = 110


def answer_text(answer: Answer, width: int, style: Style) -> str:
    """The whole answer. width: columns to fill; style(text, **click style) colours or leaves as it is."""
    width = min(width, _WIDEST)
    r = answer.reading
    parts = [("in", r.population), ("compared with", r.comparator)]
    more = "".join(f", {word} {text}" for word, text in parts if text)
    read_as = " → ".join(x for x in (r.subject, r.relation, r.outcome) if x)
    lines = [style(answer.text, bold=True), f"read as: {read_as}{more}", *_wrapped(answer.verdict.text, "", width)]
    lines += [_line for row in answer.rows for _line in ("", *_row(row, width, style))]
    if len(answer.rows) < answer.total:
        lines += ["", f"{len(answer.rows)} of {answer.total} rows; --limit 0 shows all"]
    if answer.related is not None:
        lines += ["", style("Related, below the gate, not counted:", bold=True)]
        lines += [_line for row in answer.related for _line in ("", *_row(row, width, style))]
    if answer.warnings:
        lines += ["", *(line for w in answer.warnings for line in _wrapped(w.text, "note: ", width))]
    return "\n".join(lines) + "\n"


def _wrapped(text: str, head: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=head, subsequent_indent=" " * len(head), break_long_words=False
    ) or [head.rstrip()]


def _row(row: Evidence, width: int, style: Style) -> list[str]:
    head = f"{row.rank:>3}  {row.stance:<{_STANCE_WIDTH}}  "
    quoted = f"“{row.clean}”" if row.kind == "quote" else row.clean
    lines = _wrapped(quoted, head, width)
    coloured = style(row.stance, fg=_COLOUR.get(row.stance))
    lines[0] = lines[0].replace(row.stance, coloured, 1)
    indent = " " * len(head)
    below = [_why(row), _where(row)]
    return lines + [style(line, dim=True) for text in below for line in _wrapped(text, indent, width)]


def _why(row: Evidence) -> str:
    whose = {"own": "own result", "cited": "cited", "participant": "participant", "author": "author"}[row.origin]
    if row.kind == "title":
        whose = "title"
    speaker = f" ({row.speaker})" if row.speaker else ""
    cue = f" “{row.cue.text}”" if row.cue else ""
    return f"{whose}{speaker}; {row.reason}{cue}"


def _where(row: Evidence) -> str:
    section = f" § {' › '.join(row.section)};" if row.section else ""
    page = f" p. {row.page};" if row.page else ""
    return f"{row.citekey or row.title}:{section}{page}{_citing(row)} {row.file}:{row.line}"


def _citing(row: Evidence) -> str:
    known = [c.label for c in row.cites if c.in_library]
    unknown = [str(c.number) for c in row.cites if not c.in_library]
    if unknown:
        known.append(f"[{', '.join(unknown)}] of a list that is not here")
    return f" citing {', '.join(known)};" if known else ""
