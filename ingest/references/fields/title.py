"""Where a title ends and its container begins."""

from __future__ import annotations

import re

from ingest.references.fields.letters import LOWER, UPPER

_BOUNDARY = re.compile(
    rf"(?P<mark>[.?!][\"”’'»)\]]?|[?!]\.)\s(?=[{UPPER}\d\"“‘(\[]|[a-z]{{1,2}}[A-Z])|(?<=[{LOWER})])(?P<glued>[.?])(?=[{UPPER}][{LOWER}])"
)
_OPENING = "\"“«‘„'"
_QUOTED = re.compile(
    r"^[\"“«„‘]\s?(?P<title>[^\"”»“]{3,600}?)\s?(?P<mark>[.,?!]?)(?:[\"”»“]|’’|’(?=[,.]?\s))(?P<after>[.,]?)\s?"
)
# Words that journal names are abbreviated with; a chunk of them before a full stop is no sentence.
_ABBREVIATED = frozenset(
    "J Am Eur Int Br Brit Can Aust Scand Proc Natl Acad Sci Clin Med Rev Ann Annu Arch Biol Phys Chem Lett Res "
    "Acta Adv Appl"
    " Biochem Biophys Bull Cell Commun Comput Curr Dev Dis Ecol Econ Educ Endocrinol Environ Exp Front Genet "
    "Geophys Health Hum"
    " Immunol Intern J Lab Lond Math Mol Neurol Neurosci Nucl Nutr Opin Pharmacol Philos Physiol Psychiatr "
    "Psychol Public Rep Schizophr"
    " Soc Stat Surg Ther Top Trans Trends Univ Vet World Nat PLoS Behav Brain Mach Syst Technol Theor Zool Comp "
    "Psychosom Soc Q"
    " Can Indian Jpn Chin Ital Ger Nord Assoc Cardiol Gastroenterol Infect Microbiol Oncol Pediatr Radiol Cogn "
    "Pers Struct Evol".split()
)
_TAIL_PART = re.compile(
    r"^(?:(?:Series|Section|Part|Pt|Sect|Ser)\.?\s)?[A-H](?:[:.,]|\s|$)|^(?:Biological|Medical|Social|Physical|"
    r"Mathematical) [Ss]ciences|^(?:Proceedings|Series|Series [IVX]+)\b"
)
_LOWER_START = re.compile(r"^(?:[a-z]{1,2}[A-Z]|medRxiv|bioRxiv|arXiv|npj|iScience|eneuro)")
_MONTH = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October|November|December)\.?"
)
_NUMBER_END = re.compile(r"\d\s?[:;,]$")  # half a locator was left in it
_SMALL_WORDS = frozenset(
    "of the and for in on de der des und et la le les di du del y e für i an a to zur von da do dos das & at "
    "from with / - –".split()
)


# Straight single marks are apostrophes too ("nurses' work"): the closing one has a comma or stop beside it.
_SINGLE = re.compile(r"^'(?P<title>[^\"”»“]{3,600}?)(?:(?P<mark>[.,?!])'(?P<after>[.,]?)|'(?P<after2>[.,]))(?:\s|$)")


def quoted(text: str) -> tuple[str, str] | None:
    """(title, what follows) when the title stands first and in quotation marks."""
    if single := _SINGLE.match(text):
        return single["title"] + (single["mark"] if single["mark"] in ("?", "!") else ""), text[single.end() :].strip()
    match = _QUOTED.match(text)
    if not match:
        return None
    # A quotation that only begins the title ("“Holding me back”: living with …") has no stop and small letters behind
    # it.
    after = text[match.end() : match.end() + 1]
    if not (match["mark"] or match["after"]) and after and not (after.isupper() or after.isdigit() or after in "(["):
        return None
    mark = match["mark"] if match["mark"] in ("?", "!") else ""
    title = text[match.start("title") : match.end("title") + len(mark)].strip()
    return title, text[match.end() :].strip()


def trim(text: str) -> str:
    """A title without the stop or comma that ends its segment, nor the quotation marks around all of it."""
    title = text.strip(" ,;")
    if title.endswith(".") and not title.endswith("..."):
        title = title.rstrip(". ")
    if len(title) > 2 and (title[0] + title[-1]) in ('""', "“”", "«»", "‘’", "''"):
        title = title[1:-1].rstrip(".,")
    return title.strip(" ,;")


