"""Themes that a sentence or a table announces: "Three themes emerged: a, b and c", "The main themes were (1) a; (2) b".

Only a list that is sure is taken: as many names as the sentence says there are, or names that are numbered, quoted or
stand after a colon. What does not add up is no theme.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bib.model import Source, Span
from ingest.headings import fold
from ingest.model import Finding
from ingest.origins import part_of
from ingest.pieces import Piece

_COUNTS = {w: n for n, w in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}
_COUNT = rf"(?P<count>{'|'.join(_COUNTS)}|[2-9]|1[0-2])"
_WHAT = r"(?:sub-?)?(?:themes?|categor(?:y|ies)|meta-?themes)"
_ANNOUNCES = re.compile(
    rf"\b(?:(?:{_COUNT}|the|these|following|our|main|major|key|several|overarching|final|"
    rf"resulting) )(?:[\w-]+ ){{0,4}}?{_WHAT}\b"
    rf"(?P<between>(?:[^.:;(]|\([^()]{{0,60}}[A-Za-z]{{3}}[^()]{{0,60}}\)){{0,140}}?)"
    rf"(?P<opens>:\s|\b(?:were|are|was|is|being|namely|included|include)\b:?\s{{1,2}}(?=[(“‘'\"]|[1aiI][).])|"
    rf", namely,? |(?=\s\((?:1|a|i)\)\s))",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:emerg\w+|identif\w+|develop\w+|generat\w+|deriv\w+|result\w*|aros\w*|arise|found|construct\w*|form\w+|"
    r"yield\w*|reveal\w*|"
    r"evolv\w+|produc\w+|creat\w+|describ\w+|present\w*|organi[sz]ed|grouped|were|are|was|is|as follows|namely|"
    r"into|under)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:literature|previous|earlier|will be|will|interview guide|topic guide|questions?|covered|asked)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:^|(?<=[\s;,:]))\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s{0,2}")
_QUOTED = re.compile(r"[“\"‘'«]\s?([^“”\"«»]{2,120}?)[,.;]?\s?[”\"’'»](?=\s{0,2}(?:[,.;:)(]|and\b|$))")
_TAIL = re.compile(
    r"(?:,? (?:with|which|each|all of which|that|as (?:shown|listed|presented|described|outlined))\b.*|"
    r"\s?[(\[](?:see |Table|Fig|Box|\d).*)$",
    re.DOTALL,
)
_NAME_ENDS = re.compile(r"[:.;–—]\s|[.;,]$")
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|last|final|main|next)"
_BEGINS = re.compile(
    rf"(?:(?:in |under |for )?(?:the |this |our )?(?:{_ORDINAL} )?(?:{_WHAT})(?: \d{{1,2}})?(?:,|:| was| is| of| –|"
    rf" —)? ?(?:called |named |labelled |entitled )?)?"
    rf"[“‘'\"«*_]{{0,2}}$",
    re.IGNORECASE,
)
_TABLE = re.compile(r"\b(?:themes?|categories|sub-?themes)\b", re.IGNORECASE)
_COLUMN = re.compile(r"(?:main |major |key |overarching |core )?(?:themes?|categor(?:y|ies))", re.IGNORECASE)
_LONGEST_NAME, _MOST_WORDS = 120, 16
_MOST_THEMES = 60  # of one paper


@dataclass(frozen=True)
class Announced:
    """One announced theme: its name with white space folded, the names above it (of the heading
    under which it is announced, or of the table's row), and where it is named."""

    name: str
    above: tuple[str, ...]
    source: Span

    @property
    def path(self) -> tuple[str, ...]:
        """Names from the outermost to this one."""
        return (*self.above, self.name)


def read(source: Source, findings: Sequence[Finding], pieces: Sequence[Piece]) -> tuple[Announced, ...]:
    """The themes that the paper announces, in the order of the text; a name that comes again is left out."""
    out: dict[str, Announced] = {}
    for finding in findings:
        if finding.kind in ("sentence", "abstract") and _tells_results(finding):
            for a, b in names(finding.text):
                place = _span(source, finding.source.start, a, b)
                _keep(out, Announced(_folded(finding.text[a:b]), finding.theme, place))
    for i, piece in enumerate(pieces):
        if piece.role == "paragraph" and piece.block.text.endswith(":"):
            for a, b in _listed(pieces, i):
                _keep(out, Announced(_folded(source.text[a:b]), (), Span(source, a, b)))
        elif piece.role == "caption" and _TABLE.search(piece.block.text[:200]):
            for theme in _tabled(source, pieces, i + 1):
                _keep(out, theme)
    return tuple(sorted(out.values(), key=lambda theme: theme.source.start))


def hang(findings: Sequence[Finding], pieces: Sequence[Piece], themes: Sequence[Announced]) -> list[Finding]:
    """Put what stands in a paragraph that opens with an announced theme, and the quotations below it, under it: only
    among results that no heading arranges further, and after the theme was announced."""
    out = list(findings)
    known = themes[:_MOST_THEMES]
    starts = [finding.source.start for finding in out]
    current: Announced | None = None
    for piece in pieces if known else ():
        block = piece.block
        if piece.role in ("paragraph", "list-item"):
            told = (theme for theme in known if theme.source.end < block.start)
            current = next((theme for theme in told if starts_with(block.text[:300], theme.name)), None)
        elif piece.role not in ("quote", "attribution"):
            current = None
        if current is None:
            continue
        for i in range(bisect.bisect_left(starts, block.start), bisect.bisect_left(starts, block.end)):
            finding = out[i]
            arranged = finding.theme != current.above or part_of(finding.section) not in ("results", "other")
            if finding.kind in ("sentence", "quote") and not arranged:
                out[i] = replace(finding, theme=current.path)
    return out


def same(one: str, other: str) -> bool:
    """Are these two names of one theme: alike but for case, marks and articles, or one the begin of the other?"""
    a, b = _key(one), _key(other)
    short, long = sorted((a, b), key=len)
    return a == b or (len(short.split()) > 2 and long.startswith(short))


def names(sentence: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the themes that a sentence announces; () if it announces none or they do not add up."""
    low = sentence[:1500].casefold()
    found = _ANNOUNCES.search(sentence[:1500]) if "theme" in low or "categor" in low else None
    if found is None or not _FOUND.search(sentence[: found.end()]) or _OTHERS.search(sentence[: found.end()]):
        return ()
    count = found["count"]
    wanted = None if count is None else _COUNTS.get(count.lower()) or int(count)
    start, end = found.end(), len(sentence.rstrip(" ."))
    cut = _TAIL.search(sentence, start, end)
    for stop in (cut.start() if cut else end, end):
        for spans in _ways(sentence, start, stop):
            if (
                spans
                and all(_is_name(sentence[a:b]) for a, b in spans)
                and (len(spans) == wanted or (wanted is None and len(spans) > 1))
            ):
                return spans
    return ()


def starts_with(text: str, name: str) -> bool:
    """Does a paragraph open with a theme's name, or with "The first theme, …", so that it is certainly about it?"""
    at = text.casefold().find(name.casefold(), 0, len(name) + 80)
    if at < 0 or not _BEGINS.fullmatch(text[:at]):
        return False
    after = text[at + len(name) : at + len(name) + 1]
    return not after.isalnum() and (at > 0 or len(name.split()) > 1 or after in '.:–—,”’"')


def _tells_results(finding: Finding) -> bool:
    part = part_of(finding.section)
    return finding.origin != "cited" and part in ("results", "other", "abstract", "closing")


def _keep(out: dict[str, Announced], theme: Announced) -> None:
    out.setdefault("\n".join(_key(name) for name in theme.path), theme)


def _key(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", fold(re.sub(r"[“”\"‘«»]", "", name)).replace("-", " "))


def _folded(name: str) -> str:
    return " ".join(name.split())


def _span(source: Source, base: int, a: int, b: int) -> Span:
    return Span(source, base + a, base + b)


def _ways(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """The ways to part a list of names, the surest first: numbers, marks, semicolons, commas."""
    marks = list(_MARK.finditer(text, start, end))
    if len(marks) > 1 and marks[0].start() - start < 3:
        edges = [*(m.start() for m in marks[1:]), end]
        yield tuple(_trim(text, m.end(), edge) for m, edge in zip(marks, edges, strict=True))
    quoted = tuple(m.span(1) for m in _QUOTED.finditer(text, start, end))
    if len(quoted) > 1 and quoted[0][0] - start < 4:
        yield quoted
    if text.find(";", start, end) >= 0:
        yield _parted(text, start, end, r";\s?(?:and\s)?")
    yield _parted(text, start, end, r",\s(?:and\s)?|\sand\s")
    yield _parted(text, start, end, r",\s(?:and\s)?")
    yield _parted(text, start, end, r",\s(?!and\s)|,?\sand\s(?!.*\sand\s)")


def _parted(text: str, start: int, end: int, at: str) -> tuple[tuple[int, int], ...]:
    out, last = [], start
    for found in re.compile(at).finditer(text, start, end):
        out.append(_trim(text, last, found.start()))
        last = found.end()
    return (*out, _trim(text, last, end))


def _trim(text: str, a: int, b: int) -> tuple[int, int]:
    """Without white space, marks, and "and" at the ends."""
    while b > a and text[b - 1] in ' \n\t,;.:“”"‘«»*_':
        b -= 1
    if text[max(a, b - 4) : b] == " and":
        b = len(text[:b].removesuffix("and").rstrip(" ,;"))
    while a < b and text[a] in " \n\t,;.:“”\"‘'«»*_":
        a += 1
    if text[a : a + 4] == "and ":
        a += 4
    if b > a and text[b - 1] in "’'" and text[b - 2 : b - 1] != "s":
        b -= 1
    inside = text[a:b]
    if a and text[a - 1] in '“"‘«' and inside.count(_ENDS[text[a - 1]]) % 2 == 1:
        a -= 1  # "“I am not me”: loss of self" keeps its marks
    return a, b


_ENDS = {"“": "”", '"': '"', "‘": "’", "«": "»"}


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and 2 < len(name) <= _LONGEST_NAME
        and any(c.isalpha() for c in name)
        and ". " not in name
    )


def _listed(pieces: Sequence[Piece], i: int) -> tuple[tuple[int, int], ...]:
    """Names in the items of a list below "… three themes emerged:"."""
    lead = pieces[i].block.text[-400:]
    found = _ANNOUNCES.search(lead + " ")
    if found is None or found.end() < len(lead) or not _FOUND.search(lead) or _OTHERS.search(lead):
        return ()
    count = found["count"]
    wanted = None if count is None else _COUNTS.get(count.lower()) or int(count)
    out: list[tuple[int, int]] = []
    for piece in pieces[i + 1 : i + 1 + (wanted or 12)]:
        text, base = piece.block.text, piece.block.start
        label = re.match(r"(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|[•·▪◦‣*–-]|Theme \d{1,2}[:.])\s{0,3}", text)
        if piece.role != "list-item" and label is None:
            break
        begin = label.end() if label else 0
        stop = _NAME_ENDS.search(text, begin)
        a, b = _trim(text, begin, stop.start() if stop else len(text))
        if not _is_name(text[a:b]):
            return ()
        out.append((base + a, base + b))
    return tuple(out) if len(out) == wanted or (wanted is None and len(out) > 1) else ()


def _tabled(source: Source, pieces: Sequence[Piece], first: int) -> Iterator[Announced]:
    """Names in the first column of a table whose head says "Theme", with those of a second headed "Subtheme"."""
    rows: list[tuple[int, list[str]]] = []
    for piece in pieces[first : first + 60]:
        if piece.role != "cell":
            break
        empty = [""] * ("\t" in piece.block.indent)  # a row whose first cell holds nothing
        rows.append((piece.block.start, [*empty, *re.split(r"\t|\s\|\s", piece.block.text)]))
    if not rows or len(rows[0][1]) < 2 or not _COLUMN.fullmatch(rows[0][1][0].strip()):
        return
    inner = re.match(r"sub-?\s?(?:themes?|categor)", rows[0][1][1].strip(), re.IGNORECASE) is not None
    outer = ""
    for start, cells in rows[1:]:
        name = _folded(cells[0])
        if name and _is_name(name):
            outer = name
            yield Announced(name, (), _span(source, start, *_place(source, start, cells, 0)))
        if inner and outer and len(cells) > 1 and _is_name(cells[1].strip()):
            yield Announced(_folded(cells[1]), (outer,), _span(source, start, *_place(source, start, cells, 1)))


def _place(source: Source, start: int, cells: Sequence[str], n: int) -> tuple[int, int]:
    """Offsets of a cell's text in its row."""
    at = 0
    for cell in cells[: n + 1]:
        at = source.text.find(cell.strip(), start + at) - start
        end = at + len(cell.strip())
        if cell is not cells[n]:
            at = end
    return at, end
