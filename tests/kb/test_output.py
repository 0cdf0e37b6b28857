"""Rows as text: round trips of what programs read, and tables that stay in line."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import output

cells = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=3)
rows = st.lists(st.fixed_dictionaries({"a": cells, "b": cells}), max_size=5)


def text(form: str, data: list[dict[str, Any]], columns: tuple[str, ...] = ("a", "b"), width: int | None = None) -> str:
    return "".join(output.FORMATS[form](data, columns, width))


@given(rows)
def test_json_gives_the_rows_back(data: list[dict[str, Any]]) -> None:
    assert json.loads(text("json", data)) == data


@given(rows)
def test_json_lines_give_the_rows_back(data: list[dict[str, Any]]) -> None:
    lines = text("nl", data).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == data


@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.text()}), max_size=5))
def test_csv_gives_texts_back(data: list[dict[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(text("csv", data), newline="")))
    assert read == [["a", "b"], *([row["a"], row["b"]] for row in data)]


@given(rows, st.integers(20, 120))
def test_a_table_stays_in_line_and_in_width(data: list[dict[str, Any]], width: int) -> None:
    lines = text("table", data, width=width).splitlines()
    assert len(lines) == (len(data) + 2 if data else 0)
    assert all(output.columns_of(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (float("nan"), "json", '[{"a": null}]\n'),
        ([float("inf"), 1.5], "json", '[{"a": [null, 1.5]}]\n'),
        ({"x": float("-inf")}, "nl", '{"a": {"x": null}}\n'),
        (True, "csv", "a\ntrue\n"),
        (None, "csv", 'a\n""\n'),
        ({"x": "é"}, "csv", 'a\n"{""x"": ""é""}"\n'),
        ("two\nlines\x1b[31m", "table", "a\n-------------\ntwo lines[31m\n"),
        (False, "table", "a\n--\nno\n"),
        (0.123456, "table", "a\n-----\n0.123\n"),
        ("日本", "table", "a\n----\n日本\n"),
        ("e\u0301", "table", "a\n-\ne\u0301\n"),
    ],
)
def test_awkward_values(value: object, form: str, expected: str) -> None:
    assert text(form, [{"a": value}], ("a",)) == expected


def test_the_widest_column_gives_way() -> None:
    table = text("table", [{"a": "x" * 100, "b": "short"}], width=40)
    head, rule, row = table.splitlines()
    assert "short" in row
    assert "…" in row
    assert len(rule) == 40
    assert head.index("b") == row.index("short")


@pytest.mark.parametrize(("form", "expected"), [("json", "[]\n"), ("nl", ""), ("csv", "a,b\n"), ("table", "")])
def test_no_rows(form: str, expected: str) -> None:
    assert text(form, []) == expected
