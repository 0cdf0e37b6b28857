"""Accepting a look-up: of the works that a search finds, is the right one taken, and none where it is absent?

    python benchmarks/lookups.py [--half tuned|seen-once|both] [--show N] [--articles N]

From the reference lists of ../shared/gold/jats: the printed reference, its ids taken out, is read as `kb` reads it and
"looked up" in answers of Crossref's recorded shape, made of what the article's own XML says of the work (where another
article cites the same DOI: of what that one says). Each answer holds near misses (the same authors' other work,
erratum, part II, preprint, conference abstract, comment, the same title of another year) and other works of the list;
in one case the true record stands among them, in another it is absent. The record differs from the print as Crossref's
do: subtitle apart, tags and entities, other case, the year online one earlier, family names without accents.
Halves are told by a hash of the DOI; rules were tuned on "tuned" alone. Floors: precision .99, abstention .95, recall
.93. Needs lxml and ../shared/gold.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402

from benchmarks.papers import GOLD, scorer  # noqa: E402
from bib.model import Reference, Source  # noqa: E402
from ingest.references import read_list  # noqa: E402
from kb.lookup.accept import choose  # noqa: E402
from kb.lookup.message import work_of  # noqa: E402

FLOORS = {"precision": 0.99, "abstention": 0.95, "recall": 0.93}
MISSES = (
    *("other title", "erratum", "correction to", "part II", "preprint", "conference abstract"),
    *("other year", "comment", "same author", "later edition"),
)
AT = "2026-01-01T00:00:00+00:00"
Message = dict[str, Any]


@dataclass(frozen=True)
class Cited:
    """A reference of an article. asked: as read from print; said: what the XML says; article: its file."""

    doi: str
    asked: Reference
    said: Message
    article: str
    printed: str


def dice(*words: object) -> int:
    return int(hashlib.sha256("|".join(map(str, words)).encode()).hexdigest()[:8], 16)


def half_of(doi: str) -> str:
    return "tuned" if dice("half", doi) % 2 else "seen-once"


def words(element: Any, path: str) -> str:
    found = element.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def message_of(cite: Any) -> Message | None:
    """What the XML of a citation says, in Crossref's shape; None without title, author, year or DOI."""
    doi = next((e.text for e in cite.iter("pub-id") if e.get("pub-id-type") == "doi" and e.text), "")
    doi = doi.strip().lower().removeprefix("https://doi.org/").removeprefix("http://dx.doi.org/")
    title, year = words(cite, ".//article-title"), re.search(r"\b(?:18|19|20)\d\d\b", words(cite, ".//year"))
    names = [(words(n, "surname"), words(n, "given-names")) for n in cite.iter("name", "string-name")]
    if not (re.fullmatch(r"10\.\d{4,9}/\S+", doi) and title and year and names and names[0][0]):
        return None
    first, last = words(cite, ".//fpage"), words(cite, ".//lpage")
    kind = cite.get("publication-type") or cite.get("citation-type") or "journal"
    return {
        "DOI": doi,
        "type": "journal-article" if kind == "journal" else "book-chapter",
        "title": [title.rstrip(".")],
        "author": [{"family": f, "given": g, "sequence": "additional", "affiliation": []} for f, g in names if f],
        "container-title": [words(cite, ".//source")] if words(cite, ".//source") else [],
        "volume": words(cite, ".//volume"),
        "issue": words(cite, ".//issue"),
        "page": f"{first}-{last}" if last else first,
        "published": {"date-parts": [[int(year[0])]]},
    }


_IDS = re.compile(r"(?i)(?:https?://\S+|\bdoi\s*:?\s*10\.\S+|\b10\.\d{4,9}/\S+|\bpm(?:c?id)\s*:?\s*(?:PMC)?\d+)")


