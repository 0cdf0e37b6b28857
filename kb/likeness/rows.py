"""One row of a comparison for each field: how well it agrees, in words for people, and what that weighs.

A weight is evidence in natural log-odds (Fellegi and Sunter 1969, https://doi.org/10.1080/01621459.1969.10501049):
log(P(so | one work) / P(so | two works)), set by hand from counts on the tuning half of `benchmarks/duplicates.py` and
rounded. Rows are symmetric: values stand in sorted order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from kb.likeness.folding import words
from kb.likeness.sketch import Name, Sketch
from kb.likeness.titles import TitleLikeness, compare_titles, title_in_text
from kb.likeness.venues import venue_agreement

TELLING = 40  # letters; a title of so many names one work, a shorter one ("Editorial") less so
_TITLE, _OTHER_TITLE = 7.5, -7.0
_LEAST_IN_TEXT = 8  # letters of a title that is looked for in a text


class Reason(NamedTuple):
    """field: what was compared; agreement: 0 to 1; words: for people; weight: evidence in log-odds, positive for one
    work."""

    field: str
    agreement: float
    words: str
    weight: float


def title_row(a: Sketch, b: Sketch) -> tuple[Reason | None, TitleLikeness | None]:
    """Titles word by word; where one was only guessed from unexplained text, whether the other stands in that text."""
    if a.rough or b.rough:
        return _in_text(a, b)
    if not a.title or not b.title:
        return None, None
    t = compare_titles(a.title, b.title)
    if t.longer and any(_holds(t.longer, s.venue) for s in (a, b)):
        t = replace(t, longer=())  # a journal that was read into the title
    if t.agreement < 0.6:
        return Reason("title", t.agreement, f"title {t.agreement:.2f}: another title", _OTHER_TITLE), t
    weight = _title_weight(t, min(a.letters, b.letters)) - (1.5 if t.longer else 0.0)
    return Reason("title", t.agreement, f"title {t.agreement:.2f}: {t.said}", max(weight, _OTHER_TITLE)), t


def _title_weight(t: TitleLikeness, letters: int) -> float:
    lost = 5.0 * len(t.numbers) + 3.0 * len(t.substituted) + 0.2 * len(t.misspelt) + min(4.0, 0.8 * len(t.extra))
    return _TITLE * min(1.0, letters / TELLING) - lost


def _holds(some: Sequence[str], venue: str) -> bool:
    name = "".join(words(venue))
    return len(name) > 3 and name in "".join(some)


def _in_text(a: Sketch, b: Sketch) -> tuple[Reason | None, TitleLikeness | None]:
    """The known title in the text of the other; of two unexplained texts the one that is found better."""
    of = [x for x in (a, b) if not x.rough] or [a, b]
    found = [
        (title_in_text(x.title, other.joined), x.letters)
        for x in of
        if (other := b if x is a else a).joined and x.letters >= _LEAST_IN_TEXT
    ]
    if not found:
        return None, None
    t, letters = max(found, key=lambda pair: (pair[0].agreement, pair[1], repr(pair[0])))
    said = f"title {t.agreement:.2f} in the other's text, kept as printed"
    if t.agreement < 0.7:
        return Reason("title", t.agreement, said, _OTHER_TITLE + 1), t
    lost = 25 * max(0.0, 0.95 - t.agreement)
    if t.substituted or t.numbers or t.extra:
        said += f"; {t.said}"
    return Reason("title", t.agreement, said, max(_title_weight(t, letters) - 1 - lost, _OTHER_TITLE)), t


def year_row(a: Sketch, b: Sketch) -> Reason | None:
    """A year more or less is print against online; more is another work, or another edition."""
    if a.year is None or b.year is None:
        return None
    first, second = sorted((a.year, b.year))
    if first == second or (a.rough and str(b.year) in a.numbers) or (b.rough and str(a.year) in b.numbers):
        return Reason("year", 1.0, f"year {a.year if b.rough else b.year} in both", 1.0)
    apart = second - first
    weight = (-0.7, -2.0, -3.0)[apart - 1] if apart < 4 else -4.0
    return Reason("year", 0.7 if apart == 1 else 0.0, f"year {first} ≠ {second}", weight)


def first_author_row(a: Sketch, b: Sketch) -> Reason | None:
    """First authors; of an unexplained text, whether the other's stands in it."""
    if a.rough != b.rough:
        printed, other = (a, b) if a.rough else (b, a)
        if other.names and not other.names[0].group:
            return _named_in(printed, other.names[0])
    if not a.names or not b.names:
        return None
    one, two = sorted((a.names[0], b.names[0]))
    if one.group or two.group:
        return _groups(one, two)
    value, said = names_agreement(one, two)
    words = f"first author {_shown(one)} {said} {_shown(two)}"
    if value >= 0.9:
        return Reason("first author", value, words, 2.5)
    if value >= 0.6:
        return Reason("first author", value, words, 1.2)
    if value > 0:
        return Reason("first author", value, words, -2.5)
    if _elsewhere(a, b):
        return Reason("first author", 0.5, words + ", who stands elsewhere in the list", 0.0)
    return Reason("first author", 0.0, words, -4.0)


