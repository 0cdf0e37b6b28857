"""Whose finding a statement is, and how sure it sounds."""

from __future__ import annotations

import pytest

from ingest.origins import abstract_origins, hedge_of, origin_of

RESULTS, DISCUSSION, INTRODUCTION = ("3 Results", "Quieter evenings"), ("Discussion",), ("Introduction",)


@pytest.mark.parametrize(
    ("clean", "section", "cites", "origin"),
    [
        ("Seclusion fell by a third.", RESULTS, False, "own"),
        ("Staff lost fewer keys than in the year before.", ("Results", "Limitations of peer work"), False, "own"),
        ("Seclusion was scored by two raters.", ("Methods", "Outcomes"), True, "author"),
        ("Companions calm the ward.", INTRODUCTION, True, "cited"),
        ("Previous research has shown that gardens calm people.", INTRODUCTION, False, "cited"),
        ("Wards are loud.", INTRODUCTION, False, "author"),
        ("This study aimed to count keys.", INTRODUCTION, False, "author"),
        ("We found fewer alarms than others did.", DISCUSSION, True, "own"),
        ("Participants described quieter evenings.", DISCUSSION, False, "own"),
        ("Earlier studies reported fewer injuries.", DISCUSSION, True, "cited"),
        ("Further research should count alarms.", DISCUSSION, False, "author"),
        ("Companions shorten seclusion.", ("Conclusions",), False, "own"),
        ("Companions shorten seclusion.", ("Discussion", "Conclusion"), False, "own"),
        ("The authors thank the wards.", ("Acknowledgements",), False, "author"),
        ("Seclusion fell by a third.", ("Abstract", "Results"), False, "own"),
        ("Wards were drawn by lot.", ("Abstract", "Methods"), False, "author"),
        ("Seclusion fell by a third.", ("Abstract",), False, "own"),
    ],
)
def test_origin(clean: str, section: tuple[str, ...], cites: bool, origin: str) -> None:
    assert origin_of(clean, section, cites) == origin


def test_background_of_an_abstract_is_no_result() -> None:
    cleans = ("Wards are loud.", "We aimed to count alarms.", "Alarms fell by half.")
    assert abstract_origins(cleans, [("Abstract",)] * 3) == ("author", "author", "own")


@pytest.mark.parametrize(
    ("clean", "hedge"),
    [
        ("Companions may calm wards.", "may"),
        ("These data suggest that alarms fall.", "suggest"),
        ("Companions can and perhaps do help.", "perhaps"),
        ("Companions can help.", "can"),
        ("Alarms fell in May.", None),
        ("Alarms fell.", None),
    ],
)
def test_hedge(clean: str, hedge: str | None) -> None:
    assert hedge_of(clean) == hedge