def cited(articles: int | None) -> Iterator[Cited]:
    """Every usable reference of the articles."""
    module = scorer()
    for path in sorted((GOLD / "jats").glob("*.nxml"))[:articles]:
        tree = etree.parse(str(path))
        found = []
        for cite in tree.iter("mixed-citation", "element-citation", "citation"):
            said = message_of(cite)
            if said:
                printed = " ".join(_IDS.sub(" ", module.printed(cite)).split())
                found.append((said, printed))
        text = "\n".join(printed for _, printed in found)
        references, _ = read_list(Source(path.name, "", "", "text@1", text), 0, len(text), "lines")
        for (said, printed), asked in zip(found, references, strict=False):
            yield Cited(said["DOI"], asked, said, path.name, printed)


def crossref_like(said: Message) -> Message:
    """The true record as Crossref has it: a little otherwise than printed."""
    doi, out = said["DOI"], dict(said)
    title, year = said["title"][0], said["published"]["date-parts"][0][0]
    roll = dice("form", doi) % 10
    if ": " in title and roll < 4:
        main, sub = title.split(": ", 1)
        out |= {"title": [main], "subtitle": [sub]}
    elif roll == 4:
        out["title"] = [title.replace("&", "&amp;").replace(" in ", " <i>in</i> ", 1)]
    elif roll == 5:
        out["title"] = [title.title()]
    elif roll == 6:
        out["title"] = [title.upper()]
    if dice("online", doi) % 8 == 0:
        out["published-print"] = {"date-parts": [[year]]}
        out["published"] = out["published-online"] = {"date-parts": [[year - 1, 12]]}
    if dice("plain", doi) % 4 == 0:
        bare = [
            {
                **a,
                "family": unicodedata.normalize("NFKD", a["family"]).encode("ascii", "ignore").decode() or a["family"],
            }
            for a in out["author"]
        ]
        out["author"] = bare
    return out


def miss(kind: str, said: Message, others: list[Message]) -> Message | None:
    """A work that is nearly the one, and is not."""
    doi, title = said["DOI"], said["title"][0]
    year = said["published"]["date-parts"][0][0]
    out = {**said, "DOI": f"{doi}.{dice(kind, doi) % 1000}"}
    page = {
        "page": str(dice("page", kind, doi) % 900 + 1000),
        "volume": str(int(said["volume"]) + 1) if said["volume"].isdigit() else "77",
    }
    when = {"published": {"date-parts": [[year + 1 + dice("when", kind, doi) % 3]]}}
    if kind == "other title":
        other = others[dice(kind, doi) % len(others)]
        return {**out, "title": other["title"], **page} if other["title"] != said["title"] else None
    if kind == "same author":
        mine = [o for o in others if o["author"][0]["family"] == said["author"][0]["family"] and o["DOI"] != doi]
        return mine[dice(kind, doi) % len(mine)] if mine else None
    if kind == "part II":
        if re.search(r"\b(?:I|1)\b", title):
            return {**out, "title": [re.sub(r"\bI\b", "II", re.sub(r"\b1\b", "2", title))], **page}
        return {**out, "title": [f"{title}{': Part II' if dice(doi) % 2 else ' II'}"], **page}
    if kind == "preprint":
        back = {
            "published": {"date-parts": [[year - dice(kind, doi) % 2]]},
            "posted": {"date-parts": [[year - dice(kind, doi) % 2]]},
        }
        server = {"container-title": [], "volume": "", "issue": "", "page": "", "institution": [{"name": "bioRxiv"}]}
        return {**out, "type": "posted-content", "subtype": "preprint", **server, **back}
    if kind == "conference abstract":
        return {**out, **page, "container-title": ["Proceedings of the Annual Meeting"], "type": "proceedings-article"}
    if kind == "other year":
        return {**out, **page, **when}
    if kind == "later edition":
        return {**out, "published": {"date-parts": [[year + 4]]}}
    heads = {
        "erratum": "Erratum: {}",
        "correction to: ": "",
        "correction to": "Correction to: {}",
        "comment": "Comment on “{}”",
    }
    more = when if kind != "comment" else {"author": others[dice(kind, doi) % len(others)]["author"]}
    pages = page if dice(doi) % 2 else {}
    return {**out, "title": [heads[kind].format(title)], **pages, **(more if dice("more", doi) % 2 else {})}


