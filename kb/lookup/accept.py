"""Is what a service answered the work that was asked for? Accepted only when title, first author and year agree.

Every rule is a reason to refuse, and the words of it are shown. A wrong work accepted is worse than one left for
review: where a field that should decide is missing on either side, the answer is "review". Thresholds were set on half
of the cases of `benchmarks/lookups.py` (docs/decisions/0061-looking-up.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from bib.model import Person, Reference
from kb.ids import fold, letters
from kb.lookup.message import Work

Verdict = Literal["same", "review", "other"]

_WORD = re.compile(r"[^\W_]+")
_NOTICE = re.compile(
    r"(?i)\b(?:erratum|errata|corrigend(?:um|a)|correction|addendum|retract(?:ion|ed)|withdrawal|withdrawn|"
    r"expression of concern|comments?|commentary|repl(?:y|ies)|response|author'?s'? repl(?:y|ies)|letter|editorial|"
    r"discussion|invited|rejoinder|review of|book review|protocol|abstract|summary|update|"
    r"supplement(?:ary|al)?|faculty opinions|decision letter)\b"
)
_PARTS = frozenset("i ii iii iv v vi vii viii ix x one two three four five first second third".split())
_DIFFER = frozenset(
    "not no without non men women male female males females boys girls child children adult adults adolescent "
    "adolescents mother mothers father fathers parent parents pre post before after acute chronic early late short "
    "long low high pilot protocol qualitative quantitative follow followup feasibility trial "
    "review meta secondary".split()
)
"""Words that make another work of a title that is else the same."""
_LOST = frozenset("the a an of and in on for to by with from at is are as its".split())
_SERVERS = re.compile(
    r"(?i)\b(?:\w{2,7}rxiv|ssrn|preprints?|research square|osf|zenodo|peerj pre\w*|f1000\w*|authorea)\b"
)

_MOST_RAW = 3000  # characters of an item of a list that are looked at

SAME_TITLE = 0.90
"""Share of a title's letters that must have their counterpart; what is less is another work or a bad reading."""
NEAR_TITLE = 0.60
"""Below it, what a search found is not even shown for review."""
_SHORTEST_MAIN = 20
"""Letters of a title without subtitle that may stand for the whole."""


@dataclass(frozen=True)
class Judged:
    """What is thought of one work. verdict: same, review (may be it) or other; reason: the rule that decided, for
    people; score: how much of the titles agrees, 0 to 1; support: how many of container, volume, issue and first page
    agree."""

    work: Work
    verdict: Verdict
    reason: str
    score: float
    support: int


def judge(asked: Reference, work: Work, *, by_id: bool = False) -> Judged:
    """Compare a reference with a work. by_id: the work was asked for by its DOI or PMID, which both share: then the
    title may say less, but not otherwise."""
    score = _title_score(asked, work)
    agree, differ = _places(asked, work)
    support = len(agree)
    for refuse in (_ids, _title, _kind, _author, _year):
        found = refuse(asked, work, score, agree, differ, by_id)
        if found:
            verdict, reason = found
            if verdict == "review" and score < NEAR_TITLE:
                verdict = "other"
            return Judged(work, verdict, reason, score, support)
    if not by_id and differ and not agree - {"issue"}:
        return Judged(work, "review", f"{' and '.join(sorted(differ))} differ", score, support)
    if not by_id and {"volume", "first page"} <= differ:
        return Judged(work, "review", "volume and first page differ", score, support)
    return Judged(work, "same", "title, first author and year agree", score, support)


def choose(asked: Reference, works: Iterable[Work]) -> tuple[Work | None, tuple[Judged, ...]]:
    """The one work of a search that is the reference, or None; and those to review, the likeliest first.

    Of several that agree the one with the most support is taken; where none has more than the others, none is.
    """
    judged = sorted((judge(asked, work) for work in works), key=lambda j: (-j.score, -j.support))
    same = sorted((j for j in judged if j.verdict == "same"), key=lambda j: -j.support)
    chosen = None
    if same and (len({j.work.reference.doi for j in same}) == 1 or same[0].support > same[1].support):
        chosen = same[0].work
    left = [j for j in judged if j.verdict == "review" or (j.verdict == "same" and chosen is None)]
    return chosen, tuple(() if chosen else left)


