"""Names, dates and loose values of CSL-JSON, in both directions."""

from __future__ import annotations

import re
from collections.abc import Callable

from bib.model import Date, Person

Say = Callable[[str], None]

_SURROGATE = re.compile("[\ud800-\udfff]")
_ISO = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:T[\d:.Z+-]*)?\s*(?:/.*)?")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
# CSL's name parts and where `Person` keeps them.
_PARTS = (
    ("family", "family"),
    ("given", "given"),
    ("suffix", "suffix"),
    ("dropping-particle", "dropping_particle"),
    ("non-dropping-particle", "non_dropping_particle"),
    ("literal", "literal"),
)


def text_of(value: object) -> tuple[str | None, str]:
    """(text, what was odd) of a value that should be a string. Crossref gives titles as lists of one."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value), ""
    if isinstance(value, bool) or value is None:
        return None, "a text was expected: left out"
    if isinstance(value, int | float):
        return (str(value), "") if abs(value) < 10**18 else (None, "a number out of all bounds: left out")
    if isinstance(value, list) and value and isinstance(value[0], str):
        return _SURROGATE.sub("\ufffd", value[0]), "" if len(value) == 1 else "several values: the first was taken"
    if value == []:
        return None, ""
    return None, "a text was expected: left out"


def read_names(value: object, say: Say) -> tuple[Person, ...]:
    """A list of CSL names."""
    if isinstance(value, str | dict):
        say("a list of names was expected")
        value = [value]
    if not isinstance(value, list):
        say("a list of names was expected: left out")
        return ()
    people = []
    for name in value:
        if isinstance(name, str) and name.strip():
            say("a name was expected to have parts: kept as printed")
            people.append(Person(literal=text_of(name)[0]))
        elif isinstance(name, dict) and (person := _person(name)):
            people.append(person)
        else:
            say("a name without parts: left out")
    return tuple(people)


def _person(name: dict[str, object]) -> Person | None:
    parts = {field: text_of(name.get(part))[0] or None for part, field in _PARTS}
    if not parts["family"] and not parts["literal"]:
        # Crossref calls an organisation "name"; a name of one part belongs in `literal`.
        parts["literal"] = text_of(name.get("name"))[0] or parts["given"]
        parts["given"] = None if parts["literal"] else parts["given"]
    if not parts["family"] and not parts["literal"]:
        return None
    orcid = _ORCID.search(str(name.get("ORCID") or name.get("orcid") or ""))
    return Person(**parts, orcid=orcid.group() if orcid else None)


def name_object(person: Person) -> dict[str, str]:
    """A person as a CSL name."""
    out = {part: value for part, field in _PARTS if (value := getattr(person, field))}
    if person.orcid:
        out["ORCID"] = person.orcid
    return out


def read_date(value: object, say: Say, suffix: str | None) -> Date | None:
    """A CSL date; also what others write for one: "2011-03", 2011, {"raw": …}, numbers as strings."""
    if isinstance(value, dict):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            return _from_parts(parts[0], say, suffix)
        if isinstance(parts, list) and parts:
            say("date-parts are a list of lists")
            return _from_parts(parts, say, suffix)
        for name in ("raw", "literal", "year"):
            if value.get(name):
                return read_date(value[name], say, suffix) if not isinstance(value[name], dict) else None
        if value:
            say("no date in it: left out")
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        say("a date was expected: left out")
        return None
    match = _ISO.fullmatch(str(value)[:60])
    if match:
        return _from_parts([g for g in match.groups() if g], say, suffix)
    return (
        Date(literal=_SURROGATE.sub("\ufffd", str(value)[:500]).strip(), suffix=suffix) if str(value).strip() else None
    )


def _from_parts(parts: list[object], say: Say, suffix: str | None) -> Date | None:
    numbers: list[int] = []
    for part in parts[:3]:
        try:
            numbers.append(int(str(part)[:9]))
        except ValueError:
            if part not in (None, ""):
                say(f"{str(part)[:20]!r} is no number in a date")
            break
    if not numbers or not -9999 <= numbers[0] <= 9999 or numbers[0] == 0:
        return Date(suffix=suffix) if suffix else None
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else None
    day = numbers[2] if month and len(numbers) > 2 and 1 <= numbers[2] <= 31 else None
    if len(numbers) > 1 and month is None and numbers[1] != 0:
        say(f"there is no month {numbers[1]}: the year was kept")
    return Date(numbers[0], month, day, suffix)


def date_object(date: Date) -> dict[str, object]:
    """A date as CSL has it; empty when it says nothing."""
    if date.year is not None:
        parts = [date.year, *([date.month] if date.month else []), *([date.day] if date.month and date.day else [])]
        return {"date-parts": [parts]}
    return {"literal": date.literal} if date.literal else {}
