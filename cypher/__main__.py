"""`python -m cypher` writes this folder's README.md from the query files' headers; `--check` only compares.

For developers: run it in a checkout. Exit code 1 when `--check` finds that the page is not what the headers say.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cypher import BROWSER, Query, load, names

PAGE = Path(__file__).parent / "README.md"
_HEAD = """# The query files

Made from the files' headers by `python -m cypher`; edit those, not this page.

A file is a header and one statement. Its first line is `// name: purpose`; then `// param name type meaning` for each
parameter and `// row column meaning` for each column, in the order of RETURN. A header line that goes on begins with
`//` and three or more spaces. `cypher.load` refuses a file whose header and statement do not agree.

Types are string, integer, float, boolean, list, map and any; `list<string>` says what is in the list, `?` at the end
that null is allowed. A file in `write/` has one parameter, `rows`, begins `UNWIND $rows AS row` and returns nothing.

A file in `browser/` is for people in Neo4j Browser: its first line is `// Title: what it shows`, its other comments are
for them, and it has no parameters. `kb export browser-kit` makes favourites and a guide of these files.
"""
_TITLES = {"read": "Reading", "write": "Writing"} | {f"browser/{k}": f"Browser: {v}" for k, v in BROWSER.items()}


def page() -> str:
    """The whole page."""
    queries = [load(name) for name in names()]
    parts = [_HEAD]
    for folder, title in _TITLES.items():
        parts.append(f"\n## {title}\n")
        parts.extend(_entry(query) for query in queries if query.name.startswith(f"{folder}/"))
    return "".join(parts)


def _entry(query: Query) -> str:
    purpose = f"{query.purpose[:1].upper()}{query.purpose[1:]}."
    if query.title:
        return f"\n### {query.name}\n\n**{query.title}.** {purpose}\n"
    lines = ["", f"### {query.name}", "", purpose, ""]
    lines += [f"- `${param.name}` {_code(param.type)}: {param.meaning}" for param in query.params]
    lines += [f"- row `{column.name}`: {column.meaning}" for column in query.columns]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"`{text}`" if "<" in text else text


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` say whether it is up to date."""
    if arguments == ["--check"]:
        if PAGE.is_file() and PAGE.read_text("utf-8") == page():
            return 0
        print(f"{PAGE} is not what the headers say: run `python -m cypher`", file=sys.stderr)
        return 1
    if arguments:
        print("usage: python -m cypher [--check]", file=sys.stderr)
        return 2
    PAGE.write_text(page(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
