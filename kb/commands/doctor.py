"""`kb doctor`: what could keep kb from working on this computer."""

from __future__ import annotations

import locale
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from kb import __version__, startup
from kb.commands import verb
from kb.commands.context import Context
from kb.errors import EmptyDatabase, KbError, StoreBusy
from kb.settings import masked

DISTRIBUTION = "evidence-kb"
_LITTLE_DISK = 500 * 2**20  # bytes; a store of some thousand papers with its backup stays below
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Check:
    """One thing looked at. state: "ok", "note" (look, but kb works) or "broken"; hint: what to do, or ""."""

    check: str
    state: str
    value: str
    hint: str = ""


@verb(examples=("kb doctor", "kb doctor --json"))
def doctor(ctx: Context) -> None:
    """Check this installation: Python, packages, engine, settings, store, disk, output.

    Exits with 1 when one of them is broken.
    """
    checks = [*_program(), *_packages(), _engine(), *_settings(ctx), _store(ctx), _disk(ctx), _terminal()]
    ctx.emit((vars(check) for check in checks), ("check", "state", "value", "hint"))
    broken = sum(check.state == "broken" for check in checks)
    if broken:
        ctx.say(f"{broken} of {len(checks)} checks found something broken")
        ctx.exit(1)


def _program() -> Iterator[Check]:
    home = Path(startup.__file__).resolve().parent.parent
    yield Check("kb", "ok", f"{__version__} in {home}")
    yield Check("python", "ok", f"{platform.python_version()} ({sys.executable})")
    yield Check("platform", "ok", f"{platform.system()} {platform.release()} {platform.machine()}")


def _packages() -> Iterator[Check]:
    try:
        needed = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield Check("packages", "note", "run from a checkout that is not installed", "`make install` installs it")
        return
    for requirement in sorted(needed, key=str.casefold):
        match = _REQUIREMENT.match(requirement)
        if match is None or "extra ==" in requirement:
            continue
        try:
            yield Check(f"package {match[0]}", "ok", metadata.version(match[0]))
        except metadata.PackageNotFoundError:
            yield Check(f"package {match[0]}", "broken", "missing", f"install kb anew; it needs {requirement}")


def _engine() -> Check:
    """Make a store that is thrown away: nothing less shows that the engine works here."""
    from kb.store import open_store

    try:
        with open_store("memory:", create=True) as store:
            return Check("engine", "ok", f"makes and opens a store of schema {store.schema_version()}")
    except (KbError, ImportError, OSError) as error:
        hint = error.hint if isinstance(error, KbError) else "no build of the engine for this computer?"
        return Check("engine", "broken", f"{type(error).__name__}: {error}", hint)


def _settings(ctx: Context) -> Iterator[Check]:
    for value in ctx.settings.values:
        yield Check(f"setting {value.name}", "ok", f"{value.shown} ({value.origin})")
    for warning in ctx.settings.warnings:
        yield Check("settings", "note", warning, "mend the file")


def _store(ctx: Context) -> Check:
    folder = Path(ctx.settings.store)
    if ":" not in ctx.settings.store[2:] and not folder.exists():
        return Check("store", "ok", "not made yet", "`kb add FILE` makes it")
    try:
        with ctx.open_store() as store:
            return Check("store", "ok", f"opens; schema {store.schema_version()}, {store.revision()} changes")
    except EmptyDatabase as error:
        return Check("store", "ok", f"not made yet: {masked(error.message)}", "`kb add FILE` makes it")
    except StoreBusy as error:  # somebody is at work in it, so it is there and whole
        return Check("store", "note", masked(error.message), error.hint)
    except KbError as error:
        return Check("store", "broken", masked(error.message), error.hint)


def _disk(ctx: Context) -> Check:
    place = Path(ctx.settings.store).absolute()
    if ":" in ctx.settings.store[2:]:
        place = Path.cwd()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    text = f"{free / 2**30:.1f} GiB free at {place}"
    return Check("disk", "note", text, "make room") if free < _LITTLE_DISK else Check("disk", "ok", text)


def _terminal() -> Check:
    where = "a terminal" if sys.stdout.isatty() else "no terminal"
    return Check(
        "output",
        "ok",
        f"{where}; this computer's own encoding is {locale.getpreferredencoding(False)}, kb writes UTF-8",
    )
