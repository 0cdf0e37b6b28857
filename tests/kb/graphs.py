"""Graphs for tests: one with every label and kind of relationship and the most awkward values, and big plain ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.graph import EDGES, LABELS, Edge, Graph, Node, Size

AWKWARD: Mapping[str, Any] = {
    "empty": "",
    "spaces": "  spaces ",
    "quotes": "it's a \"quote\" and `ticks` ''",
    "quote": '"',
    "backslash": 'C:\\new\\"',
    "lines": "cr\rlf\r\nlf\n end\n",
    "line": "\n",
    "csv": "a,b;c|d\te",
    "letters": "nul\x00 \u2028 \ud7ff \ufffd \ufeff \U0001f600 é e\u0301",
    "cypher": "'}) DETACH DELETE n // $rows",
    "number": "12",
    "truth": "true",
    "yes": True,
    "no": False,
    "zero": 0,
    "least": -(2**63),
    "most": 2**63 - 1,
    "half": 0.5,
    "whole": 1.0,
    "huge": 1e300,
    "tiny": 5e-324,
    "minus": -0.0,
    "texts": ["x", "", "  ", 'a "b"', "a,b;c", "new\nline", "\\", "\ufeff", "1"],
    "parted": ["", ""],
    "numbers": [1, -2, 2**62],
    "halves": [0.5, 1.0],
    "truths": [True, False],
}


def graph(nodes: Sequence[Node], edges: Sequence[Edge], name: str = "graph") -> Graph:
    return Graph(name, Size(len(nodes), len(edges)), lambda: iter(nodes), lambda: iter(edges))


def awkward(name: str = "awkward", each: int = 3) -> Graph:
    """`each` nodes of every label, every kind of relationship between them, one of them double; in walking order."""
    nodes = [
        Node(label, f"{stem}{n}", {"id": f"{stem}{n}", **(AWKWARD if n == 0 else {"n": n} if n == 1 else {})})
        for label, stem in ((label, f"{name:-<16}") for label, name in LABELS.items())
        for n in range(each)
    ]
    nodes[-1] = Node("Venue", 'z "odd" id, ; // $x', {"id": 'z "odd" id, ; // $x', "name": "as ids should not be"})
    ids = {label: [node.id for node in nodes if node.label == label] for label in LABELS}
    edges = [
        Edge(start, ids[start][n], kind, end, ids[end][-1 - n], props)
        for start in LABELS
        for n in range(each)
        for a, kind, end in EDGES
        for props in (
            [{"marker": "[1]", "number": 1}, {"marker": "[2]", "number": 2}, {}] if kind == "CITES" else [{**AWKWARD}]
        )
        if a == start
    ]
    return graph(nodes, edges, name)


def plain(papers: int) -> Graph:
    """So many papers, each citing its three neighbours."""

    def nodes() -> Iterator[Node]:
        for n in range(papers):
            yield Node("Paper", f"p{n:07}", {"id": f"p{n:07}", "title": f"The {n}th study", "year": 1990 + n % 30})

    def edges() -> Iterator[Edge]:
        for n in range(papers):
            for k in range(3):
                yield Edge("Paper", f"p{n:07}", "CITES", "Paper", f"p{(n + k) % papers:07}", {"number": k})

    return Graph(f"plain {papers}", Size(papers, 3 * papers), nodes, edges)
