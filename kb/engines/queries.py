"""What every engine asks of a call before it goes to its driver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from cypher import Query
from kb.errors import QueryError


def columns(query: Query, params: Mapping[str, Any]) -> list[str]:
    """Names of the columns of a reading query; raises `TypeError` where it writes or the parameters do not fit."""
    if query.writes:
        raise TypeError(f"{query.name} writes: use apply")
    if params.keys() != {param.name for param in query.params}:
        raise TypeError(f"{query.name} takes {', '.join(p.name for p in query.params) or 'no parameter'}")
    return [column.name for column in query.columns]


def one_statement(text: str) -> str:
    """A person's query without the `;` at its end; raises `QueryError` where nothing is left."""
    text = text.rstrip().removesuffix(";")
    if not text.strip():
        raise QueryError("the query is empty", "kb cypher 'MATCH (p:Paper) RETURN p.title AS title LIMIT 10'")
    return text


def batches(query: Query, rows: Sequence[Mapping[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """The rows of a writing query in batches; raises `TypeError` where it does not write or a row lacks a key."""
    if not query.writes:
        raise TypeError(f"{query.name} does not write: use rows")
    needed, left = set(query.keys), iter(rows)
    while batch := [dict(row) for row in islice(left, size)]:
        for row in batch:
            if not needed <= row.keys():
                raise TypeError(f"{query.name} reads row.{sorted(needed - row.keys())[0]}, which a row lacks")
        yield batch
