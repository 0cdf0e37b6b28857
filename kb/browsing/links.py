"""The link that opens Browser with everything filled in, and the lines to paste into it.

A link can fill in address, user and database, and can run one command (Browser 5.24): it plays the guide. So the guide
that is handed out here has one thing more than the kit's, a link that takes the style.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from kb.kit import FAVOURITES, GUIDE, STYLE

_TEXT = b'<div class="col-sm-9">'
"""Where the text of a slide begins."""


@dataclass(frozen=True)
class Kit:
    """Where the kit is served. base: address of its folder, with "/" at the end."""

    base: str

    @property
    def style(self) -> str:
        """Line that takes the style."""
        return f":style {self.base}{STYLE}"

    @property
    def guide(self) -> str:
        """Line that plays the guide."""
        return f":play {self.base}{GUIDE}"

    @property
    def favourites(self) -> str:
        """Address of the archive of favourites, to be fetched and dropped on Browser."""
        return f"{self.base}{FAVOURITES}"


def query(bolt: str, username: str, database: str | None, kit: Kit) -> str:
    """The part of the link from "?" on: connection filled in, and the guide played."""
    scheme, _, place = bolt.partition("://")
    said = {"dbms": f"{scheme}://{quote(username, safe='')}@{place}"}
    if database:
        said["db"] = database
    return "?" + urlencode(said | {"cmd": "play", "arg": f"{kit.base}{GUIDE}"}, safe=":/@")


def guide(text: bytes, kit: Kit) -> bytes:
    """The kit's guide with a link on its first slide that takes the style from where the kit is served."""
    command = escape(kit.style.removeprefix(":"))
    line = f'<p><a data-exec="{command}">Take the colours</a> of this guide for everything that is drawn.</p>'
    return text.replace(_TEXT, _TEXT + line.encode(), 1)
