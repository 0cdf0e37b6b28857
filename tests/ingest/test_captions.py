"""Captions that state a result, and lists whose items do."""

from __future__ import annotations

import pytest

from ingest import read
from ingest.captions import results
from ingest.model import Batch
from kb.show import finding_objects

CAPTIONS = [
    ("Table 2. Characteristics of participants", ""),
    ("Table 1: Falls and injuries by ward, 2019 to 2021.", ""),
    ("Figure 1. Flow of participants through the trial.", ""),
    ("Figure 3. Effect of companions on falls. Error bars are 95% confidence intervals.", ""),
    (
        "Figure 2. Falls were fewer on wards with companions (p = 0.01).",
        "Falls were fewer on wards with companions (p = 0.01).",
    ),
    (
        "Fig. 4 Sleep by week. Nurses on night shifts slept less than the others. Bars show means.",
        "Nurses on night shifts slept less than the others.",
    ),
    ("Table 3. Data are presented as mean ± SD; *p < 0.05 compared with baseline.", ""),
    (
        "Figure 5 Survival did not differ between arms (log-rank p = 0.4).",
        "Survival did not differ between arms (log-rank p = 0.4).",
    ),
    ("Figure 6. Pain scores. (a) Before. (b) After. The dashed line indicates the mean.", ""),
    ("Table 4. Most carers reported poor sleep.", "Most carers reported poor sleep."),
    ("Figure 7. Adapted from Holm, with permission; falls were fewer in spring.", ""),
    ("Box 1. Questions of the interview guide", ""),
    ("Figure 8. Association between sleep and falls", ""),
    ("Figure 9. Falls rose with age. Abbreviations: CI, confidence interval.", "Falls rose with age."),
    ("Figure", ""),
    ("", ""),
    ("Table 5. " + "a very long caption " * 400, ""),
]


@pytest.mark.parametrize(("caption", "wanted"), CAPTIONS)
def test_sentences_of_a_caption_that_state_a_result(caption: str, wanted: str) -> None:
    assert " ".join(caption[a:b] for a, b in results(caption)) == wanted


def paper(body: str) -> Batch:
    head = "Nights on a ward\n\n1. Introduction\n\nCompanions work on many wards and little is known about what they do all day long there.\n\n"
    return read(
        f"{head}2. Results\n\nFalls were counted on both wards in every week of the year, by day and by night.\n\n{body}\n".encode(),
        "x.txt",
    )


def test_a_captions_result_is_kept_but_not_shown_among_the_sentences() -> None:
    batch = paper(
        "Figure 2. Falls were fewer on wards with companions (p = 0.01).\n\nThe wards were alike in all else, as is told above."
    )
    (found,) = [f for f in batch.findings if f.kind == "caption"]
    assert (found.text, found.origin, found.section) == (
        "Falls were fewer on wards with companions (p = 0.01).",
        "own",
        ("Results",),
    )
    assert batch.source.text[found.source.start : found.source.end] == found.text
    assert "caption" not in {o["kind"] for o in finding_objects(batch)}


@pytest.mark.parametrize(
    ("marks", "plain"),
    [
        (("1. ", "2. ", "3. "), True),
        (("1) ", "2) ", "3) "), True),
        (("(1) ", "(2) ", "(3) "), True),
        (("• ", "• ", "• "), True),
        (("- ", "- ", "- "), True),
        (("", "", ""), True),
    ],
)
def test_a_result_in_a_list_is_a_sentence_without_its_mark(marks: tuple[str, ...], plain: bool) -> None:
    said = ("Falls were halved on both wards.", "Nobody was hurt in six months.", "Nurses slept longer than before.")
    batch = paper("\n\n".join(mark + words for mark, words in zip(marks, said, strict=True)))
    found = [f for f in batch.findings if f.section == ("Results",)][1:]
    assert [(f.clean, f.kind, f.origin) for f in found] == [(words, "sentence", "own") for words in said]
    assert all(batch.source.text[f.source.start : f.source.end] == f.text for f in found)
