"""One query file: its record, and the reading of its header and text.

A file is a header of comment lines, then one statement:

    // paper_by_id: the paper with one id
    // param id string the paper's id
    // row title its title as stored
    MATCH (p:Paper {id: $id}) RETURN p.title AS title

A header line that starts with `//` and three or more spaces goes on with the line above it. The idea of a
signature that is checked when the file is loaded is aiosql's.

A file in `browser/` is read by people in a graph browser, where its first comment is what it is called:

    // Most cited papers: the five that most papers here cite, and who cites them
    // Another number: change LIMIT 5.
    MATCH path = … RETURN path LIMIT 100

It has no parameters, ends in a LIMIT, and returns what can be drawn; its other comments are for the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

TYPES = ("string", "integer", "float", "boolean", "list", "map", "any")
"""What a parameter may be; `list<string>` and the like say what is in a list; a `?` at the end allows null."""

_TYPE = re.compile(rf"(?:{'|'.join(TYPES)})(?:<(?:{'|'.join(TYPES)})>)?\??")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_WRITING = frozenset({"CREATE", "MERGE", "SET", "DELETE", "REMOVE", "DROP", "FOREACH", "LOAD"})
_AFTER_RETURN = frozenset({"ORDER", "SKIP", "OFFSET", "LIMIT", "UNION"})
_NAMED, _NAMING = frozenset({".", ":", "|", "&", "AS"}), frozenset({":", ".", ",", ")", "=", ""})
_OPEN, _CLOSE = "([{", ")]}"
_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*(?s:.*?)\*/)
      | (?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
      | (?P<quoted>`[^`]*`)
      | \$(?P<param>\w+)
      | (?P<word>[^\W\d]\w*)
      | (?P<number>\d[\w]*)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE,
)


class CypherFileError(ValueError):
    """A query file breaks the rules above; the message begins with `file:line`."""


class Param(NamedTuple):
    """A parameter of a query. name without `$`; type: see `TYPES`; meaning: plain words."""

    name: str
    type: str
    meaning: str


class Column(NamedTuple):
    """A column of a query's rows. name: its RETURN alias; meaning: plain words."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Query:
    """One query file.

    name: path in this folder without suffix ("read/paper_by_id"). purpose: one line. params, columns: as declared, in
    order. text: the statement without its header. path: the file, for messages. writes: it changes the graph and takes
    its data as `$rows`. keys: what the text reads of each row (`row.title` -> "title"), in order of first use.
    title: what people call it ("Most cited papers"); only `browser/` files have one; their text keeps its comments.
    """

    name: str
    purpose: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    text: str
    path: str
    writes: bool
    keys: tuple[str, ...]
    title: str = ""


class Token(NamedTuple):
    """A piece of a statement: kind is the group name in `_TOKEN`, line counts from 1, depth is that of brackets."""

    kind: str
    text: str
    line: int
    depth: int


def parse(name: str, source: str, path: str) -> Query:
    """Read one file; raises `CypherFileError` for the first rule that it breaks."""
    lines = source.replace("\r\n", "\n").split("\n")
    if name.startswith("browser/"):
        return _drawing(name, lines, path)
    header = [line for line, _ in zip(lines, _header(lines), strict=False)]
    purpose, params, columns = _declarations(name, header, path)
    text = "\n".join(lines[len(header) :]).strip("\n")
    tokens = tokenize(text, first_line=_first_line(lines, len(header)))
    query = Query(name, purpose, params, columns, text, path, _writes(tokens), _row_keys(tokens))
    _check_one_statement(query, tokens)
    _check_params(query, tokens)
    _check_columns(query, tokens)
    _check_kind(query, tokens)
    return query


