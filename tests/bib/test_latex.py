"""LaTeX of names and titles, each word with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib import latex

TABLE = [
    (r"{\'E}tienne \"Uber \'{\i}dolo \^\i le", "Étienne Über ídolo île"),
    (
        r"{\c C}elik \c{c} \c c \v{S}koda {\v r} \u{g} \k{a} \H{o} \r{a} \.{z} \={a} \d{s}",
        "Çelik ç ç Škoda ř ğ ą ő å ż ā ṣ",
    ),
    (r"{\ss} \ss{} \O re {\o} \AA ngstr{\"o}m {\L}ukasz \ae{}sir", "ß ß Øre ø Ångström Łukasz æsir"),
    (r"5\% of \$10 \& \#1 \_x \{a\}", "5% of $10 & #1 _x {a}"),
    (r"pages 1--2 --- ``so''", "pages 1–2 — “so”"),
    (r"a~b\ c\\d \-e", "a b c d e"),
    (r"CO$_2$ and $\alpha$-levels, $p<0.05$, $x^{2}$", "CO2 and α-levels, p<0.05, x2"),
    ("it costs $5 and $6", "it costs $5 and $6"),
    ("a_b ^c $", "a_b ^c $"),
    (r"\emph{Peers} on {\it wards} \textsuperscript{2}", "Peers on wards 2"),
    (r"p {\textless} 0.05 \textgreater{} \textendash{} \textbackslash{}", "p < 0.05 > – \\"),
    (r"\nobodyknows{x} y", r"\nobodyknowsx y"),
    (r"{{The {NHS} Group}}", "The NHS Group"),
    (r"-{}- '{}' `{}`", "-- '' ``"),
    ("\\", "\\"),
    ("} {", ""),
]


@pytest.mark.parametrize(("source", "words"), TABLE)
def test_words(source: str, words: str) -> None:
    assert latex.plain(source) == words


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        (r"10.1/a{\_}b\_c", "10.1/a_b_c"),
        (r"\url{http://x.org/~a--b%20c}", "http://x.org/~a--b%20c"),
        (r"http://x.org/{~}a/\%20/\textasciitilde{}b", "http://x.org/~a/%20/~b"),
    ],
)
def test_addresses_are_themselves(source: str, bare: str) -> None:
    assert latex.verbatim(source) == bare


def test_every_word_knows_its_place() -> None:
    source = r"x {Caf\'e} of {\'E}tienne \& {\L}ukasz: it's $\alpha$-blocked -- once"
    found = latex.decode(source, 2, len(source))
    assert found.text == "Café of Étienne & Łukasz: it's α-blocked – once"
    slices = {}
    for word in ("of", "it's", "once", "Café", "Étienne"):
        at = found.text.index(word)
        slices[word] = source[slice(*found.span(at, at + len(word)))]
    assert slices == {"of": "of", "it's": "it's", "once": "once", "Café": r"Caf\'e}", "Étienne": r"\'E}tienne"}


@given(st.text(st.sampled_from("aé'`-\"\\{}$~^_%&# \n1") | st.characters(exclude_categories=("Cs",)), max_size=40))
def test_what_is_escaped_is_decoded(text: str) -> None:
    want = " ".join("".join(" " if c < " " or c == "\x7f" else c for c in text).split())
    assert latex.plain(latex.escape(text)) == want


@given(st.text(st.sampled_from("ae\\{}$~-`'^_. \nc\"ivH"), max_size=60), st.integers(0, 5))
def test_places_never_run_backwards_or_out(text: str, start: int) -> None:
    start = min(start, len(text))
    found = latex.decode(text, start, len(text))
    places = [found.offset(n) for n in range(len(found.text) + 1)]
    assert places == sorted(places)
    assert all(start <= place <= len(text) for place in places)
