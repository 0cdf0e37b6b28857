"""Which paragraphs are headings, and at what level.

Sure signs come first: a number ("3.2.1."), Markdown, "Theme 2:", a standard name, capitals. A short line
without a full stop is judged with its neighbours, since list items and table cells look the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block

# Names of the parts of a paper (IMRaD, CONSORT, COREQ, journals' back matter), folded by `fold`.
MAIN = frozenset(
    x.strip()
    for x in (
        "abstract|summary|introduction|background|introduction and background|methods|method|methodology|"
        "materials and methods|"
        "material and methods|methods and materials|patients and methods|subjects and methods|participants and methods|"
        "methods and design|methods/design|design and methods|experimental|experimental procedures|theory|"
        "literature review|"
        "review of the literature|theoretical framework|results|findings|results and discussion|"
        "findings and discussion|"
        "discussion|general discussion|discussion and conclusion|discussion and conclusions|conclusion|conclusions|"
        "concluding remarks|summary and conclusions|implications|limitations|references|case report|case presentation|"
        "objectives|objective|aims|aim|aims and objectives|procedure and results|research design and methods"
    ).split("|")
)
BACK = frozenset(
    (
        "acknowledgements|acknowledgments|acknowledgement|acknowledgment|funding|funding sources|"
        "role of the funding source|funding statement|"
        "competing interests|competing interest|conflict of interest|conflicts of interest|conflict of interests|"
        "conflict of interest statement|declaration of interest|declaration of interests|"
        "declaration of competing interest|"
        "declaration of conflicting interests|disclosure|disclosures|disclosure statement|"
        "author contributions|authors contributions|"
        "contributors|contributorship statement|author information|authors information|abbreviations|"
        "list of abbreviations|"
        "supplementary material|supplementary materials|supplemental material|supplemental information|"
        "supplemental data|list of abbreviations used|supplementary information|supporting information|"
        "supplementary data|"
        "additional files|additional file|electronic supplementary material|pre-publication history|trial registration|"
        "trial status|ethics statement|ethics approval|ethical approval|ethics approval and consent to participate|"
        "consent for publication|consent|data availability|data availability statement|"
        "availability of data and materials|"
        "availability of data and material|data sharing statement|data accessibility|"
        "provenance and peer review|appendix|"
        "appendices|footnotes|notes|key messages|key points|strengths and limitations of this study|"
        "what this study adds|"
        "publishers note|open access|patient consent|grant support|financial support|financial disclosure|"
        "ethics|declarations|"
        "conflict of interest disclosures|registration|study registration|transparency|contributor information"
    ).split("|")
)
MINOR = frozenset(
    (
        "participants|patients|subjects|sample|sampling|setting|settings|study design|design|research design|"
        "study setting|"
        "procedure|procedures|data collection|data analysis|analysis|statistical analysis|"
        "statistical analyses|statistics|"
        "statistical methods|measures|measurements|outcomes|outcome measures|primary outcome|"
        "secondary outcomes|intervention|"
        "interventions|randomization|randomisation|blinding|sample size|recruitment|inclusion criteria|"
        "exclusion criteria|"
        "ethical considerations|study population|strengths and limitations|limitations of the study|future research|"
        "implications for practice|clinical implications|safety|efficacy|adverse events|"
        "baseline characteristics|materials|"
        "instruments|questionnaires|interviews|focus groups|quality of life|cost-effectiveness|follow-up|"
        "protocol|hypotheses"
    ).split("|")
)
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?P<dot>[.)]?)(?:\s{1,4}|(?<=\.)(?=[A-Z]))(?P<title>\S.*)", re.DOTALL
)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5}|[A-H])\.\s{1,4}(?P<title>[A-Z].*)", re.DOTALL)
_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})\s{1,4}(?P<title>\S.*?)\s{0,3}#{0,6}", re.DOTALL)
_BOLD = re.compile(r"(?:\*\*|__)(?P<title>[^*_\n]{2,160}?)(?:\*\*|__):?")
_COUNT = r"(?:\d{1,2}(?:\.\d{1,2})?[a-z]?|[ivxIVX]{1,4}|[A-H]|one|two|three|four|five|six|seven|eight|nine|ten)"
_THEME = re.compile(
    rf"(?P<sub>sub-?\s?|super-?ordinate |main |core |major |minor |over-?arching |key )?(?P<what>theme|category|domain)"
    rf"(?: #?{_COUNT})?(?:\s{{0,2}}[:.–—-]{{1,2}}\s{{0,3}}|(?<=\d)\s{{1,3}})(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TERMINAL = ".!?…。"
# A line that stops after one of these goes on somewhere: a list item or a broken line.
_GOES_ON = re.compile(
    r"\b(?:and|or|the|a|an|of|for|to|in|on|at|by|with|from|as|that|which|is|are|was|were|basis of|attending)$"
)
_ENUMERATED = re.compile(r"\(?(\d{1,2})[.)]")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|should|none|not|see)\b",
    re.IGNORECASE,
)
_STOP_INSIDE = re.compile(r"(?<!\b[A-Z])(?<!\bvs)[.?!] ")  # "A. paniculata", "oral vs. topical" may stand in a heading
_STOPPED = 3  # headings that end in a full stop, which make it the style of a paper
_LONGEST = 160  # characters; longer headings are rare and longer paragraphs without a stop are not
_MOST_WORDS = 22


@dataclass(frozen=True)
class Heading:
    """What a heading line says. title: as printed, without its number; theme: whether it calls itself
    a theme ("Theme 2: …"), whose name `theme_name` gives; sure: needs no neighbours to be believed."""

    title: str
    number: str | None
    level: int
    sure: bool
    theme: bool = False


def fold(title: str) -> str:
    """A heading's name as the tables above have it."""
    return re.sub(r"\s+", " ", re.sub(r"[’']", "", title)).strip(" .:*_#").casefold()


