"""Settings: what applies, and where each value comes from.

Order, the first that says something wins: option, environment, `kb.toml` of the project, the user's
`config.toml`, default. The project is the nearest folder, from the current one upwards, that holds a
`kb.toml` or a folder `kb-store`. With no store named anywhere, a project's is its `kb-store`; outside
of a project it is `store` in the user's data folder. A `concepts.toml` in the project's folder is used.
"""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.store import Login

PROJECT_FILE = "kb.toml"
PROJECT_STORE = "kb-store"
PROJECT_CONCEPTS = "concepts.toml"
USER_FILE = "config.toml"
_LOGIN = re.compile(r"//[^/@\s]{1,1000}@")

_EMAIL = re.compile(r"[^\s@<>()\\,;:\"]{1,100}@[^\s@<>()\\,;:\"]{1,200}")

APP = "kb"  # name of our folders among the user's


@dataclass(frozen=True)
class Key:
    """One setting. env: its environment variables, the first that is set counts; option: its command-line option or
    ""; path: a file or folder, which a settings file names relative to itself; meaning: one line for people;
    secret: it is asked for or comes from the environment, never from a file, and is never shown."""

    name: str
    env: tuple[str, ...]
    option: str
    path: bool
    meaning: str
    secret: bool = False


KEYS = (
    Key("store", ("KB_STORE", "NEO4J_URI"), "--store", True, "folder of the knowledge base, a server, or `memory:`"),
    Key("person", ("KB_PERSON",), "--as", False, "whose name stands beside what you decide"),
    Key("concepts", ("KB_CONCEPTS",), "", True, "your own concepts.toml, laid over the shipped one"),
    Key("email", ("KB_EMAIL",), "", False, "told to Crossref and PubMed by `kb lookup`, which then serve you sooner"),
    Key("username", ("NEO4J_USERNAME",), "", False, "your name on the server; `neo4j` unless set"),
    Key("password", ("NEO4J_PASSWORD",), "", False, "your password there; asked on a terminal if not set", True),
    Key("database", ("NEO4J_DATABASE",), "", False, "which of the server's databases; its default unless set"),
)


@dataclass(frozen=True)
class Value:
    """A setting's value (None = not set) and its origin: "option --store", "environment KB_STORE", a file's path,
    "default: why". secret: not to be shown."""

    name: str
    value: str | None
    origin: str
    secret: bool = False

    def __repr__(self) -> str:
        return f"Value({self.name!r}, {self.shown!r}, {self.origin!r})"

    @property
    def shown(self) -> str:
        """For people: without a password that it is or holds."""
        if self.value is None:
            return "not set"
        return "set" if self.secret else masked(self.value)


@dataclass(frozen=True)
class Settings:
    """All settings in the order of `KEYS`. project: the project's folder, or None. warnings: one line each."""

    values: tuple[Value, ...]
    project: Path | None
    warnings: tuple[str, ...]

    def __getitem__(self, name: str) -> Value:
        return next(v for v in self.values if v.name == name)

    @property
    def store(self) -> str:
        """Address of the store."""
        return self["store"].value or ""

    @property
    def person(self) -> str:
        """Whose decisions these are."""
        return self["person"].value or ""

    @property
    def email(self) -> str | None:
        """The user's address, told to nobody but the services that are asked; None = told to none."""
        value = self["email"].value
        return value if value and _EMAIL.fullmatch(value) else None

    def login(self) -> Login:
        """Who comes to a server."""
        from kb.store import Login

        return Login(self["username"].value or "neo4j", self["password"].value, self["database"].value)

    @property
    def concepts(self) -> Path | None:
        """The user's own concept map, laid over the shipped one; None = the shipped one alone."""
        value = self["concepts"].value
        return Path(value) if value else None


def masked(text: str) -> str:
    """A text without the name and password that an address in it may carry."""
    return _LOGIN.sub("//…@", text)


def load(
    options: Mapping[str, str] = MappingProxyType({}),
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user_file: Path | None = None,
) -> Settings:
    """Gather the settings. options: by setting name; the rest are where to look, by default this process's own."""
    env = os.environ if env is None else env
    project = find_project(folder or Path.cwd())
    warnings: list[str] = []
    project_values = _read(project / PROJECT_FILE, warnings) if project else {}
    user_values = _read(user_file or config_file(), warnings)
    values = []
    for key in KEYS:
        given = _from_invocation(key, options, env) or project_values.get(key.name) or user_values.get(key.name)
        values.append(given or _default(key, project))
    return Settings(tuple(values), project, tuple(warnings))


def find_project(folder: Path) -> Path | None:
    """The nearest folder upwards with a `kb.toml` or a `kb-store`."""
    for place in (folder, *folder.parents):
        if (place / PROJECT_FILE).is_file() or (place / PROJECT_STORE).is_dir():
            return place
    return None


def config_file() -> Path:
    """The user's own settings file; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / USER_FILE


def cache_folder() -> Path:
    """What can be made or fetched again: side indexes of servers, jars."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def data_folder() -> Path:
    """Where the user's own store lies when no project has one."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def _from_invocation(key: Key, options: Mapping[str, str], env: Mapping[str, str]) -> Value | None:
    if options.get(key.name):
        return Value(key.name, options[key.name], f"option {key.option}")
    for name in key.env:
        if env.get(name):
            return Value(key.name, env[name], f"environment {name}", key.secret)
    return None


def _default(key: Key, project: Path | None) -> Value:
    if key.name == "store":
        if project:
            return Value(key.name, str(project / PROJECT_STORE), f"default: project folder {project}")
        return Value(key.name, str(data_folder() / "store"), "default: no project folder here, so your own data folder")
    if key.name == "concepts" and project and (project / PROJECT_CONCEPTS).is_file():
        return Value(key.name, str(project / PROJECT_CONCEPTS), f"default: project folder {project}")
    if key.name == "person":
        return Value(key.name, _login(), "default: name of your account on this computer")
    return Value(key.name, None, "default")


def _login() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers; differs by Python
        return None


def _read(file: Path, warnings: list[str]) -> dict[str, Value]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        warnings.append(f"{file}: cannot be read: {error}")
        return {}
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        warnings.append(f"{file}: not understood, so not used: {error}")
        return {}
    return {value.name: value for value in _values(table, file, warnings)}


def _values(table: Mapping[str, object], file: Path, warnings: list[str]) -> Iterator[Value]:
    known = {key.name: key for key in KEYS}
    for name, value in table.items():
        key = known.get(name)
        if key is None:
            warnings.append(f"{file}: unknown setting `{name}` (known: {', '.join(known)})")
        elif key.secret:
            warnings.append(f"{file}: `{name}` is not read from a file: set {key.env[0]}, or be asked")
        elif not isinstance(value, str) or not value:
            warnings.append(f"{file}: `{name}` must be a text in quotes")
        else:
            yield Value(name, _resolved(value, file.parent) if key.path else value, str(file))


def _resolved(value: str, folder: Path) -> str:
    if ":" in value and not Path(value).drive:  # memory:, bolt://…
        return value
    return str(folder / Path(value).expanduser())