def _drawing(name: str, lines: list[str], path: str) -> Query:
    """Read a file of `browser/`: its title line, then everything else as it stands."""
    stem = name.rpartition("/")[2]
    first = re.fullmatch(r"// ([^:]+): (\S.*)", lines[0])
    if first is None or file_name(first[1]) != stem:
        raise CypherFileError(f"{path}:1: the first line must be `// Title: what it shows`, its title giving {stem}")
    text = "\n".join(lines[1:]).strip("\n")
    tokens = tokenize(text, first_line=2)
    query = Query(name, first[2], (), (), text, path, _writes(tokens), (), first[1])
    _check_one_statement(query, tokens)
    _check_params(query, tokens)
    if query.writes:
        raise CypherFileError(f"{path}:1: it changes the graph and stands in browser/")
    aliases, line = _aliases(query, tokens)
    end = tokens[-2:]
    if not aliases or [end[0].text.upper(), end[1].kind] != ["LIMIT", "number"]:
        raise CypherFileError(f"{path}:{line}: what is drawn is returned, and ends in LIMIT and a number")
    return replace(query, columns=tuple(Column(alias, "") for alias in aliases))


def file_name(title: str) -> str:
    """The file name (without suffix) that goes with a title: "Most cited papers" -> "most_cited_papers"."""
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


def tokenize(text: str, first_line: int = 1) -> list[Token]:
    """The statement's pieces without comments and space; what stands in strings is never mistaken for Cypher."""
    found, line, depth = [], first_line, 0
    for match in _TOKEN.finditer(text):
        kind, piece = str(match.lastgroup), match[0]
        if kind == "mark" and piece in _CLOSE:
            depth -= 1
        if kind not in ("comment", "space"):
            found.append(Token(kind, match["param"] or piece, line, depth))
        if kind == "mark" and piece in _OPEN:
            depth += 1
        line += piece.count("\n")
    return found


def _header(lines: list[str]) -> list[str]:
    end = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return lines[:end]


def _first_line(lines: list[str], header: int) -> int:
    return header + 1 + next((n for n, line in enumerate(lines[header:]) if line), 0)


def _declarations(name: str, header: list[str], path: str) -> tuple[str, tuple[Param, ...], tuple[Column, ...]]:
    stem = name.rpartition("/")[2]
    first = re.fullmatch(r"// (\w+): (\S.*)", header[0]) if header else None
    if first is None or first[1] != stem:
        raise CypherFileError(f"{path}:1: the first line must be `// {stem}: what it is for`")
    purpose, params, columns = first[2], [], []
    joined = _joined(header)
    for number, line in joined:
        if number == 1:
            purpose = line.partition(": ")[2]
            continue
        words = line.split(None, 3)
        if words[:1] == ["param"] and len(words) == 4 and _TYPE.fullmatch(words[2]):
            params.append(Param(words[1], words[2], words[3]))
        elif words[:1] == ["row"] and len(words) >= 3 and _IDENTIFIER.fullmatch(words[1]):
            columns.append(Column(words[1], line.split(None, 2)[2]))
        else:
            raise CypherFileError(
                f"{path}:{number}: a header line is `// param name type meaning` or `// row column meaning`; "
                f"types are {', '.join(TYPES)}, list<…>, with `?` where null is allowed"
            )
    for group in (params, columns):
        _refuse_twice([item.name for item in group], path)
    return purpose, tuple(params), tuple(columns)


def _joined(header: list[str]) -> list[tuple[int, str]]:
    """Header lines with their continuation lines, each with the number of its first line."""
    joined: list[tuple[int, str]] = []
    for number, line in enumerate(header, 1):
        body = line[2:]
        if body.startswith("   ") and joined:
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {body.strip()}")
        else:
            joined.append((number, body.strip()))
    return joined