_Refusal = tuple[Verdict, str] | None


def _ids(asked: Reference, work: Work, score: float, agree: set[str], differ: set[str], by_id: bool) -> _Refusal:
    found = work.reference
    for name in ("doi", "pmid", "pmcid"):
        a, b = getattr(asked, name), getattr(found, name)
        if a and b and a.lower() != b.lower():
            return "other", f"another {name.upper()}"
    return None


def _title(asked: Reference, work: Work, score: float, agree: set[str], differ: set[str], by_id: bool) -> _Refusal:
    title, found = asked.title, work.reference.title
    if printed(asked, work) is not None or (by_id and not title):
        return None
    if not title or not found:
        return "review", "no title to compare" if not score else "its title is only a part of what the item says"
    if score < (0.75 if by_id else SAME_TITLE):
        return "review", "another title" if by_id else f"titles agree to {score:.0%} only"
    ours, theirs = (_NOTICE.findall(t) for t in (title, found))
    if sorted(map(str.casefold, ours)) != sorted(map(str.casefold, theirs)):
        return "review", f"only one title says “{min(set(theirs) ^ set(ours) or {*theirs})}”"
    if not by_id and _numbers(title) != _numbers(found) and not _cut(asked, work):
        return "review", "numbers in the titles differ"
    if tail := _tail(title, found):
        return "review", f"only one title says “{tail}”"
    odd = _odd_words(title, work)
    if odd and not by_id:
        return "review", f"only one title says “{odd}”"
    return None


def _kind(asked: Reference, work: Work, score: float, agree: set[str], differ: set[str], by_id: bool) -> _Refusal:
    if by_id:
        return None
    if work.updates and work.reference.doi not in work.updates:
        return "review", "a notice on another work"
    ours = asked.kind == "article" or bool(_SERVERS.search(asked.container or asked.publisher or ""))
    theirs = work.reference.kind == "article"
    if ours != theirs:
        return "review", "one is a preprint, the other is not"
    return None


def _author(asked: Reference, work: Work, score: float, agree: set[str], differ: set[str], by_id: bool) -> _Refusal:
    ours, theirs = asked.people or asked.editors, work.reference.people or work.reference.editors
    if not ours and theirs and _opens(asked, theirs[0]):
        return None
    if not ours or not theirs:
        if by_id:
            return None
        return "review", "no author to compare"
    if same_person(ours[0], theirs[0]) or _opens(asked, theirs[0]):
        return None
    if by_id and any(same_person(a, b) for a in ours[:3] for b in theirs):
        return None
    return "review", "another first author"


def _year(asked: Reference, work: Work, score: float, agree: set[str], differ: set[str], by_id: bool) -> _Refusal:
    if not asked.year and any(re.search(rf"(?<!\d){year}(?!\d)", asked.raw) for year in work.years):
        return None
    if not asked.year or not work.years:
        return None if by_id else ("review", "no year to compare")
    if asked.year in work.years:
        return None
    distance = min(abs(asked.year - year) for year in work.years)
    return None if by_id and distance <= 2 else ("review", "another year")


def _title_score(asked: Reference, work: Work) -> float:
    """The greater of: whole titles, and one title with the other's part before its subtitle."""
    if printed(asked, work) is not None:
        return 1.0
    if not asked.title or not work.reference.title:
        return NEAR_TITLE if _place_of(asked, work) else 0.0
    pairs = [(asked.title, work.reference.title)]
    ours, theirs = _main(asked.title), work.main_title
    if _cut(asked, work):
        pairs += [(asked.title, theirs), (ours, work.reference.title)]
    return max(_alike(a, b) for a, b in pairs)


def _cut(asked: Reference, work: Work) -> bool:
    """Whether one title is the other's main title alone, and long enough to name a work."""
    whole, main = letters(asked.title or ""), letters(_main(asked.title or ""))
    theirs, their_main = letters(work.reference.title or ""), letters(work.main_title)
    short = [
        x
        for x, y in ((whole, their_main), (whole, letters(_main(work.reference.title or ""))), (main, theirs))
        if x == y
    ]
    return whole != theirs and any(len(x) >= _SHORTEST_MAIN for x in short)


