"""`kb browse`: the library in Neo4j Browser."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.commands import verb
from kb.commands.context import Context
from kb.commands.serve import Found, bolt_port_option, shown, write_option

if TYPE_CHECKING:
    from kb.browsing.jar import Jar


@verb(examples=("kb browse", "kb browse --write", "kb browse --store bolt://127.0.0.1:7687"))
@write_option
@click.option("--browser-jar", type=click.Path(), help="Neo4j Browser's jar, if kb does not find it by itself.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the page; by default 7484 or any free one.")
@bolt_port_option("--bolt-port")
@click.option("--http", metavar="URL", help="Where a server's own pages are, if not at port 7474 of its host.")
@click.option("--no-open", is_flag=True, help="Only print the address; open no web browser.")
def browse(
    ctx: Context,
    write: bool,
    browser_jar: str | None,
    port: int | None,
    bolt_port: int | None,
    http: str | None,
    no_open: bool,
) -> None:
    """Look at the library in Neo4j Browser, with colours, a guide and favourites made for it. Ctrl-C ends it.

    Of a store in a folder a copy is shown, so that the store stays free and as it is. Of a server's database its own
    Browser is opened.
    """
    from kb.browsing.until import Until
    from kb.store import is_server

    with Until() as until, ExitStack() as stack:
        if is_server(ctx.settings.store):
            found = _of_server(ctx, stack, write, browser_jar, port, http)
        else:
            found = _of_folder(ctx, stack, write, browser_jar, port, bolt_port)
        shown(ctx, found)
        _advise(ctx, found)
        _open(ctx, found["browser"], no_open)
        ctx.say("Ctrl-C ends it")
        until.wait()
    ctx.say("ended")


def _of_folder(
    ctx: Context, stack: ExitStack, write: bool, given: str | None, port: int | None, bolt: int | None
) -> Found:
    """Serve the store in a folder, and Browser for it if it is here; what to say of it."""
    from kb.commands.serve import serving

    jar = _jar(ctx, stack, given)
    found = serving(ctx, stack, write, bolt)
    return found | _page(stack, jar, port, found)


def _of_server(
    ctx: Context, stack: ExitStack, write: bool, given: str | None, port: int | None, http: str | None
) -> Found:
    """The server's own Browser, or the one that is here; what to say of it."""
    from kb.browsing.server import check, own_browser
    from kb.errors import StoreUnreachable, UsageError

    if write:
        raise UsageError("--write is for a store in a folder", "a server's login says who may write")
    address, login = ctx.settings.store, ctx.settings.login()
    check(address)
    if login.password:  # else Browser alone asks for it
        with ctx.open_store():
            pass  # what could be wrong with it is said here
    own = own_browser(address, http)
    jar = None if own else _jar(ctx, stack, given)
    if own is None and (http or jar is None):
        raise StoreUnreachable(
            f"no Neo4j Browser answers at {http or f'the host of {address}'}",
            "--http URL says where the server's pages are, --browser-jar FILE has kb show Browser itself",
        )
    found: Found = {"bolt": address, "username": login.username, "database": login.database}
    return found | _page(stack, jar, port, found, own)


def _page(stack: ExitStack, jar: Jar | None, port: int | None, database: Found, own: str | None = None) -> Found:
    """Serve Browser, if there is a jar, and the kit; the link and the lines to paste. own: the server's Browser."""
    import secrets

    from kb import kit
    from kb.browsing import links, web
    from kb.browsing.serving import PAGE, choose

    bolt = str(database["bolt"])
    port = choose(port, PAGE)
    pages = f"http://{web.NAME}:{port}"
    lines = links.Kit(f"{pages}/kit/")
    query = links.query(bolt, str(database["username"]), database["database"], lines)
    files = kit.files()
    files[kit.GUIDE] = links.guide(files[kit.GUIDE], lines)
    sitting = secrets.token_hex(8) if "password" in database else "0"  # a server's stays the same
    stack.enter_context(web.serving(web.Site(jar, files, bolt, query, sitting), port))
    page = own or (f"{pages}/browser/" if jar else None)
    return {
        "browser": f"{page}{query}" if page else None,
        "style": lines.style,
        "guide": lines.guide,
        "favourites": lines.favourites,
    }


def _jar(ctx: Context, stack: ExitStack, given: str | None) -> Jar | None:
    """The jar that was named, else the newest that is here and whole; None = there is none."""
    from kb.browsing import jar
    from kb.settings import cache_folder

    if given is not None:
        return stack.enter_context(jar.open_jar(Path(given)))
    for path in jar.found(jar.places(cache_folder())):
        try:
            return stack.enter_context(jar.open_jar(path))
        except jar.NotBrowser as error:
            ctx.error(error)
    return None


def _advise(ctx: Context, found: Found) -> None:
    """What a person does next."""
    from kb.browsing.jar import FETCH

    if found["browser"]:
        ctx.say(
            "In Browser: give the password; then a link in the guide takes the colours, or paste the line of `style`."
        )
        ctx.say("Favourites: fetch the file of `favourites` and drop it on Browser; it keeps them for this address.")
        return
    ctx.say("Neo4j Browser is not on this computer. kb does not bring it along: its licence is the GPLv3.")
    ctx.say(f"Maven fetches it to where kb looks (~/.m2): {FETCH}")
    ctx.say("Then run this again; or name its jar with --browser-jar. Any Browser or driver can use the address above.")


def _open(ctx: Context, link: str | None, no_open: bool) -> None:
    from kb.browsing.window import show

    if link and not no_open and not show(link):
        ctx.say("no web browser found here: open the address of `browser` in one")
