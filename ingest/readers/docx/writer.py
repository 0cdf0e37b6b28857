"""Canonical text as it grows: paragraphs with a blank line between, white space folded, offsets final at once."""

from __future__ import annotations

from dataclasses import dataclass, field

# Invisible: soft hyphen, zero width space and no-break space, byte order mark, object replacement.
_GONE = {ord(c): None for c in "\u00ad\u200b\u2060\ufeff\ufffc"}


@dataclass
class Writer:
    """text so far; `here` is where the next visible character will stand, `end` one past the last."""

    parts: list[str] = field(default_factory=list)
    end: int = 0
    fresh: bool = True  # nothing yet in this paragraph
    blank: bool = False  # white space waits for a character after it

    @property
    def here(self) -> int:
        """Where the next character will stand."""
        if self.fresh:
            return self.end + 2 if self.end else 0
        return self.end + self.blank

    def paragraph(self) -> None:
        """A new paragraph begins."""
        self.fresh, self.blank = True, False

    def add(self, text: str) -> None:
        """Words of the paragraph."""
        text = text.translate(_GONE)
        if not text:
            return
        words = text.split()
        if not words:
            self.blank = not self.fresh
            return
        lead = ""
        if self.fresh:
            lead = "\n\n" if self.end else ""
        elif self.blank or text[0].isspace():
            lead = " "
        said = lead + " ".join(words)
        self.parts.append(said)
        self.end += len(said)
        self.fresh, self.blank = False, text[-1].isspace()

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)
