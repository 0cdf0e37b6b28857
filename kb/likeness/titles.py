"""How well two titles agree, word by word, and in which words they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

# Words whose loss or change leaves a title what it was.
_SMALL = frozenset(
    "a an and at by for from in into of on or the to with its der die das des le la les de et el".split()
)
_REVERSING = frozenset("a an un in non anti de dis".split())
_NUMERALS = frozenset("i ii iii iv v vi vii viii ix x one two three four five first second third fourth".split())
_WORD_RATIO = 0.72  # from here on two words are one, misspelt ("randomised/randomized", "biochemichal/biochemical")
_UNLIKE = 0.5  # titles that share less of their letters are not compared word by word
_SUBTITLE = 3  # words; what follows a title of this many is a subtitle that one of two may lack


@dataclass(frozen=True)
class TitleLikeness:
    """agreement: 0 to 1. substituted: pairs of words that stand for one another and are no misspelling; misspelt: those
    that are; extra: words that only one has, between words of both; longer: words that only one has at its end or
    beginning (a subtitle, a series); numbers: numbers of which each title has one that the other lacks."""

    agreement: float
    substituted: tuple[tuple[str, str], ...] = ()
    misspelt: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        """In words, what differs."""
        pairs = [f"'{a}/{b}'" for a, b in (*self.numbers, *self.substituted, *self.misspelt)][:3]
        parts = ["differs by " + ", ".join(pairs)] if pairs else []
        for words in filter(None, (self.extra, self.longer)):
            parts.append(f"only one has '{' '.join(words[:6])}{'…' if len(words) > 6 else ''}'")
        return ", ".join(parts) or "the same words"


def compare_titles(a: Sequence[str], b: Sequence[str]) -> TitleLikeness:
    """Two titles as `words` gives them, neither empty."""
    if a == b:
        return TitleLikeness(1.0)
    one, two = "".join(a), "".join(b)
    if one == two:
        return TitleLikeness(1.0)
    a, b = _shortened(a, b), _shortened(b, a)
    one, two = "".join(a), "".join(b)
    ratio = fuzz.ratio(one, two) / 100
    if ratio < _UNLIKE:
        return _inside(a, b) or TitleLikeness(round(ratio, 3))
    return _by_words(a, b, ratio)


def title_in_text(title: Sequence[str], text: str) -> TitleLikeness:
    """A title and the place of a longer text that is most like it; text: words, a blank between. Never "longer"."""
    one = " ".join(title)
    place = fuzz.partial_ratio_alignment(one, text, score_cutoff=60)
    if place is None:
        return TitleLikeness(0.0)
    start = text.rfind(" ", 0, place.dest_start + 1) + 1
    end = text.find(" ", max(place.dest_end - 1, 0))
    found = compare_titles(title, text[start : end if end >= 0 else None].split())
    ratio = round(place.score / 100, 3)
    if not found.longer and not found.extra:
        return replace(found, agreement=max(ratio, found.agreement))
    edge = set(found.longer) | set(text[start:end].split()[:1]) | set(text[start:end].split()[-1:])
    extra = tuple(w for w in found.extra if w not in edge)
    return replace(found, agreement=ratio, longer=(), extra=extra)


def _shortened(words: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """The words with what the other title writes as initials: "American Thoracic Society" as "ATS"."""
    first = "".join(w[0] for w in words)
    known = set(words)
    for short in other:
        if 2 < len(short) < 7 and short not in known and short not in _SMALL and (at := first.find(short)) >= 0:
            words = (*words[:at], short, *words[at + len(short) :])
            first = "".join(w[0] for w in words)
    return words


def _inside(a: Sequence[str], b: Sequence[str]) -> TitleLikeness | None:
    """One title at the beginning or end of a much longer one: the rest is a subtitle, or the name of a series."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    n = len(short)
    if n < _SUBTITLE:
        return None
    for part, rest in ((long[:n], long[n:]), (long[-n:], long[:-n])):
        if fuzz.ratio("".join(short), "".join(part)) > 85:
            found = _by_words(short, part, 1.0)
            lost = 0.1 * sum(map(len, rest)) / (sum(map(len, short)) or 1)
            return replace(found, agreement=round(max(0.6, found.agreement - lost), 3), longer=tuple(rest))
    return None


