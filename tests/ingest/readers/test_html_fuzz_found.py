"""What damaged pages at random have found; each was once an error."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.readers import html

FOUND = {
    "brackets that two markers share": b"<p>x ([<a href='#r1'>1</a>](<a href='#r2'>2</a>)</p><ol class=references><li id=r1>Oak E. Sheds. J Sheds. 2015;1:2.<li id=r2>Elm D. Trees. J Trees. 2016;1:2.</ol>",
    "a subscript over an empty paragraph": b"<p>x<sub><p></sub><div>y<sub></div>z</p>",
    "a subscript that opens between paragraphs": b"<p>x</p><sub><p>y</p><p></p></sub><p>z",
    "a subscript of empty cells": b"<table><tr><td>x<sub><td><td></table>",
    "a subscript among the links behind an item": b"<h2>References</h2><ol><li>Oak E. Sheds. J Sheds. 2015;1:2. <sub>[PubMed] [Google Scholar]</sub></ol>",
    "two subscripts that look alike": b"<p>x<sub><sub>y</sub>z<p>w</sub></p><p>v</p>",
}


@pytest.mark.parametrize("name", FOUND)
def test_found(name: str) -> None:
    s = html.read(b"<html><body>" + FOUND[name], "x.html")
    spans = [*s.raised, *(s.cites or ())]
    assert all(0 <= x.start < x.end <= len(s.source.text) for x in spans)
    cites = s.cites or ()
    assert all(a.end <= b.start for a, b in pairwise(cites))