def is_standard(title: str) -> bool:
    """Is this a name that papers give their parts?"""
    return fold(title) in MAIN or fold(title) in BACK


def read(text: str) -> Heading | None:
    """What this paragraph is as a heading, judged alone; None when it cannot be one."""
    if len(text) > _LONGEST or "\n" in text.strip() or "\t" in text:
        return None
    marked = _MARKDOWN.fullmatch(text)
    if marked:
        return _named(marked["title"], len(marked["hashes"]), sure=True)
    bold = _BOLD.fullmatch(text)
    if bold:
        inner = read(bold["title"])
        return _named(bold["title"], 2, sure=True) if inner is None else replace(inner, sure=True)
    for reader in (_numbered, _theme, _roman, _standard, _capitals, _short):
        found = reader(text)
        if found:
            return found
    return None


def _named(title: str, level: int, *, sure: bool) -> Heading:
    """Take number and theme label from a title whose level is known."""
    for reader in (_numbered, _theme):
        found = reader(title)
        if found:
            return Heading(found.title, found.number, level, sure, found.theme)
    return Heading(title.strip(" *_").rstrip(":"), None, level, sure)


def _numbered(text: str) -> Heading | None:
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return None
    title = found["title"].strip()
    depth = found["number"].count(".") + 1
    if (
        not _titled(title)
        or found["dot"] == ")"
        or found["number"].startswith("0")
        or (depth == 1 and title[-1:] in ".;,")
    ):
        return None
    if depth == 1 and not found["dot"] and not is_standard(title):
        return None  # "12 Patients withdrew": a number, no section
    theme = _theme(title)
    inner = theme.title if theme else title.rstrip(":. ") if is_standard(title) else title.rstrip(":")
    return Heading(inner, found["number"], depth, depth > 1 or is_standard(title), theme is not None)


def _roman(text: str) -> Heading | None:
    found = _ROMAN.fullmatch(text)
    if found is None or not _titled(found["title"]) or found["title"][-1:] in _TERMINAL:
        return None
    top = found["number"][0] in "IVX"
    return Heading(
        found["title"],
        found["number"],
        1 if top else 2,
        is_standard(found["title"]) or (top and found["title"].isupper()),
    )


def _theme(text: str) -> Heading | None:
    found = _THEME.fullmatch(text)
    if found is None or not _titled(found["title"]):
        return None
    sub = (found["sub"] or "").strip().lower().startswith(("sub", "minor"))
    return Heading(text.strip().rstrip(":"), None, 3 if sub else 2, True, True)


def theme_name(title: str) -> str | None:
    """What a heading that calls itself a theme is about: "Theme 2: Being met" gives "Being met"; else None."""
    found = _THEME.fullmatch(title)
    return found["title"].strip() if found and _titled(found["title"]) else None


def _standard(text: str) -> Heading | None:
    if not is_standard(text) or not text[:1].isupper():
        return None
    return Heading(text.strip().rstrip(":. "), None, 1, True)


