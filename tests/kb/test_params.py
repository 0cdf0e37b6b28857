"""`--param`: what is written and what a query gets."""

from __future__ import annotations

from typing import Any

import pytest

from cypher import Param
from kb import params
from kb.errors import UsageError


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("string", ["x=a=b"], "a=b"),
        ("string", ["x="], ""),
        ("string", ["x=007"], "007"),
        ("string?", [], None),
        ("integer", ["x=7"], 7),
        ("float", ["x=.5"], 0.5),
        ("boolean", ["x=true"], True),
        ("boolean", ["x=false"], False),
        ("map", ['x={"a": 1}'], {"a": 1}),
        ("list<string>", ["x=a", "x=b"], ["a", "b"]),
        ("list<string>", ['x:=["a", "b"]'], ["a", "b"]),
        ("list<integer>", ["x=1", "x=2"], [1, 2]),
        ("any", ["x=1"], "1"),
        ("any", ["x:=1"], 1),
    ],
)
def test_typed(kind: str, given: list[str], value: Any) -> None:
    assert params.typed([Param("x", kind, "a thing")], given) == {"x": value}


@pytest.mark.parametrize(
    ("kind", "given", "part"),
    [
        ("string", [], "missing (string: a thing)"),
        ("integer", ["x=seven"], "must be of type integer"),
        ("float", ["x=1,5"], "must be of type float"),
        ("boolean", ["x=yes"], "true or false"),
        ("string", ["x=a", "x=b"], "given 2 times"),
        ("string", ["y=a", "x=b"], "no parameter `y`"),
        ("map", ["x={"], "not JSON"),
        ("any", ["x:={"], "not JSON"),
        ("string", ["x"], "not understood"),
        ("string", ["=a"], "not understood"),
        ("string", ["a b=c"], "not understood"),
    ],
)
def test_refused(kind: str, given: list[str], part: str) -> None:
    with pytest.raises(UsageError) as error:
        params.typed([Param("x", kind, "a thing")], given)
    assert part in error.value.message
    assert error.value.hint


def test_untyped() -> None:
    assert params.untyped(["a=1", "b:=1", 'c:=[1, "x"]', "d=é"]) == {"a": "1", "b": 1, "c": [1, "x"], "d": "é"}
