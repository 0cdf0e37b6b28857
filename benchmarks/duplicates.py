"""Duplicates: the same work cited by many articles in many spellings, found again without its identifiers, and how
fast.

    python benchmarks/duplicates.py [--half tuning|kept] [--respelt] [--show N] [--curve] [--save FILE]

Takes the reference lists of the gold articles beside the project, as printed, without DOI, PMID and PMCID; reads them
as `kb` reads a pasted list; and finds the pairs that are one work. Truth: a pair with one DOI or PMID in its files is
one work; a pair whose DOIs or PMIDs differ is not; of others nothing is known. Works are divided into two halves by a
hash of their id: thresholds and weights were set on the tuning half. --show: so many wrong pairs; --curve: seconds
for 10,000 to 100,000 references; --save: the references as JSON lines, for `benchmarks/duplicates_splink.py`. Bounds:
precision 99.5, recall 97, 100,000 references in 60 s; the exit code is 1 when one is broken. Needs ../shared/gold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.papers import GOLD, scorer  # noqa: E402 - after the checkout is on the path
from benchmarks.respelt import MISSES, Fields, near_miss, respelt  # noqa: E402
from bib.model import Date, Person, Reference, Source  # noqa: E402
from ingest.references import read_list  # noqa: E402
from kb.likeness import SURE, Likeness, candidates, compare_sketches, sketch  # noqa: E402

LEAST_PRECISION, LEAST_RECALL, MOST_SECONDS = 0.995, 0.97, 60.0
# Read by hand, of either half: references whose file gives them another work's id. (article, DOI, PMID): why.
FAULTY = {
    ("PMC5031285", "10.1136/bmj.a979", None): "a DOI made of the page; title, authors, year and volume are bmj.a1655's",
    ("PMC4526789", None, "25766490"): "the PMID of the authors' later article",
    ("PMC3765303", "10.1093/eurjhf/hfq219", "21148593"): "two works of one committee with one id",
    ("PMC3994324", None, "21597482"): "a letter and the reply to it with one id",
}
AS_GIVEN = "--as-given" in sys.argv  # count FAULTY too
_IDS = re.compile(
    r"(?:https?://\S+|(?:doi\s?[:=]?\s?)?\b10\.\d{4,9}/\S+|\b(?:doi|DOI)\b\s?:?|\bPMC\s?ID\b\s?:?|\bPMID\b\s?:?\s?\d*|"
    r"\bPMC\d{4,9}\b|\[?PubMed\]?\s?:?\s?\d*|\[?(?:CrossRef|Cross Ref|Google Scholar|PMC free article)\]?)"
)


@dataclass(frozen=True)
class Item:
    """article: where it is cited; printed: the reference without its ids; doi, pmid: the truth; work: the smallest id
    of all that are linked by an id."""

    article: str
    printed: str
    doi: str | None
    pmid: str | None
    work: str
    fields: Fields | None = None


def items() -> list[Item]:
    """References that carry a DOI or a PMID."""
    from lxml import etree

    gold = scorer()
    parser = etree.XMLParser(recover=True, load_dtd=False, resolve_entities=False, huge_tree=True)
    out = []
    for path in sorted((GOLD / "jats").glob("*.nxml")):
        root = etree.parse(str(path), parser).getroot()
        for ref in root.iter("ref"):
            cites = [e for e in ref.iter() if gold.name(e) in ("mixed-citation", "element-citation", "citation")]
            for cite in cites:
                out.append(_item(gold, path.stem, cite))
    return _linked([item for item in out if (item.doi or item.pmid) and item.printed])


def _item(gold: Any, article: str, cite: Any) -> Item:
    fields = _fields(cite)
    ids = {}
    for e in list(cite.iter("pub-id", "ext-link", "uri")):
        if e.tag == "pub-id":
            ids.setdefault(e.get("pub-id-type"), "".join(e.itertext()).strip())
        for child in list(e):
            e.remove(child)
        e.text = ""
    if not _spaced(cite) and not cite.findtext(".//year"):
        return Item(article, "", None, None, "")  # fields, and too few for the scorer to print
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s?)", "", (ids.get("doi") or "").lower()).rstrip(".")
    pmid = re.sub(r"\D", "", ids.get("pmid") or "")
    printed = " ".join(_IDS.sub(" ", gold.printed(cite)).split()).strip(" ;,")
    return Item(article, printed, doi or None, pmid or None, "", fields)


def _fields(cite: Any) -> Fields | None:
    def text(tag: str) -> str:
        found = cite.find(f".//{tag}")
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    people = [(n.findtext("surname") or "", n.findtext("given-names") or "") for n in cite.iter("name", "string-name")]
    people = [(family, given) for family, given in people if family]
    year = re.match(r"\d{4}", text("year"))
    if not (people and text("article-title") and text("source") and year):
        return None
    place = [text(tag) for tag in ("volume", "issue", "fpage", "lpage")]
    return Fields(tuple(people), text("article-title"), text("source"), int(year[0]), *place)


def with_respelt(some: Sequence[Item]) -> list[Item]:
    """With each item that has fields once more in another spelling, and with works that only look like one of them."""
    chance = random.Random(66)
    out = list(some)
    words = [w for item in some if item.fields for w in item.fields.title.split() if len(w) > 5]
    for item in some:
        if item.fields:
            out.append(replace(item, article="respelt", printed=respelt(item.fields, chance), fields=None))
            kind = chance.choice(MISSES)
            other = {"doi": f"{item.doi}/{kind}", "pmid": f"{item.pmid}/{kind}", "work": f"{item.work}/{kind}"}
            made = near_miss(item.fields, kind, words, chance)
            out.append(replace(item, article=kind, printed=made, fields=None, **other))
    return out


def _spaced(cite: Any) -> bool:
    """Is there text between the fields?

    Some files keep names without the signs between that every page prints ("BarnesHMcDonaldJ"): put them back."""
    if len(re.findall(r"[.,;:()]", "".join((e.tail or "") for e in cite.iter() if e is not cite))) < 3:
        return False  # fields and no text: the scorer prints them in Vancouver style
    for name in cite.iter("name", "string-name"):
        parts = list(name)
        for part in parts[:-1]:
            if not part.tail:
                part.tail = " "
        after = name.getnext()
        if not name.tail and after is not None and parts:
            name.tail = ", " if after.tag in ("name", "string-name") else " "
    return True


def _linked(some: Sequence[Item]) -> list[Item]:
    """With the work of each: items that share an id, also through others, are one."""
    parent: dict[str, str] = {}

    def find(x: str) -> str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for item in some:
        if item.doi and item.pmid:
            a, b = sorted((find("d" + item.doi), find("p" + item.pmid)))
            parent[b] = a
    return [replace(i, work=find("d" + i.doi if i.doi else "p" + str(i.pmid))) for i in some]


def half_of(work: str) -> str:
    """Which half a work belongs to."""
    return "tuning" if hashlib.sha256(work.encode()).digest()[0] % 2 == 0 else "kept"


def references(some: Sequence[Item]) -> list[Reference]:
    """As `kb` reads them from a pasted list, one a line, without ids."""
    text = "\n".join(item.printed for item in some)
    found, _ = read_list(Source("duplicates", "", "", "text@1", text), 0, len(text), "lines")
    assert len(found) == len(some)
    none = {"doi": None, "pmid": None, "pmcid": None, "isbn": None, "url": None}
    return [replace(r, **none) for r in found]  # type: ignore[arg-type]


def truth(works: dict[str, tuple[set[str], set[str]]], a: Item, b: Item) -> bool | None:
    """One work, two works, or unknown: also where one id agrees and another does not, for then a file has a wrong
    one."""
    if any((x.article, x.doi, x.pmid) in FAULTY for x in (a, b)) and not AS_GIVEN:
        return None
    doi = a.doi == b.doi if a.doi and b.doi else None
    pmid = a.pmid == b.pmid if a.pmid and b.pmid else None
    if doi is not None and pmid is not None and doi != pmid:
        return None
    if doi or pmid or a.work == b.work:
        return True
    (dois, pmids), (dois2, pmids2) = works[a.work], works[b.work]
    return False if (dois and dois2) or (pmids and pmids2) else None


@dataclass(frozen=True)
class Outcome:
    """right, wrong, unknown: pairs said to be one work; missed: pairs that are and were not said, with what was seen;
    pairs: compared; seconds."""

    right: list[tuple[int, int, Likeness]]
    wrong: list[tuple[int, int, Likeness]]
    unknown: list[tuple[int, int, Likeness]]
    missed: list[tuple[int, int, Likeness, bool]]
    pairs: int
    seconds: float

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def judged(some: Sequence[Item], path: Path, least: float) -> Outcome:
    """Another's pairs against the same truth."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return _outcome(some, {(min(i, j), max(i, j)): Likeness(score) for i, j, score in rows}, least, 0.0)


