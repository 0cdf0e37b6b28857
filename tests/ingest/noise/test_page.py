"""What pages print around a list: headings, furniture, running heads and pages' numbers."""

from __future__ import annotations

import pytest

from ingest.noise import page


@pytest.mark.parametrize(
    "text",
    ["References", "REFERENCES", "6. References:", "## References", "**Bibliography**", "References (87)", "VI. Literature cited",
     "Literaturverzeichnis", "Références", "Referencias bibliográficas", "Riferimenti bibliografici", "Literatuurlijst", "Referenser",
     "Piśmiennictwo", "Список литературы", "参考文献", "References\u00a0and notes"],
)  # fmt: skip
def test_headings(text: str) -> None:
    assert page.heads_list(text)


@pytest.mark.parametrize(
    "text", ["", "Reference values", "Ash B. References. J Sheds. 2011;1:2.", "Sources of light in sheds"]
)
def test_no_headings(text: str) -> None:
    assert not page.heads_list(text)
    assert not page.heads_part(text)


@pytest.mark.parametrize(
    "text",
    [
        "Further reading",
        "Supplementary references",
        "Additional references:",
        "References to studies included in this review",
    ],
)
def test_headings_of_parts(text: str) -> None:
    assert page.heads_part(text)


@pytest.mark.parametrize(
    "text",
    [
        "Appendix A. Interview guide",
        "About the authors",
        "Table 1. Men",
        "Author biographies",
        "Posted March 24, 2025.",
        "© Some House 2015",
    ],
)
def test_what_ends_a_list(text: str) -> None:
    assert page.ends_list(text)


@pytest.mark.parametrize(
    "text", ["Appendix surgery in sheds. J Sheds. 2011;1:2.", "Funding sheds in towns of the north: a review", "Ash B."]
)
def test_what_does_not(text: str) -> None:
    assert not page.ends_list(text)


def test_only_some_were_shown() -> None:
    assert page.says_partial("Show all 87 references")
    assert page.is_button("Show all 87 references")
    assert not page.says_partial("Show and tell")


ITEM = "Ash B. A title that is long enough. J Sheds. 2011;1:2–9."


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([ITEM] * 9 + ["112", "Ash et al. / Sheds Today 12", *[ITEM] * 9], {9, 10}),
        ([ITEM] * 9 + ["Ash et al. BMC Sheds (2019) 19:123 Page 9 of 10", ITEM], {9}),
        (
            [ITEM] * 8 + ["Sheds Today 112", *[ITEM] * 12, "Sheds Today 114", *[ITEM] * 8, "Sheds Today 116"],
            {8, 21, 30},
        ),
        (["1", ITEM, "2", ITEM, "3", ITEM], set()),  # the items' own numbers
        (["Ash, 2006", ITEM] + [ITEM] * 9 + ["Ash, 2007", *[ITEM] * 9, "Ash, 2008"], set()),  # years are no pages
        ([ITEM] * 5 + ["Ash B. Sheds. J Sheds. 2011;1:", "112", ITEM], set()),  # what an open end asks for
        ([f"{n}. Ash B. Sheds" for n in range(1, 30)], set()),
    ],
)
def test_running_heads(lines: list[str], found: set[int]) -> None:
    assert page.running(lines) == found
