"""The kit for Neo4j Browser: a style, a guide in slides, and favourites in folders.

Here live: `kb.grass`, the template of the guide and the page that explains them, as files; and the making of the
kit of them and of the queries in `cypher/browser/`, so that guide and favourites are what those files say.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from importlib.resources import files as resources
from pathlib import Path

import cypher
from kb.errors import KbError, UsageError

STYLE, GUIDE, FAVOURITES, README = "kb.grass", "guide.html", "favourites.zip", "README.md"

# The oldest time a zip can hold; and nothing is packed, since packers differ: the same queries make the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# Nothing that would end a command of Browser (`;`, space) or is no part of a folder's address.
_ADDRESS = re.compile(r"(https?://([\w.-]+|\[[\da-fA-F:.]+\])(?::\d+)?(?:/[^\s;?#]*?)?)/*")
_PLACE = re.compile(r"^( *)\{\{(\S+)\}\}$", re.MULTILINE)


def files() -> dict[str, bytes]:
    """The kit: file name -> content. Always the same bytes for the same version.

    README.md comes first: what was begun can be told from a stranger's folder.
    """
    return {
        README: _resource(README).encode(),
        STYLE: _resource(STYLE).encode(),
        GUIDE: _guide().encode(),
        FAVOURITES: _favourites(),
    }


def write(folder: Path) -> tuple[Path, ...]:
    """Write the kit into a folder, making it where there is none; returns the files.

    A folder that holds anything else than an earlier kit is refused and left as it is.
    """
    kit = files()
    try:
        strange = _strange(folder, kit)
        if strange:
            raise UsageError(f"{folder} holds other things ({strange})", "name a new or an empty folder")
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in kit.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise KbError(f"{folder}: cannot be written: {error.strerror or error}", "name another folder") from error
    return tuple(folder / name for name in kit)


def settings(url: str) -> str:
    """What to do with a written kit. url: where its folder will be handed out."""
    address = _ADDRESS.fullmatch(url)
    if address is None:
        raise UsageError(f"{url} is no address of a web server", "--url https://example.org/kit")
    url, host = address[1], address[2]
    return f"""\
Without any setting: drag {STYLE} and {FAVOURITES} onto Neo4j Browser.
For everybody at every connect: hand the folder out at {url} with the header
Access-Control-Allow-Origin: * and add to the neo4j.conf of the server, then restart it:

browser.post_connect_cmd=style {url}/{STYLE}; play {url}/{GUIDE}
browser.remote_content_hostname_whitelist={host}
"""


def _strange(folder: Path, kit: dict[str, bytes]) -> str:
    """The name of something in a folder that is not of a kit; nothing where all is."""
    if not folder.exists():
        return ""
    found = sorted(path.name for path in folder.iterdir())
    title = kit[README].partition(b"\n")[0]
    if README in found and (folder / README).read_bytes().partition(b"\n")[0] == title:
        found = [name for name in found if name not in kit]
    return found[0] if found else ""


def _resource(name: str) -> str:
    return resources(__name__).joinpath(name).read_text("utf-8")


def _guide() -> str:
    """The guide, with every `{{folder/query}}` of its template replaced by that query, to be run on click."""
    return _PLACE.sub(lambda place: f"{place[1]}{_runnable(cypher.load(f'browser/{place[2]}'))}", _resource(GUIDE))


def _runnable(query: cypher.Query) -> str:
    opening = '<pre mode="cypher" class="pre-scrollable code runnable">'
    code = html.escape(f"// {query.title}\n{query.text}", quote=False)
    purpose = html.escape(f"{query.purpose[:1].upper()}{query.purpose[1:]}.", quote=False)
    return f"<h4>{html.escape(query.title, quote=False)}</h4><p>{purpose}</p><figure>{opening}{code}</pre></figure>"


def _favourites() -> bytes:
    """A zip of FOLDER/query.cypher. Browser calls a favourite by its first comment, a folder by its name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        for name in cypher.names():
            query = cypher.load(name)
            if query.title:
                folder, _, stem = name.removeprefix("browser/").partition("/")
                entry = zipfile.ZipInfo(f"{cypher.BROWSER[folder]}/{stem}.cypher", _NO_TIME)
                entry.external_attr = 0o644 << 16
                entry.create_system = 3  # else the zip says which system made it
                into.writestr(entry, f"// {query.title}\n// {query.purpose}\n{query.text}\n")
    return packed.getvalue()