def measure(some: Sequence[Item], refs: Sequence[Reference], least: float) -> Outcome:
    """Find pairs and compare them with the truth."""
    started = time.process_time()
    sketches = [sketch(r) for r in refs]
    seen = {(i, j): compare_sketches(sketches[i], sketches[j]) for i, j in candidates(sketches)}
    seconds = time.process_time() - started
    return _outcome(some, seen, least, seconds, lambda i, j: compare_sketches(sketches[i], sketches[j]))


def _outcome(
    some: Sequence[Item],
    seen: dict[tuple[int, int], Likeness],
    least: float,
    seconds: float,
    look: Callable[[int, int], Likeness] = lambda i, j: Likeness(0.0),
) -> Outcome:
    works: dict[str, tuple[set[str], set[str]]] = {}
    for item in some:
        dois, pmids = works.setdefault(item.work, (set(), set()))
        dois.update(filter(None, [item.doi]))
        pmids.update(filter(None, [item.pmid]))
    sorted_: dict[bool | None, list[tuple[int, int, Likeness]]] = {True: [], False: [], None: []}
    for (i, j), like in seen.items():
        if like.score >= least and like.veto is None and not like.version:
            sorted_[truth(works, some[i], some[j])].append((i, j, like))
    found = {(i, j) for i, j, _ in sorted_[True]}
    missed = [
        (i, j, seen.get((i, j)) or look(i, j), (i, j) in seen)
        for i, j in true_pairs(some)
        if (i, j) not in found and truth(works, some[i], some[j])
    ]
    return Outcome(sorted_[True], sorted_[False], sorted_[None], missed, len(seen), seconds)