def _capitals(text: str) -> Heading | None:
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 5 or not text.isupper() or text[-1:] in ".,;" or not _titled(text) or len(text.split()) < 1:
        return None
    return Heading(text.rstrip(":"), None, 1, len(letters) > 8)


def _short(text: str) -> Heading | None:
    minor = fold(text) in MINOR
    open_ended = _titled(text) and text[-1:] not in ".,;:!…" and not _STOP_INSIDE.search(text)
    if not open_ended and not (minor and text[-1:] in ":."):
        return None
    return Heading(text.rstrip(":. "), None, 2, minor)


def _titled(title: str) -> bool:
    """Does it begin like a title, with few enough words and at least one of letters?"""
    first = title.lstrip("“\"‘'«([*…")[:1]
    begins = (
        first.isupper()
        or first.isdigit()
        or (first.isalpha() and any(c.isupper() or c.isdigit() for c in title[1:4]))
        or "α" <= first <= "ω"
    )
    return begins and len(title.split()) <= _MOST_WORDS and any(c.isalpha() for c in title)


def choose(blocks: Sequence[Block], plain: Sequence[bool]) -> list[Heading | None]:
    """The heading each paragraph is, judged with its neighbours.

    plain: False where the paragraph was already taken for something else (a quotation, a caption, a cell).
    """
    found = [read(b.text) if p else None for b, p in zip(blocks, plain, strict=True)]
    for i, heading in enumerate(found):
        if heading and not heading.sure and (_GOES_ON.search(blocks[i].text) or is_enumerated(blocks, i)):
            found[i] = None
    out: list[Heading | None] = [h if h and h.sure else None for h in found]
    _stopped(blocks, plain, found)
    i = 0
    while i < len(blocks):
        if found[i] is None or out[i] is not None:
            i += 1
            continue
        j = i
        while j < len(blocks) and found[j] is not None and out[j] is None:
            j += 1
        for k in _run(blocks, out, i, j):
            out[k] = found[k]
        i = j
    return out


def is_enumerated(blocks: Sequence[Block], i: int) -> bool:
    """ "2. …" between "1. …" and "3. …": an item of a list."""
    own = _ENUMERATED.match(blocks[i].text)
    if own is None:
        return False
    for k in (i - 1, i + 1):
        beside = _ENUMERATED.match(blocks[k].text) if 0 <= k < len(blocks) else None
        if beside and int(beside[1]) == int(own[1]) + k - i:
            return True
    return False


def _stopped(blocks: Sequence[Block], plain: Sequence[bool], found: list[Heading | None]) -> None:
    """Several short lines without a verb that end in a full stop before paragraphs: a style of heading."""
    lines = []
    for i in range(1, len(blocks) - 1):
        text = blocks[i].text
        if (
            not plain[i]
            or found[i]
            or found[i - 1]
            or not text.endswith(".")
            or len(text) > 100
            or len(text.split()) > 12
        ):
            continue
        if (
            _titled(text)
            and not _VERB.search(text)
            and ". " not in text
            and "," not in text[-12:]
            and len(blocks[i + 1].text) > 200
            and len(blocks[i - 1].text) > 60
        ):
            lines.append(i)
    if len(lines) >= _STOPPED:
        for i in lines:
            found[i] = Heading(blocks[i].text.rstrip(". "), None, 2, False)


def _run(blocks: Sequence[Block], out: Sequence[Heading | None], i: int, j: int) -> list[int]:
    """Which of the doubtful lines i to j (end excluded) are headings.

    One or two before a paragraph are; the last of a longer run is, the others are a list; a run that
    nothing follows, or that a colon leads in, is a list too.
    """
    if j >= len(blocks):
        return []
    after_colon = i > 0 and out[i - 1] is None and blocks[i - 1].text.endswith((":", ",", ";"))
    prose = len(blocks[j].text) > 60 or blocks[j].text[-1:] in _TERMINAL + ":" or out[j] is not None
    if not prose:
        return []
    if j - i == 1:
        return [] if after_colon and not _looks_like_title(blocks[i].text) else [i]
    if after_colon and out[j] is not None:
        return []
    if j - i == 2 and not after_colon:
        return [i, i + 1]
    return [j - 1]


def _looks_like_title(text: str) -> bool:
    """Most of its longer words begin with a capital, or it is a short noun phrase."""
    words = [w for w in text.split() if len(w) > 3]
    return sum(w[0].isupper() for w in words) * 2 > len(words) or len(text.split()) <= 4