def printed(asked: Reference, work: Work) -> str | None:
    """What follows a work's whole title in the item of a list, where it stands there letter for letter between stops:
    also where the item was not, or wrongly, understood. None where it does not. Initials before it ("Iki M Present
    status") are as good as a stop."""
    place = _place_of(asked, work)
    if place is None:
        return None
    before, after = asked.raw[: place[0]].rstrip()[-30:], asked.raw[place[1] : _MOST_RAW].lstrip()
    stopped = not before[-1:].isalpha() or re.search(r"(?:\s|[a-zà-ÿ])[A-Z]{1,4}$", before)
    if not stopped or after[:1].isalnum() or after[:1] in (":", "–", "—", "-"):
        return None
    return after


def _place_of(asked: Reference, work: Work) -> tuple[int, int] | None:
    """Where the letters of a work's title stand in an item of a list; short titles stand anywhere."""
    raw, wanted = asked.raw[:_MOST_RAW], letters(work.reference.title or "")
    if not raw or len(wanted) < _SHORTEST_MAIN:
        return None
    spelled = [(c, at) for at, char in enumerate(raw) for c in letters(char)]
    found = "".join(c for c, _ in spelled).find(wanted)
    return (spelled[found][1], spelled[found + len(wanted) - 1][1] + 1) if found >= 0 else None


def _opens(asked: Reference, person: Person) -> bool:
    """Whether an item of a list begins with a name, after its number: "FoxW:" and "Fox W" do, "Foxley W" does not."""
    start = re.sub(r"^[\W\d_]+", "", asked.raw[:200])
    spelled = [(c, at) for at, char in enumerate(start) for c in letters(char)]
    letters_of = "".join(c for c, _ in spelled)
    for name in {letters(person.literal)} if person.literal else _families(person):
        if len(name) >= 2 and letters_of.startswith(name) and not start[spelled[len(name) - 1][1] + 1 :][:1].islower():
            return True
    return False


def _main(title: str) -> str:
    """A title up to its subtitle."""
    return re.split(r"[:?.—–]\s|\s[-–—]\s", title, maxsplit=1)[0]


def _alike(a: str, b: str) -> float:
    one, other = letters(a), letters(b)
    if one == other:
        return 1.0
    return Levenshtein.normalized_similarity(one[:1000], other[:1000])


def _words(title: str) -> list[str]:
    return [letters(w) for w in _WORD.findall(fold(title)[:1000])]


def _tail(a: str, b: str) -> str:
    """What the longer of two titles has more, where that tells a part of a series: "Part II", "2"."""
    short, long = sorted((_words(a), _words(b)), key=len)
    more = long[len(short) :] if long[: len(short)] == short else []
    if more and (more[0] in ("part", "pt") or more[0] in _PARTS or more[0].isdigit()):
        return " ".join(more[:2])
    return ""


def _numbers(title: str) -> list[str]:
    """Digits and words that number parts: "Part II" is not "Part I"."""
    words = _words(title)
    digits = [d.lstrip("0") for w in words for d in re.findall(r"\d{1,9}", w)]
    parts = [w for w in words if w in _PARTS]
    return sorted((*digits, *parts))


def _odd_words(title: str, work: Work) -> str:
    """A word that only one of two titles has and that makes another work of it; longer ones than that too."""
    ours, theirs = _words(title), _words(work.reference.title or "")
    joined = "".join(ours), "".join(theirs)
    if joined[0] == joined[1]:
        return ""
    if len(ours) != len(theirs) and work.main_title and "".join(ours) in ("".join(_words(work.main_title)),):
        return ""
    left = [w for w in dict.fromkeys(ours) if w not in theirs and not _spelled(w, theirs, joined[1])]
    right = [w for w in dict.fromkeys(theirs) if w not in ours and not _spelled(w, ours, joined[0])]
    odd = [w for w in (*left, *right) if w not in _LOST]
    if (critical := [w for w in odd if w in _DIFFER]) and not _prefix(*joined):
        return critical[0]
    return odd[0] if len(odd) > 2 and not _prefix(*joined) else ""


