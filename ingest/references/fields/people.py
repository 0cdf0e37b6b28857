"""Names: runs of people at the start of a text, in the shapes that styles print.

Shapes: "plain" `Smith AB`, `Smith, AB`; "dotted" `Smith A. B.`, `Smith, A. B.`; "initials-first" `A. B. Smith`;
"full" `Smith, Anna, Ben Jones, and …`. An organisation is one `literal` person.
Particles follow CSL: small-letter ones before the family name are non-dropping; a capital "Van" is part of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bib.model import Person
from ingest.references.fields.letters import JOINERS, LOWER, UPPER

Shape = Literal["plain", "dotted", "initials-first", "full", "given-first", "organisation"]

U, L = UPPER, LOWER
_PARTICLE = (
    r"(?:[Dd]e(?:l|lla|lle|lo|n|r|s)?|[Dd][aiou]|[Dd][oa]s|[Vv][ao]n|[Vv]om|[Vv]an['’]t|['’]t|['’]s|[Ll][aeo]s?|"
    r"[Tt]e[nr]?|[Zz]u[mr]?|[Aa]f|[Aa]l|[Ee]l|[Bb]in|[Bb]en|[Ii]bn|[Yy]|e|d['’]|St\.?)"
)
_WORD = rf"(?:[dl]['’]|[{L}]{{2,4}}-)?[{U}][{U}{L}{JOINERS}]*(?:-\s?[{U}][{U}{L}{JOINERS}]*)?"
FAMILY = rf"(?:{_PARTICLE}\s){{0,3}}{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{0,3}}"
SUFFIX = r"(?:[JS]r\.?|[23](?:nd|rd)|II|III|IV|[45]th)"
_DOTTED = rf"[{U}][{L}]{{0,2}}\.(?:\s?[-‐]?\s?[{U}{L}][{L}]{{0,2}}\.){{0,5}}(?:\s?(?:de|van|von|da|di|du)(?=[\s,.]))?"
_PLAIN = rf"(?:[{U}]{{1,5}}(?:[-‐][{U}]{{1,2}}){{0,2}}|[{U}]{{1,3}}v?[dv])"

_SHAPES: dict[Shape, re.Pattern[str]] = {
    "plain": re.compile(
        rf"(?P<family>{FAMILY})(?P<comma>,?)\s(?P<given>(?!(?:II|III|IV|Jr|Sr)\b){_PLAIN}(?:\s[{U}]{{1,2}}(?=[,.;:]))?)(?:,?\s(?P<suffix>{SUFFIX}))?(?![{U}{L}\d'’])"
    ),
    "dotted": re.compile(
        rf"(?P<family>{FAMILY})(?:(?P<comma>,)\s?|\s)(?P<given>{_DOTTED})(?:,?\s(?P<suffix>{SUFFIX}))?(?=[\s,.;:)(&]|$)"
    ),
    "initials-first": re.compile(
        rf"(?P<given>{_DOTTED})(?P<comma>)\s?(?P<family>{FAMILY})(?:,?\s(?P<suffix>{SUFFIX}))?(?=[\s,.;:)(&]|$)"
    ),
    "full": re.compile(
        rf"(?P<family>{FAMILY})(?P<comma>,)\s(?P<given>[{U}][{L}{JOINERS}]+(?:\s[{U}](?:[{L}{JOINERS}]+|\.)?){{0,3}}?)"
        rf"(?:,?\s(?P<suffix>{SUFFIX}))?(?=[,.;:(]|\s(?:and|&|und|et|y)\s|$|\s\()"
    ),
}
# After the first name of a "full" list the rest are usually printed given name first.
_SHAPES["given-first"] = _GIVEN_FIRST = re.compile(
    rf"(?P<given>(?:[{U}](?:[{L}{JOINERS}]+|\.)\s?){{1,3}}?)(?P<comma>)\s?(?P<family>(?:{_PARTICLE}\s){{0,2}}{_WORD})"
    rf"(?:,?\s(?P<suffix>{SUFFIX}))?(?=[,.;:(]|\s(?:and|&|und|et|y)\s|$|\s\()"
)
_INITIALS_FIRST = _SHAPES["initials-first"]
_AND = r"(?:and|und|et|y|en|og|och|e|i|&(?:amp;)?)"
_SEPARATOR = re.compile(
    rf"\s?[,;]\s?(?:(?:…|\.\s?\.\s?\.)\s?,?\s?)?(?:{_AND}\s)?|\s(?:{_AND})\s|\s?(?:…|\.\s?\.\s?\.)\s?(?:{_AND}\s)?"
)
ET_AL = re.compile(
    r"(?:\s?[,;&.]\s?|\s)(?:(?:and|&)\s)?(?:…\s?)?[\[(]?(?:et\.?\s?al(?:ii)?\b[\])]?\.{0,2}|and (?:others|"
    r"colleagues)\b\.?|u\.\s?a\.)"
)
_ORGANISATION_WORD = re.compile(
    r"(?i)\b(?:organi[sz]ation|association|department|ministry|ministerio|committee|commission|council|institute|institut|"
    r"universit[yäé]\w*|college|society|group|consortium|collective|collaborat(?:ion|ive|ors)|network|agency|foundation|centers?|centres?|"
    r"bureau|office|federation|union|team|trust|board|academy|alliance|administration|service|investigators|"
    r"government|national|uk|initiative|program(?:me)?|project|partnership|task force|panel|nhs|nice|who|unicef|oecd)\b"
)
_GROUP = re.compile(
    r"(?:(?:on|in) behalf of |for )?(?:the )?(?P<name>[^,.;:()\[\]\x1e]{3,120}(?: "
    r"\([A-Z][\w-]{1,15}\))?)(?=\s?[,.;:(]|$)"
)


_COUNTRIES = ("UK", "USA", "EU")


@dataclass(frozen=True)
class Names:
    """A run of names. shape: see the top; comma: "Smith, A." and not "Smith A."; etal: it ended in "et al.";
    end: offset after it (after "et al." with its stop)."""

    shape: Shape
    comma: bool
    people: tuple[Person, ...]
    etal: bool
    end: int


def looks_like_organisation(text: str) -> bool:
    """Whether a name holds a word that only bodies bear, or is an acronym."""
    return bool(_ORGANISATION_WORD.search(text)) or bool(re.fullmatch(rf"[{U}][{U}\d&/ -]{{1,14}}", text))


def person(family: str, given: str | None = None, suffix: str | None = None) -> Person:
    """A person from printed parts; small-letter particles before the family name are set apart."""
    words = family.split(" ")
    lead = 0
    while lead < len(words) - 1 and words[lead][:1].islower() and re.fullmatch(_PARTICLE, words[lead]):
        lead += 1
    return Person(
        family=" ".join(words[lead:]),
        given=given.strip() or None if given else None,
        suffix=suffix,
        non_dropping_particle=" ".join(words[:lead]) or None,
    )


def scan(text: str, start: int, shape: Shape) -> Names | None:
    """The longest run of names of one shape standing at `start`; None when there is not even one."""
    people: list[Person] = []
    end = start
    position = start
    pattern = _SHAPES[shape]
    comma = False
    while (
        match := pattern.match(text, position)
        or (_mixed(shape, people) and _INITIALS_FIRST.match(text, position))
        or None
    ):
        people.append(person(match["family"], match["given"], match["suffix"]))
        comma = comma or bool(match["comma"])
        end = match.end()
        if shape == "full" and len(people) == 1:
            pattern = _GIVEN_FIRST
        if et_al := ET_AL.match(text, end):
            return Names(shape, comma, tuple(people), True, et_al.end())
        separator = _SEPARATOR.match(text, end)
        if not separator:
            break
        position = separator.end()
    if shape == "plain" and len(people) == 1 and people[0].given in _COUNTRIES and not comma:
        return None  # "Age UK" is a body
    # One "Peer Support." standing first is likelier a title's beginning than a person.
    if not people or (shape == "given-first" and len(people) < 2 and start == 0):
        return None
    return _with_group(text, Names(shape, comma, tuple(people), False, end))


def _mixed(shape: Shape, people: list[Person]) -> bool:
    """Whether this list may print only its first name family first: "Smith, A., B. Jones, and C. Brown"."""
    return shape == "dotted" and bool(people)


def _with_group(text: str, names: Names) -> Names:
    """Take in a group that ends the list: "Smith J, Jones K, for the ABC Study Group."."""
    separator = re.compile(r"\s?[,;]\s?(?:and\s|&\s)?|\s(?:and|&|for|on behalf of)\s").match(text, names.end)
    if not separator:
        return names
    group = _GROUP.match(text, separator.end())
    if not group or not _ORGANISATION_WORD.search(group["name"]) or len(group["name"].split()) > 14:
        return names
    people = (*names.people, Person(literal=group["name"].strip()))
    et_al = ET_AL.match(text, group.end())
    return Names(names.shape, names.comma, people, bool(et_al), et_al.end() if et_al else group.end())


INITIALS: tuple[Shape, ...] = ("plain", "dotted", "initials-first")
SHAPES: tuple[Shape, ...] = (*INITIALS, "full", "given-first")


def scans(text: str, start: int = 0) -> Iterator[Names]:
    """Every shape's run of names at `start`, likeliest first."""
    listed = 0
    for shape in SHAPES:
        # "Hackett ML, Yapa C" is no Hackett whose given name is Yapa.
        if shape in ("full", "given-first") and listed >= 2:
            continue
        names = scan(text, start, shape)
        if names:
            listed = max(listed, len(names.people))
            yield names
