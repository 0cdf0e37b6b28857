"""The number or letter before an item: `1.`, `1)`, `[1]`, `(1)`, `1.Author`, `S1.`, `1` + tab, bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.references.fields.letters import UPPER

_LABEL = re.compile(
    rf"[\s\ufeff]*(?:[-*•·‣◦▪]\s+(?=[\d\[(.]))?(?:(?P<twice>\d{{1,4}})\s{{1,3}}(?=(?P=twice)[.)\]]))?(?:"
    rf"(?!\((?:1[5-9]|20)\d\d\))[\[(](?P<bracket>[A-Z]?\d{{1,5}}[a-z]?)[\])]\.?"
    rf"|(?P<stop>S?\d{{1,5}}[a-z]?)(?:\\?[.)](?!\d)|\s?\.\s|:\s)"
    rf"|(?P<bare>\d{{1,3}})(?=\t|\s+[{UPPER}][^\W\d_]+,?\s[{UPPER}]|\s{{2,}}[{UPPER}])"
    rf")(?P<space>[\s↵\ufeff]*(?:[•*·]{{1,2}}\s+)?)"
)
# A number that only a whole list of such numbers makes a label: "12 See Ash", "3.2019 report", "4 “Risk”".
_LOOSE = re.compile(rf"\s*(?P<loose>\d{{1,4}})(?:[.)]{{0,2}}\s{{1,6}}|[.)]\s?|(?=[{UPPER}“\"‘]))(?=[^\s\d(),;:.–-])")
# "van den Berg", "d'Elm": a name that begins with a small letter, at the start of a line.
PARTICLED = (
    r"(?:(?:van|von|vom|zu|zur|de|der|den|del|della|dalla|dei|di|da|do|dos|das|du|la|le|el|al|ten|ter|te|af|bin|ibn|y|e)"
    rf"\s(?:(?:der|den|het|de|la|las|los|dem|zu|und)\s)?|[dl]['’]|['’][ts]\s|(?:al|el)-)[{UPPER}]"
)
_ALONE = re.compile(r"\s*[\[(]?(?P<alone>[A-Z]?\d{1,5}[a-z]?)[\])]?\.?\s*$")
_BULLET = re.compile(r"\s*(?:[-*•·‣◦▪–]\s+(?:\.\s)?|↵\s*)")


@dataclass(frozen=True)
class Label:
    """text: as printed, without brackets or stop; number: its number, 0 where it has none ("S1" has 1, with a letter);
    end: offset after it and the space that follows; form: how it is printed, so that one list keeps one form."""

    text: str
    number: int
    end: int
    form: str


def label_at(text: str, start: int, end: int) -> Label | None:
    """The label standing at `start`, if one does."""
    window = text[start : min(end, start + 60)]
    match = _LABEL.match(window)
    if match:
        form = (
            match.lastgroup if match.lastgroup != "space" else next(k for k in ("bracket", "stop", "bare") if match[k])
        )
        printed = match["bracket"] or match["stop"] or match["bare"]
        return Label(printed, _number(printed), start + match.end(), form or "stop")
    if end - start < 12 and (match := _ALONE.match(window)):
        return Label(match["alone"], _number(match["alone"]), end, "alone")
    return None


def loose_label_at(text: str, start: int, end: int) -> Label | None:
    """A number at `start` that may be a label if those around it count on with it; never a year."""
    match = _LOOSE.match(text[start : min(end, start + 24)])
    if match is None or int(match["loose"]) > 1499:
        return None
    return Label(match["loose"], int(match["loose"]), start + match.end(), "bare")


def bullet_end(text: str, start: int, end: int) -> int:
    """Offset after a bullet standing at `start`; `start` when there is none."""
    match = _BULLET.match(text[start : min(end, start + 20)])
    return start + match.end() if match else start


def _number(printed: str) -> int:
    digits = re.sub(r"\D", "", printed)
    return int(digits) if digits else 0