def _prefix(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= _SHORTEST_MAIN and long.startswith(short)


def _spelled(word: str, others: Sequence[str], joined: str) -> bool:
    """Whether a word stands in another title in a near spelling, or glued to its neighbours."""
    if len(word) >= 5 and word in joined:
        return True
    most = 1 if len(word) < 8 else 2
    return len(word) >= 4 and any(
        abs(len(o) - len(word)) <= most and Levenshtein.distance(word, o, score_cutoff=most) <= most for o in others
    )


def same_person(a: Person, b: Person) -> bool:
    """Family names agree, particles and one letter aside, and initials do not contradict."""
    if a.literal or b.literal:
        one, other = letters(a.literal or a.name), letters(b.literal or b.name)
        short, long = sorted((one, other), key=len)
        return bool(short) and (_alike(one, other) >= 0.85 or (len(short) >= 5 and short in long))
    ones, others = _families(a), _families(b)
    if not any(
        x == y or (len(x) >= 6 and Levenshtein.distance(x, y, score_cutoff=1) <= 1) for x in ones for y in others
    ):
        return False
    first, second = letters(a.given or "")[:1], letters(b.given or "")[:1]
    return not first or not second or first == second


def _families(person: Person) -> set[str]:
    family = person.family or ""
    whole = " ".join(x for x in (person.dropping_particle, person.non_dropping_particle, family) if x)
    parts = _WORD.findall(fold(family))
    names = {letters(family), letters(whole)}
    if len(parts) > 1:  # double names and particles left in the name: "van der Berg", "García Lorca"
        names |= {letters(parts[-1]), letters(parts[0])}
    return {n for n in names if len(n) >= 2} or names


def _places(asked: Reference, work: Work) -> tuple[set[str], set[str]]:
    """Which of container, volume, issue and first page agree, and which differ."""
    found = work.reference
    pairs = {
        "volume": (asked.volume, found.volume),
        "issue": (asked.issue, found.issue),
        "first page": (_first_page(asked), _first_page(found)),
    }
    agree: set[str] = set()
    differ: set[str] = set()
    after = None if asked.title else printed(asked, work)  # not understood: places are looked for after the title
    for name, (a, b) in pairs.items():
        if a and b:
            (agree if letters(a) == letters(b) else differ).add(name)
        elif b and after is not None and name != "issue":
            (agree if re.search(rf"(?<!\d){re.escape(b)}(?!\d)", after) else differ).add(name)
    if asked.container and (found.container or work.container_short):
        names = [n for n in (found.container, work.container_short) if n]
        (agree if any(same_container(asked.container, n) for n in names) else differ).add("container")
    return agree, differ


def _first_page(reference: Reference) -> str | None:
    pages = reference.pages or reference.number
    return re.split(r"[-–—,;\s]", pages.strip(), maxsplit=1)[0].lstrip("eE") or None if pages else None


def same_container(a: str, b: str) -> bool:
    """Whether one name can be the other cut short: "J Ward Care" and "The Journal of Ward Care" are one."""
    one = [w for w in _words(a) if w not in _LOST]
    other = [w for w in _words(b) if w not in _LOST]
    if not one or not other:
        return False
    if "".join(one) == "".join(other) or (
        min(len(one), len(other)) >= 2 and (one == other[: len(one)] or other == one[: len(other)])
    ):
        return True
    if len(one) == 1 or len(other) == 1:
        (word,), words = (one, other) if len(one) == 1 else (other, one)
        return len(words) > 1 and word == "".join(w[0] for w in words)
    return len(one) == len(other) and all(
        x.startswith(y) or y.startswith(x) or _shrunk(x, y) for x, y in zip(one, other, strict=True)
    )


def _shrunk(a: str, b: str) -> bool:
    """ "qual" of "quality", "hlth" of "health": the first letter and all others in their order."""
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return short[:1] == long[:1] and all(c in rest for c in short)