def trim_container(text: str) -> str:
    """A container without what closes its segment; the stop of an abbreviated name ("Eur. Respir. J.") stays."""
    name = text.strip(" ,;:\x1e")
    return name[:-1].rstrip() if name.endswith(".") and "." not in name[:-1] else name


def container_score(name: str) -> float:
    """How much a text looks like the name of a journal, 0 to 1: capitals, few words, no sentence in it."""
    words = name.split()
    if _MONTH.fullmatch(words[-1] if words else ""):
        return 0.0
    if not words or not (name[0].isupper() or name[0].isdigit() or _LOWER_START.match(name)):
        return 0.0
    if len(name) > 160 or "?" in name or "\x1e" in name or _NUMBER_END.search(name):
        return 0.0
    big = sum(1 for w in words if w.lower() in _SMALL_WORDS or not w[0].islower())
    share = big / len(words)
    score = 1.0 if len(words) <= 8 else 0.9 if len(words) <= 14 else 0.5
    # "Journal of mental health" is as good as "Journal of Mental Health": names in small letters are short.
    return score if share > 0.7 or len(words) <= 6 else score * 0.75


def split(text: str) -> tuple[str, str, float]:
    """(title, container, score) of a text that holds both; the container is "" when there is no boundary."""
    cuts = [(m.start(), m.end(), m) for m in _BOUNDARY.finditer(text)]
    while cuts and not text[cuts[-1][1] :].strip(" .,"):
        cuts.pop()
    if not cuts:
        return trim(text), "", 0.0
    index = len(cuts) - 1
    while index > 0 and _belongs(text, cuts, index):
        index -= 1
    if index == 0 and _belongs_first(text, cuts):
        return "", trim_container(text), 0.5
    start, end, match = cuts[index]
    mark = match["mark"] or match["glued"]
    keep = 1 if mark[0] in "?!" else len(mark) if mark[-1] in ")]" else 0
    if mark[0] in "?!" and len(mark) > 1 and mark[1] in "\"”’'»)]":
        keep = len(mark)
    container = trim_container(text[end:])
    return trim(text[: start + keep]), container, container_score(container)


def _belongs(text: str, cuts: list[tuple[int, int, re.Match[str]]], index: int) -> bool:
    """Whether the chunk before cut `index` is part of the container's abbreviated name."""
    if not text.startswith(".", cuts[index][0]) or cuts[index][2]["glued"]:
        return False
    chunk = text[cuts[index - 1][1] : cuts[index][0]].strip()
    after = text[cuts[index][1] :].strip(" ,;")
    words = chunk.split()
    if not words or len(words) > 4 or not all(w[0].isupper() or w in _SMALL_WORDS for w in words):
        return False
    if _TAIL_PART.match(after) and container_score(chunk) > 0.9:
        return True
    if all(w.strip("-") in _ABBREVIATED or len(w) == 1 for w in words):
        return True
    dotted = after.endswith(".") or "." in after
    return dotted and len(words) <= 2 and all(len(w) <= 10 for w in words)


def _belongs_first(text: str, cuts: list[tuple[int, int, re.Match[str]]]) -> bool:
    """Whether even the first chunk is abbreviated, so that there is no title at all ("Acc. Chem. Res.")."""
    chunk = text[: cuts[0][0]].strip()
    return bool(chunk) and text.startswith(".", cuts[0][0]) and all(w in _ABBREVIATED for w in chunk.split())


def split_comma(text: str) -> tuple[str, str, float]:
    """As `split`, for styles that print a comma between title and container."""
    best = ("", "", 0.0)
    for match in list(re.finditer(r",\s(?=[A-Z])", text))[-4:]:
        container = trim_container(text[match.end() :])
        words = container.split()
        score = container_score(container)
        if score and sum(w[0].isupper() or w.lower() in _SMALL_WORDS for w in words) == len(words) and score >= best[2]:
            best = (trim(text[: match.start()]), container, score * 0.95)
            break
    return best
