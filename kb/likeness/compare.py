"""Are two references the same work? A score, the reasons, and what forbids it whatever the score.

Rows of evidence (`kb.likeness.rows`) are added as log-odds. Identifiers decide where both have one of a kind. A veto
says that they are two works though they look like one: another DOI, an erratum of the other, part I and part II.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bib.model import Reference
from kb.likeness import rows
from kb.likeness.rows import Reason
from kb.likeness.sketch import Sketch, preprint, sketch
from kb.likeness.titles import TitleLikeness

SURE = 0.97
"""From this score on, without veto, two references are one work; see docs/decisions/duplicates.md for how often."""

_PRIOR = -5.0  # log-odds of a pair that blocking proposes, before anything is known of it
_MOST = 0.96  # score where a title that differs is outweighed by all else: a translation, as a rule; for people to see
_ANOTHER = 0.4  # agreement of titles that share so little that only a person may say that they are one work's
_DECIDED = 0.999  # score of two references with one DOI


@dataclass(frozen=True)
class Likeness:
    """score: 0 to 1, how likely two references are one work, vetoes aside. reasons: one row for each field that both
    have: (field, agreement, words, weight), those that weigh most first. veto: why they are two works nevertheless, or
    None. version: they are a preprint and its article: linked, and not the same work."""

    score: float
    reasons: tuple[Reason, ...] = ()
    veto: str | None = None
    version: bool = False

    @property
    def same(self) -> bool:
        """Sure that they are one work: nothing forbids it and the score is at least `SURE`."""
        return self.score >= SURE and self.veto is None and not self.version

    @property
    def words(self) -> str:
        """All reasons in one line."""
        said = ["preprint and article"] if self.version else []
        said += [self.veto] if self.veto else []
        return "; ".join([*said, *(r.words for r in self.reasons)])


def compare(a: Reference, b: Reference) -> Likeness:
    """Two references. Symmetric; one and the same reference scores 1."""
    if a is b:
        return Likeness(1.0, (Reason("itself", 1.0, "the same reference", 0.0),))
    return compare_sketches(sketch(a), sketch(b))


def compare_sketches(a: Sketch, b: Sketch) -> Likeness:
    """Two references of which sketches were made before."""
    if (a.title, a.text, a.title_text) > (b.title, b.text, b.title_text):
        a, b = b, a
    identifiers = _identifiers(a, b)
    one_work = [r for r in identifiers if r.agreement == 1]
    conflict = next((r for r in identifiers if r.agreement == 0 and r.field != "ISBN"), None)
    version = preprint(a) != preprint(b) and not one_work
    title_row, title = rows.title_row(a, b)
    found = [title_row, rows.first_author_row(a, b), rows.other_authors_row(a, b)]
    if version:
        found += [_version_year(a, b)]
    else:
        further = (rows.year_row, rows.volume_row, rows.page_row, rows.issue_row, rows.venue_row)
        found += [row(a, b) for row in further]
    seen = _softened({r.field: r for r in found if r})
    reasons = tuple(sorted((*identifiers, *seen.values()), key=lambda r: (-abs(r.weight), r.field)))
    if one_work and not conflict:
        return Likeness(_DECIDED, reasons, _other_kind(a, b))
    score = _score(seen, identifiers, title, _one_is_part(a, b, seen))
    veto = None if version else (conflict.words if conflict else None) or _veto(a, b, seen, title)
    if version:
        return Likeness(score, reasons, _other_kind(a, b), score >= 0.5)
    return Likeness(score, reasons, veto)


def _identifiers(a: Sketch, b: Sketch) -> list[Reason]:
    one, two = dict(a.ids), dict(b.ids)
    out = []
    for kind in one:
        if kind in two:
            first, second = sorted((one[kind], two[kind]))
            same = first == second
            words = f"{kind} {first} in both" if same else f"{kind} {first} ≠ {second}"
            out.append(Reason(kind, float(same), words, 9.0 if same else -9.0))
    if a.isbn and b.isbn and "chapter" not in (a.kind, b.kind):
        first, second = sorted((a.isbn, b.isbn))
        if first == second:
            out.append(Reason("ISBN", 1.0, f"ISBN {first} in both", 9.0))
        else:  # bound, paperback and electronic ones have their own
            out.append(Reason("ISBN", 0.0, f"ISBN {first} ≠ {second}", -1.0))
    return out


def _version_year(a: Sketch, b: Sketch) -> Reason | None:
    if a.year is None or b.year is None:
        return None
    first, second = sorted((a.year, b.year))
    near = second - first <= 3
    return Reason("year", float(near), f"years {first} and {second}", 0.5 if near else -3.0)


def _score(seen: dict[str, Reason], identifiers: list[Reason], title: TitleLikeness | None, part: bool) -> float:
    total = _PRIOR + sum(r.weight for r in seen.values()) + sum(r.weight for r in identifiers if r.field == "ISBN")
    score = 1 / (1 + math.exp(-total))
    return round(score if _enough(seen, title, part) else min(score, _MOST), 4)


def _softened(seen: dict[str, Reason]) -> dict[str, Reason]:
    """Volume and first page are one place: what stands against it is rather a misreading than another work."""
    if not all(f in seen and seen[f].agreement == 1 for f in ("volume", "pages")) or seen["pages"].weight < 3:
        return seen
    people = all(f in seen and seen[f].agreement >= 0.7 for f in ("year", "first author", "authors"))
    share = {"title": 0.25 if people else 0.5}
    return {f: r._replace(weight=r.weight * share.get(f, 0.5)) if r.weight < 0 else r for f, r in seen.items()}


def _enough(seen: dict[str, Reason], title: TitleLikeness | None, part: bool) -> bool:
    """May these rows be sure? Not if two of year, volume and page are against it, or one of them and none is for it;
    nor if the title differs in its words or is missing, and the place does not bear it out."""
    agree = {f for f, r in seen.items() if r.agreement >= 0.9}
    against = [f for f in ("year", "volume", "pages") if f in seen and seen[f].agreement < 0.9 and seen[f].weight < 0]
    if part or len(against) > 1 or (against and not agree & {"volume", "pages"}):
        return False
    if "title" not in seen:
        return agree >= {"first author", "year", "volume", "pages"} and bool(agree & {"authors", "in"})
    if title is None or title.agreement < _ANOTHER or not agree & {"year", "volume", "pages"}:
        return False
    if title.substituted or title.numbers or title.extra:
        return "pages" in agree and "volume" not in against
    return not title.longer or "pages" in agree


def _veto(a: Sketch, b: Sketch, seen: dict[str, Reason], title: TitleLikeness | None) -> str | None:
    return _other_kind(a, b) or _other_part(a, b, seen, title) or _other_place(a, b, seen)


def _other_kind(a: Sketch, b: Sketch) -> str | None:
    """One is a notice of the other, a comment on it, an abstract, a protocol or a working paper of it."""
    x, y = a.signs, b.signs
    for sign, words in (
        ("notice", "one is an erratum, correction or notice"),
        ("comment", "one is a comment, reply or letter"),
        ("abstract", "one is an abstract of a talk or poster"),
        ("protocol", "one is a protocol or describes a design"),
        ("working", "one is a working paper"),
    ):
        if getattr(x, sign) != getattr(y, sign):
            return words
    return None


def _other_part(a: Sketch, b: Sketch, seen: dict[str, Reason], title: TitleLikeness | None) -> str | None:
    x, y = a.signs, b.signs
    if x.parts and y.parts and x.parts != y.parts:
        return "parts {} and {}".format(*sorted((", ".join(x.parts), ", ".join(y.parts))))
    if _one_is_part(a, b, seen) and "pages" in seen:
        return "only one is part {}".format(", ".join(x.parts or y.parts))
    if x.edition and y.edition and x.edition != y.edition:
        return "editions {} and {}".format(*sorted((x.edition, y.edition)))
    placed = all(f in seen and seen[f].agreement == 1 for f in ("volume", "pages"))
    if title and title.numbers and not placed:
        return "titles with numbers {} and {}".format(*title.numbers[0])
    return None


def _one_is_part(a: Sketch, b: Sketch, seen: dict[str, Reason]) -> bool:
    """Only one title has the number of a part, and the pages do not say that it was left out."""
    return bool(a.signs.parts) != bool(b.signs.parts) and ("pages" not in seen or seen["pages"].agreement <= 0.2)


def _other_place(a: Sketch, b: Sketch, seen: dict[str, Reason]) -> str | None:
    """The same title in another volume and on other pages: a series, a yearly report, an abstract before its
    article."""
    if a.rough or b.rough:
        return None
    differs = {f for f in ("volume", "pages", "year", "in") if f in seen and seen[f].agreement <= 0.2}
    if {"volume", "pages"} <= differs:
        return "in another volume and on other pages"
    if "year" in differs and "pages" in differs:
        return "in another year and on other pages"
    conference = a.signs.conference != b.signs.conference and "article-journal" in (a.kind, b.kind)
    if conference and "in" in differs:
        return "one is a conference paper"
    return None