def _elsewhere(a: Sketch, b: Sketch) -> bool:
    """Is one's first author among the other's?"""
    return any(
        first.bare == other.bare and not other.group and names_agreement(first, other)[0] >= 0.9
        for first, names in ((a.names[0], b.names), (b.names[0], a.names))
        for other in names[1:12]
    )


def _named_in(printed: Sketch, name: Name) -> Reason:
    """Is a family name among the letters of a text? Glued names ("BarnesH") count."""
    words = printed.text
    bare = name.bare
    at = next((i for i, w in enumerate(words) if w == bare or (len(bare) > 3 and w.startswith(bare))), None)
    if at is None:
        joined = "".join(words).replace("ae", "a").replace("oe", "o").replace("ue", "u")
        at = 0 if len(bare) > 3 and bare in joined[: max(60, len(joined) // 2)] else None
    if at is None:
        return Reason("first author", 0.0, f"first author {_shown(name)} is not in the other's text", -2.5)
    return Reason("first author", 1.0, f"first author {_shown(name)} in the other's text", 2.0 if at < 4 else 0.5)


def _groups(one: Name, two: Name) -> Reason:
    if one.group and two.group:
        ratio = fuzz.ratio(one.family, two.family) / 100
        inside = one.family in two.family or two.family in one.family
        if ratio > 0.85 or (inside and min(len(one.family), len(two.family)) > 3):
            return Reason("first author", max(ratio, 0.9), "the same organisation first", 2.0)
        return Reason("first author", round(ratio, 2), "another organisation first", -0.5)
    return Reason("first author", 0.5, "an organisation first against a person", -0.3)


def _shown(name: Name) -> str:
    return f"{name.family.capitalize()} {name.initials.upper()}".strip()


def names_agreement(one: Name, two: Name) -> tuple[float, str]:
    """1 the same name, .95 as far as both tell, .7 misspelt or transposed, .3 the same family name with other initials,
    0 another; and the sign to print between. Symmetric."""
    if one.family == two.family or one.bare == two.bare:
        if one.initials == two.initials and one.given == two.given:
            return 1.0, "="
        if not one.initials or not two.initials:
            return 0.9, "~"
        written = one.given and two.given
        if written and not (one.given.startswith(two.given) or two.given.startswith(one.given)):
            return (0.9, "~") if Levenshtein.normalized_similarity(one.given, two.given) > 0.7 else (0.3, "≠")
        short, long = sorted((one.initials, two.initials), key=len)
        return (0.95, "~") if long.startswith(short) else (0.3, "≠")
    if _transposed(one, two) or _transposed(two, one):
        return 0.9, "~"
    short, long = sorted((one.bare, two.bare), key=len)
    alike = Levenshtein.normalized_similarity(short, long) >= 0.8 and len(short) > 3
    if alike or (len(short) > 4 and (long.endswith(short) or long.startswith(short))):
        fits = not one.initials or not two.initials or one.initials[0] == two.initials[0]
        return (0.7, "~") if fits else (0.0 if alike else 0.6, "≠" if alike else "~")
    return 0.0, "≠"


def _transposed(one: Name, two: Name) -> bool:
    """ "Wei Zhang" against "Zhang Wei"."""
    return (
        bool(one.given) and one.given == two.bare and (two.given == one.bare or two.initials[:1] == one.bare[:1] != "")
    )


def other_authors_row(a: Sketch, b: Sketch) -> Reason | None:
    """How many of the shorter list's further authors stand in the other list, or in the other's text."""
    if a.rough and b.rough:
        return None
    if a.rough or b.rough:
        printed, other = (a, b) if a.rough else (b, a)
        further = {n.bare for n in other.names[1:6] if not n.group}
        share = len(further.intersection(printed.text)) / len(further) if further else 0.0
        words = f"{round(share * len(further))} of {len(further)} further authors in the other's text"
        return Reason("authors", round(share, 2), words, 1.0 if share > 0.7 else 0.0) if further else None
    one, two = ({n.bare for n in s.names[1:] if not n.group} for s in (a, b))
    least = min(len(one), len(two))
    if not least:
        return None
    both = len(one & two)
    if both < least:
        left, right = one - two, two - one
        both += min(
            sum(any(_near(x, y) for y in right) for x in left), sum(any(_near(x, y) for y in left) for x in right)
        )
    share = min(1.0, both / least)
    weight = 1.5 if share > 0.7 else 0.5 if share > 0.4 else -1.0 if share > 0 or least == 1 else -2.5
    return Reason("authors", round(share, 2), f"{round(share * least)} of {least} further authors in both", weight)


def _with_like(some: set[str], others: set[str]) -> int:
    return sum(any(_near(x, y) for y in others) for x in some)


def _near(x: str, y: str) -> bool:
    """Family names with a letter wrong, or one of them with more in it."""
    short, long = sorted((x, y), key=len)
    if len(short) < 4:
        return False
    return Levenshtein.distance(x, y, score_cutoff=1) < 2 or long.startswith(short) or long.endswith(short)


def volume_row(a: Sketch, b: Sketch) -> Reason | None:
    """Volumes by their first number; in unexplained text, whether the number stands there."""
    if _page_as_volume(a, b) or _page_as_volume(b, a):
        return None
    if a.volume and b.volume:
        first, second = sorted((a.volume, b.volume))
        if first == second:
            return Reason("volume", 1.0, f"volume {first} in both", 1.5)
        return Reason("volume", 0.0, f"volume {first} ≠ {second}", -2.0 if not (a.rough or b.rough) else -0.7)
    for printed, other in ((a, b), (b, a)):
        if printed.rough and other.volume and other.volume.isdigit():
            there = other.volume in printed.numbers
            words = f"volume {other.volume} is {'' if there else 'not '}in the other's text"
            return Reason("volume", float(there), words, 0.7 if there else -1.5)
    return None


def _page_as_volume(a: Sketch, b: Sketch) -> bool:
    """Where a list leaves the volume out, the page may be read as one ("BMJ, 670–674")."""
    return bool(a.volume and not a.page and b.page and a.volume == str(b.page[1]) and a.volume != b.volume)


def page_row(a: Sketch, b: Sketch) -> Reason | None:
    """First pages or article numbers."""
    if a.page and b.page:
        return _pages(a, b)
    if _page_as_volume(a, b) or _page_as_volume(b, a):
        page = a.page or b.page
        return Reason("pages", 1.0, f"page {page[1] if page else ''} in both, once read as a volume", 2.5)
    for printed, other in ((a, b), (b, a)):
        if printed.rough and other.page and other.page[1] > 9:
            there = str(other.page[1]) in printed.numbers
            words = f"page {other.page[1]} is {'' if there else 'not '}in the other's text"
            return Reason("pages", float(there), words, 3.0 if there else -2.0)
    return None


def _pages(a: Sketch, b: Sketch) -> Reason:
    assert a.page
    assert b.page
    (l1, n1), (l2, n2) = sorted((a.page, b.page))
    first, second = f"{l1}{n1}", f"{l2}{n2}"
    if n1 == n2:
        if l1 == l2 or not l1 or not l2:
            return Reason("pages", 1.0, f"page {second} in both", 3.5 if n1 > 9 else 2.0)
        return Reason("pages", 0.5, f"page {first} ~ {second}", 0.0)
    if (a.rough and second in a.numbers and first in a.numbers) or (
        b.rough and first in b.numbers and second in b.numbers
    ):
        return Reason("pages", 1.0, "the page is in the other's text", 2.0)
    x, y = str(n1), str(n2)
    if min(len(x), len(y)) > 2 and l1 == l2 and DamerauLevenshtein.distance(x, y) == 1:
        return Reason("pages", 0.2, f"page {first} ~ {second}, one figure apart", -1.5)
    if a.last and b.last and a.last == b.last:
        return Reason("pages", 0.5, f"page {first} ≠ {second}, but both end on {a.last}", 0.5)
    return Reason("pages", 0.0, f"page {first} ≠ {second}", -3.0)


def issue_row(a: Sketch, b: Sketch) -> Reason | None:
    """Issues say little: many lists leave them out or get them wrong."""
    if not a.issue or not b.issue:
        return None
    first, second = sorted((a.issue, b.issue))
    if first == second:
        return Reason("issue", 1.0, f"issue {first} in both", 0.3)
    return Reason("issue", 0.0, f"issue {first} ≠ {second}", -0.5)


def venue_row(a: Sketch, b: Sketch) -> Reason | None:
    """Journals, books, sites."""
    if not a.venue or not b.venue:
        return None
    first, second = sorted((a.venue, b.venue))
    value = venue_agreement(first, second)
    sign, weight = {1.0: ("=", 1.0), 0.5: ("~", 0.0)}.get(value, ("≠", -2.5))
    return Reason("in", value, f"in {first} {sign} {second}", weight)