def _refuse_twice(names: list[str], path: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise CypherFileError(f"{path}:1: declared twice: {', '.join(twice)}")


def _writes(tokens: list[Token]) -> bool:
    return any(_is_keyword(tokens, n, _WRITING) for n in range(len(tokens)))


def _is_keyword(tokens: list[Token], n: int, words: frozenset[str]) -> bool:
    """Whether token n is one of the words as a clause, not a label (`:Set`), a property (`.set`), a map key, a name."""
    if tokens[n].kind != "word" or tokens[n].text.upper() not in words:
        return False
    before = tokens[n - 1].text.upper() if n else ""
    after = tokens[n + 1].text if n + 1 < len(tokens) else ""
    return before not in _NAMED and after not in _NAMING


def _row_keys(tokens: list[Token]) -> tuple[str, ...]:
    keys = {
        tokens[n + 2].text: None
        for n in range(len(tokens) - 2)
        if tokens[n].text == "row" and tokens[n + 1].text == "." and tokens[n + 2].kind == "word"
        if n == 0 or tokens[n - 1].text != "."
    }
    return tuple(keys)


def _check_one_statement(query: Query, tokens: list[Token]) -> None:
    if not tokens:
        raise CypherFileError(f"{query.path}:1: there is no statement below the header")
    for token in tokens:
        if token.text == ";":
            raise CypherFileError(f"{query.path}:{token.line}: one statement a file, without `;`")


def _check_params(query: Query, tokens: list[Token]) -> None:
    declared = {param.name for param in query.params}
    for token in tokens:
        if token.kind == "param" and token.text not in declared:
            raise CypherFileError(f"{query.path}:{token.line}: `${token.text}` is used but not declared as a param")
    used = {token.text for token in tokens if token.kind == "param"}
    unused = [param.name for param in query.params if param.name not in used]
    if unused:
        raise CypherFileError(f"{query.path}:1: declared but not used: {', '.join(unused)}")


def _check_columns(query: Query, tokens: list[Token]) -> None:
    aliases, line = _aliases(query, tokens)
    declared = [column.name for column in query.columns]
    if aliases != declared:
        raise CypherFileError(
            f"{query.path}:{line}: RETURN gives {', '.join(aliases) or 'nothing'}; "
            f"the header declares {', '.join(declared) or 'nothing'}"
        )


def _aliases(query: Query, tokens: list[Token]) -> tuple[list[str], int]:
    """What the last outer RETURN calls its columns. Each item must end in `AS name`, so that every engine agrees."""
    starts = [n for n, token in enumerate(tokens) if token.depth == 0 and _is_return(tokens, n)]
    if not starts:
        return [], tokens[-1].line
    items: list[list[Token]] = [[]]
    for token in tokens[starts[-1] + 1 :]:
        if token.depth == 0 and token.kind == "word" and token.text.upper() in _AFTER_RETURN:
            break
        if token.depth == 0 and token.text == ",":
            items.append([])
        else:
            items[-1].append(token)
    for item in items:
        if query.title and len(item) == 1 and item[0].kind == "word":
            continue
        if len(item) < 3 or item[-2].text.upper() != "AS" or item[-1].kind not in ("word", "quoted"):
            line = item[0].line if item else tokens[starts[-1]].line
            raise CypherFileError(f"{query.path}:{line}: each RETURN item must end in `AS name`")
    return [item[-1].text.strip("`") for item in items], tokens[starts[-1]].line


def _is_return(tokens: list[Token], n: int) -> bool:
    return tokens[n].kind == "word" and tokens[n].text.upper() == "RETURN" and (n == 0 or tokens[n - 1].text != ".")


def _check_kind(query: Query, tokens: list[Token]) -> None:
    if query.writes != query.name.startswith("write/"):
        wrong = "changes the graph" if query.writes else "changes nothing"
        raise CypherFileError(f"{query.path}:1: it {wrong} and stands in {query.name.partition('/')[0]}/")
    if not query.writes:
        return
    words = [token.text for token in tokens[:4]]
    if [param.name for param in query.params] != ["rows"] or [w.upper() for w in words] != [
        "UNWIND",
        "ROWS",
        "AS",
        "ROW",
    ]:
        raise CypherFileError(f"{query.path}:1: a writing query has one param, rows, and begins `UNWIND $rows AS row`")
    if query.columns:
        raise CypherFileError(f"{query.path}:1: a writing query returns nothing")