@dataclass
class Case:
    one: Cited
    works: list[Any]
    truth: str | None
    names: dict[str, str]


def cases(articles: int | None) -> Iterator[Case]:
    everything = list(cited(articles))
    by_doi: dict[str, list[Cited]] = collections.defaultdict(list)
    by_article: dict[str, list[Message]] = collections.defaultdict(list)
    for one in everything:
        by_doi[one.doi].append(one)
        by_article[one.article].append(one.said)
    seen = set()
    for one in everything:
        if (one.doi, one.article) in seen or len(by_article[one.article]) < 3:
            continue
        seen.add((one.doi, one.article))
        elsewhere = [o for o in by_doi[one.doi] if o.article != one.article]
        true = crossref_like((elsewhere[dice(one.article, one.doi) % len(elsewhere)] if elsewhere else one).said)
        others = [o for o in by_article[one.article] if o["DOI"] != one.doi] or [by_article[one.article][0]]
        base = {k: v for k, v in true.items() if k not in ("subtitle", "published-online", "published-print")}
        base |= {"title": one.said["title"], "published": one.said["published"]}
        near = [(kind, m) for kind in MISSES if (m := miss(kind, base, others))]
        near.sort(key=lambda pair: dice(pair[0], one.doi))
        for truth in (one.doi, None):
            taken = near[:4] if truth else near[2:6]
            found = [("true", true)] * bool(truth) + taken
            found.sort(key=lambda pair: dice("order", pair[0], one.doi))
            works = [w for _, m in found if (w := work_of(m, AT))]
            yield Case(one, works, truth, {m["DOI"]: kind for kind, m in found})


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tuned", "seen-once", "both"), default="tuned")
    parser.add_argument("--show", type=int, default=0, help="wrong and missed cases to print")
    parser.add_argument("--articles", type=int)
    given = parser.parse_args()
    n: collections.Counter[str] = collections.Counter()
    why: collections.Counter[str] = collections.Counter()
    wrong: collections.Counter[str] = collections.Counter()
    for case in cases(given.articles):
        if given.half not in (half_of(case.one.doi), "both"):
            continue
        chosen, left = choose(case.one.asked, case.works)
        doi = chosen.reference.doi if chosen else None
        n["present" if case.truth else "absent"] += 1
        n["accepted"] += chosen is not None
        n["right"] += chosen is not None and doi == case.truth
        n["abstained"] += case.truth is None and chosen is None
        if chosen is not None and doi != case.truth:
            wrong[f"{case.names.get(doi, '?')}{'' if case.truth else ' (absent)'}"] += 1
            if given.show > sum(wrong.values()):
                print(
                    "WRONG", case.names.get(doi), "|", case.one.printed[:250], "|", chosen.reference.title, chosen.years
                )
        elif case.truth and chosen is None:
            reason = next((j.reason for j in left if j.work.reference.doi == case.truth), "not even for review")
            reason = re.sub(r"“.*?”|\d+%", "…", reason)
            why[reason] += 1
            if given.show >= why[reason]:
                true = next(w.reference for w in case.works if w.reference.doi == case.truth)
                print(
                    "MISSED",
                    reason,
                    "|",
                    case.one.printed[:250],
                    "| read as:",
                    case.one.asked.people[:1],
                    case.one.asked.title,
                    case.one.asked.year,
                    case.one.asked.kind,
                    "| true:",
                    true.title,
                    true.people[:1],
                    true.year,
                )
    figures = {
        "precision": n["right"] / max(1, n["accepted"]),
        "abstention": n["abstained"] / max(1, n["absent"]),
        "recall": n["right"] / max(1, n["present"]),
    }
    print(f"{given.half}: {n['present']:,} present, {n['absent']:,} absent")
    for name, value in figures.items():
        print(f"{name:<11}{value:.4f} (floor {FLOORS[name]})")
    print("wrongly accepted:", dict(wrong.most_common()))
    print("missed:", dict(why.most_common(12)))
    return 0 if all(figures[name] >= floor for name, floor in FLOORS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