def _by_words(a: Sequence[str], b: Sequence[str], ratio: float) -> TitleLikeness:
    found: dict[str, list[tuple[str, str]]] = {"substituted": [], "misspelt": [], "numbers": []}
    extra: list[str] = []
    longer: list[str] = []
    for tag, a1, a2, b1, b2 in _spans(a, b):
        left, right = a[a1:a2], b[b1:b2]
        if tag == "replace":
            _replaced(left, right, found, extra)
            continue
        more = left or right
        shared = min(len(a), len(b))
        at_end = (a2 == len(a) and b2 == len(b)) or (a1 == 0 and b1 == 0)
        if at_end and shared >= _SUBTITLE:
            longer.extend(more)
        else:
            extra.extend(w for w in more if w not in _SMALL)
    if longer and all(w in _SMALL for w in longer):
        longer = []
    letters = min(sum(map(len, a)), sum(map(len, b))) or 1
    lost: float = sum(max(len(x), len(y)) for x, y in (*found["substituted"], *found["numbers"]))
    lost += sum(map(len, extra)) + sum(map(len, longer)) * 0.1
    lost += sum(Levenshtein.distance(x, y) for x, y in found["misspelt"])
    agreement = max(0.0, min(1 - lost / letters, 1.0))
    return TitleLikeness(
        round(max(agreement, 0.0) if ratio >= _UNLIKE or longer else ratio, 3),
        tuple(found["substituted"]),
        tuple(found["misspelt"]),
        tuple(extra),
        tuple(longer),
        tuple(found["numbers"]),
    )


def _spans(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Where they differ; neighbouring operations as one."""
    out: list[tuple[str, int, int, int, int]] = []
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            continue
        if out and out[-1][2] == op.src_start and out[-1][4] == op.dest_start:
            _, a1, _, b1, _ = out.pop()
            out.append(("replace", a1, op.src_end, b1, op.dest_end))
        else:
            out.append((op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end))
    return out


def _replaced(
    left: Sequence[str], right: Sequence[str], found: dict[str, list[tuple[str, str]]], extra: list[str]
) -> None:
    """Words against words: glued ("followup"), misspelt, or others."""
    if not left or not right:
        extra.extend(w for w in (*left, *right) if w not in _SMALL)
        return
    one, two = "".join(left), "".join(right)
    if one == two:
        return
    if len(left) != len(right):
        if Levenshtein.normalized_similarity(one, two) >= _WORD_RATIO and not _numbers(left) and not _numbers(right):
            found["misspelt"].append((" ".join(left), " ".join(right)))
            return
        _uneven(left, right, found, extra)
        return
    for x, y in zip(left, right, strict=True):
        _pair(x, y, found)


def _uneven(
    left: Sequence[str], right: Sequence[str], found: dict[str, list[tuple[str, str]]], extra: list[str]
) -> None:
    """Several words against fewer: those that have a like are taken away, the rest stand against one another."""
    rest = [w for w in right if w not in _SMALL]
    alone = []
    for word in (w for w in left if w not in _SMALL):
        like = next((r for r in rest if r == word or _misspelt(word, r)), None)
        if like is None:
            alone.append(word)
        else:
            rest.remove(like)
    if alone and rest:
        _pair(" ".join(alone), " ".join(rest), found)
    else:
        extra.extend(alone or rest)


def _pair(x: str, y: str, found: dict[str, list[tuple[str, str]]]) -> None:
    if x == y or (x in _SMALL and y in _SMALL):
        return
    if _number(x) and _number(y):
        found["numbers"].append((x, y))
    elif _misspelt(x, y) or ({x, y} & _SMALL and Levenshtein.distance(x, y) < 2):
        found["misspelt"].append((x, y))
    else:
        found["substituted"].append((x, y))


def _misspelt(x: str, y: str) -> bool:
    if _number(x) or _number(y) or min(len(x), len(y)) < 4:
        return False
    return Levenshtein.normalized_similarity(x, y) >= _WORD_RATIO and not _opposites(x, y)


def _opposites(x: str, y: str) -> bool:
    """One letter at the front turns the meaning: "systolic/asystolic", "hyper/hypo", "intra/inter"."""
    for p, q in (("hyper", "hypo"), ("intra", "inter"), ("pre", "post"), ("under", "over")):
        if (x.startswith(p) and y.startswith(q)) or (x.startswith(q) and y.startswith(p)):
            return True
    short, long = sorted((x, y), key=len)
    return long.endswith(short) and long[: len(long) - len(short)] in (
        "a",
        "an",
        "un",
        "in",
        "non",
        "anti",
        "de",
        "dis",
    )


def _number(word: str) -> bool:
    return word.isdigit() or word in _NUMERALS


def _numbers(some: Sequence[str]) -> bool:
    return any(map(_number, some))