def true_pairs(some: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """All pairs that are one work."""
    groups: dict[str, list[int]] = {}
    for at, item in enumerate(some):
        groups.setdefault(item.work, []).append(at)
    for members in groups.values():
        yield from ((i, j) for n, i in enumerate(members) for j in members[n + 1 :])


def show(some: Sequence[Item], outcome: Outcome, most: int) -> None:
    """Print wrong pairs, those missed, and unknown ones."""
    for title, rows in (("WRONG", outcome.wrong), ("UNKNOWN", outcome.unknown), ("MISSED", outcome.missed)):
        for i, j, like, *blocked in rows[:most]:
            print(f"{title} {like.score:.3f} veto={like.veto} {'' if all(blocked) else 'NOT PAIRED'}")
            for at in (i, j):
                print(f"   {some[at].article} {some[at].doi} {some[at].pmid}: {some[at].printed[:400]}")
            for reason in like.reasons:
                print(f"      {reason.weight:+.1f} {reason.words}")


def invented(refs: Sequence[Reference], count: int) -> list[Reference]:
    """So many references in the likeness of the given ones: other words, names, years and places; every fifth is
    another one's twin with a word misspelt."""
    chance = random.Random(6)
    kept = [r for r in refs if r.title and r.people]
    words = [w for r in kept for w in (r.title or "").split()]
    people = [p for r in kept for p in r.people]
    out: list[Reference] = []
    while len(out) < count:
        if out and len(out) % 5 == 4:
            twin = chance.choice(out)
            title = (twin.title or "").split()
            at = chance.randrange(len(title))
            title[at] = title[at][:-1] or title[at]
            out.append(replace(twin, title=" ".join(title), people=twin.people[:3]))
            continue
        like = chance.choice(kept)
        title = [chance.choice(words) if chance.random() < 0.5 else w for w in (like.title or "").split()]
        authors = tuple(
            Person(family=chance.choice(people).family, given=chance.choice(people).given) for _ in like.people[:6]
        )
        start = chance.randrange(1, 2000)
        other = {"title": " ".join(title), "people": authors, "date": Date(year=chance.randrange(1970, 2020))}
        place = {"volume": str(chance.randrange(1, 400)), "pages": f"{start}–{start + 9}", "source": None}
        out.append(replace(like, **other, **place))  # type: ignore[arg-type]
    return out


def curve(refs: Sequence[Reference]) -> float:
    """Seconds for more and more references."""
    many = invented(refs, 100_000)
    seconds = 0.0
    for count in (10_000, 20_000, 50_000, 100_000):
        started = time.process_time()
        sketches = [sketch(r) for r in many[:count]]
        made = time.process_time() - started
        pairs = same = 0
        for i, j in candidates(sketches):
            pairs += 1
            same += compare_sketches(sketches[i], sketches[j]).same
        seconds = time.process_time() - started
        print(
            f"{count:8,} references {seconds:6.1f} s (sketches {made:.1f} s), "
            f"{pairs:9,} pairs compared, {same:6,} one work"
        )
    return seconds


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tuning", "kept"), default="tuning")
    parser.add_argument("--least", type=float, default=SURE, help="score from which on a pair is said to be one work")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--as-given", action="store_true", help="take the files' ids for true where they are not")
    parser.add_argument("--respelt", action="store_true", help="add other spellings and near misses (respelt.py)")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--judge", type=Path, metavar="FILE", help="another's pairs: lines of [i, j, score]")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"left out: needs {GOLD}")
        return 0
    some = [item for item in items() if half_of(item.work) == options.half]
    if options.respelt:
        some = with_respelt(some)
    refs = references(some)
    if options.save:
        from kb.records import to_fields

        with options.save.open("w", encoding="utf-8") as out:
            for item, r in zip(some, refs, strict=True):
                row = {
                    "work": item.work,
                    "doi": item.doi,
                    "pmid": item.pmid,
                    "raw": r.raw,
                    "fields": json.loads(to_fields(r)),
                }
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    got = judged(some, options.judge, options.least) if options.judge else measure(some, refs, options.least)
    raw = sum(r.title is None for r in refs)
    print(
        f"{options.half} half: {len(some):,} references ({raw:,} of them kept as printed), "
        f"{len(got.right) + len(got.missed)} true pairs\n"
        f"precision {100 * got.precision:.2f} % ({len(got.wrong)} wrong of {len(got.right) + len(got.wrong)}; "
        f"{len(got.unknown)} more of which nothing is known), "
        f"recall {100 * got.recall:.2f} % ({len(got.missed)} missed, "
        f"{sum(not m[3] for m in got.missed)} of them not compared), "
        f"{got.pairs:,} pairs compared in {got.seconds:.1f} s"
    )
    show(some, got, options.show)
    broken = got.precision < LEAST_PRECISION or got.recall < LEAST_RECALL
    if options.curve:
        broken |= curve(refs) > MOST_SECONDS
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
