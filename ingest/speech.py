"""Which paragraphs of a document are participants' words, and who says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import quotes
from ingest.origins import in_results, reports
from ingest.pieces import Piece

_LONGEST_TURN = 12  # paragraphs of one quotation with its speaker named at the end


def mark(pieces: Sequence[Piece], paths: Sequence[tuple[str, ...]]) -> tuple[Piece, ...]:
    """The pieces, with quotations and the lines that name their speakers given their roles."""
    out = list(pieces)
    for i, piece in enumerate(out):
        if piece.role == "paragraph":
            _attribute(out, i, paths)
    for i, piece in enumerate(out):
        if piece.role == "paragraph":
            out[i] = _alone(out, i, paths)
    _name_marked(out)
    _material(out)
    _join_turns(out)
    return tuple(out)


def _attribute(out: list[Piece], i: int, paths: Sequence[tuple[str, ...]]) -> None:
    """A line that only names a speaker makes the paragraph above it, and what belongs to it, a quotation."""
    if i == 0 or out[i - 1].role not in ("paragraph", "quote"):
        return
    text, before = out[i].block.text, out[i - 1].block.text
    spoken = quotes.talks(before) or quotes.opens(before)
    speaker = quotes.names_speaker(text, before, out[i - 2].block.text if i > 1 else "")
    if speaker is None or (out[i - 1].role == "quote" and out[i - 1].speaker):
        return
    if not (spoken or in_results(paths[i])):
        return
    out[i] = replace(out[i], role="attribution", speaker=speaker)
    for k in range(i - 1, _first_of_turn(out, i - 1) - 1, -1):
        who = quotes.dialogue(out[k].block.text)
        out[k] = replace(out[k], role="quote", speaker=who if who and quotes.asks(who) else speaker)


def _first_of_turn(out: list[Piece], last: int) -> int:
    """The first paragraph of a quotation that ends at `last`: a dialogue, or opening marks one after another."""
    first = k = last
    while k > 0 and last - k < _LONGEST_TURN and out[k - 1].role == "paragraph":
        here, above = out[k].block.text, out[k - 1].block.text
        dialogue = quotes.dialogue(above) is not None
        marked = quotes.opens(here) and quotes.opens(above) and not quotes.enclosed(above)
        if (above.endswith(":") and not dialogue) or not (dialogue or marked or quotes.talks(above)):
            break
        k -= 1
        if dialogue or marked:
            first = k
    return _back_to_lead_in(out, last) if first == last else first


def _back_to_lead_in(out: list[Piece], last: int) -> int:
    """Unmarked paragraphs between a lead-in with a colon and the speaker's name are one quotation."""
    for k in range(last - 1, max(-1, last - 4), -1):
        if out[k].role != "paragraph":
            return last
        if out[k].block.text.endswith(":"):
            return k + 1
        if not quotes.talks(out[k].block.text):
            return last
    return last


def _alone(out: list[Piece], i: int, paths: Sequence[tuple[str, ...]]) -> Piece:
    """A paragraph that shows by itself, or by the one above it, that it is quoted."""
    piece = out[i]
    text = piece.block.text
    above = out[i - 1] if i else None
    led = above is not None and above.role in ("paragraph", "quote") and above.block.text.endswith(":")
    after_quote = above is not None and above.role in ("quote", "attribution")
    tail = quotes.trailing(text)
    results = in_results(paths[i])
    who = quotes.dialogue(text)
    named = quotes.labelled(text)
    if named and results and _is_labelled(text, named, led or after_quote):
        return replace(piece, role="quote", speaker=named)
    if text.startswith("> ") and results and not text.startswith(("> #", "> [!")):
        return replace(piece, role="quote", speaker=tail[1] if tail else None)  # Markdown's mark of a quotation
    if quotes.enclosed(text) and (
        tail or (results and (quotes.talks(text) or led or after_quote) and len(text.split()) > 4)
    ):
        return replace(piece, role="quote", speaker=tail[1] if tail else None)
    if who and (quotes.talks(text) or after_quote or led) and results:
        return replace(piece, role="quote", speaker=who)
    if tail and results and not _holds_quotations(text) and _is_told(text[: tail[0]], tail[1], led or after_quote):
        return replace(piece, role="quote", speaker=tail[1])
    if led and results and (quotes.opens(text) or _starts_speech(text)) and quotes.talks(text):
        return replace(piece, role="quote")
    if quotes.opens(text) and _goes_on(out, i):
        return replace(piece, role="quote")
    return piece


def _is_labelled(text: str, named: str, framed: bool) -> bool:
    """A name before words in marks is the speaker's where the marks go to the paragraph's end and somebody talks."""
    said = text[len(named) :].lstrip(" :–—-)]")
    return (quotes.opens(said) and (quotes.enclosed(said) or said[-1:] in quotes.CLOSING)) and (
        framed or quotes.talks(said)
    )


def _holds_quotations(text: str) -> bool:
    """Do the authors speak first, or several people in turn, so that the paragraph is no quotation but holds some?"""
    lead = _LEADS_IN.match(text)
    if lead and not quotes.talks(lead[0]):
        return True
    return len({voice.speaker for voice in quotes.inline(text, True) if voice.speaker}) > 1


def _is_told(said: str, who: str, framed: bool) -> bool:
    """Are the words before a speaker in brackets that speaker's, and not the authors' about them?"""
    if "“" in said[1:].lstrip("“") and not quotes.talks(said[:60]):
        return False
    return quotes.talks(said) or framed or (quotes.is_demographic(who) and not reports(said))


# "Some wanted to rest: “…” (P3)": the authors' words come first, and the quotation stands within the paragraph.
_LEADS_IN = re.compile(r"[^:“”\"‘«]{10,300}[:,] ?[“\"‘'«„]")
# Words that lead in a text that is quoted whole: a message that was tested, an instruction, a statement, a verse.
_READS = re.compile(r"\b(?:reads?|worded|stated|said|ran|went|is|was) as follows\s?:$", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:(?:following|this) (?:\w+ ){0,3}(?:statement|message|vignette|script|scenario|instruction|passage|excerpt|"
    r"extract|quotation|quote|prompt|letter|narrative|story|verse|poem)|(?:statement|words|quotation|quote|comment|"
    r"letter|poem) (?:from|by|of) [^.:]{2,120})\s?:$",
    re.IGNORECASE,
)
_NO_TEXT = re.compile(r" (?:OR|AND) |^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|;$|=")
_AUTHORS = re.compile(
    r"(?:^|[.;] )(?:we|our)\b|\b(?:participants?|respondents?|randomi[sz]ed|(?:this|the|these) (?:study|trial|"
    r"message|messages|control|"
    r"intervention|items?|scores?|groups?)|Tables? \d|Fig(?:ure)?s?\.? \d)|\[\d|\(\d{4}\)",
    re.IGNORECASE,
)
_LONGEST_TEXT = 8  # paragraphs of one quoted text
_SPEECH = (
    "…",
    "...",
    "[",
    "I ",
    "I’",
    "I'",
    "It ",
    "It’s",
    "You ",
    "We ",
    "My ",
    "They ",
    "There ",
    "Well",
    "Yes",
    "Yeah",
    "No,",
)


def _starts_speech(text: str) -> bool:
    return text.startswith(_SPEECH)


def _goes_on(out: list[Piece], i: int) -> bool:
    """An opening mark without its end, and the next paragraph opens with one again: one long quotation."""
    if i + 1 >= len(out) or out[i + 1].role not in ("paragraph", "quote"):
        return False
    return not quotes.enclosed(out[i].block.text) and quotes.opens(out[i + 1].block.text)


def _name_marked(out: list[Piece]) -> None:
    """Quotations that the input's own marks show: who speaks is told by the paragraph below, or by their own words."""
    for i, piece in enumerate(out):
        if piece.role != "quote" or piece.speaker is not None:
            continue
        below = out[i + 1] if i + 1 < len(out) else None
        if below is not None and below.role == "attribution":
            out[i] = replace(piece, speaker=below.speaker or quotes.attribution(below.block.text) or below.block.text)
            continue
        text = piece.block.text
        tail = quotes.trailing(text)
        named = tail[1] if tail else quotes.labelled(text) or (None if quotes.turns(text) else quotes.dialogue(text))
        out[i] = replace(piece, speaker=named)


def _material(out: list[Piece]) -> None:
    """A text quoted whole after "read as follows:" is a quotation, though no participant's; it goes on until the
    authors speak again. After weaker words ("the following statement:") it is one paragraph."""
    for i in range(len(out) - 1):
        lead = out[i].block.text[-200:]
        if ":" not in lead[-3:]:
            continue
        whole = _READS.search(lead) is not None
        if out[i].role not in ("paragraph", "quote") or not (whole or _GIVEN.search(lead)):
            continue
        for k in range(i + 1, min(len(out), i + 1 + (_LONGEST_TEXT if whole else 1))):
            text = out[k].block.text
            words = len(text.split())
            told = out[k].role == "paragraph" and words > (7 if text[-1:] in ".!?…”’\"'" else 19)
            if not told or _NO_TEXT.search(text) or (k > i + 1 and _AUTHORS.search(text)):
                break
            out[k] = replace(out[k], role="quote")


def _join_turns(out: list[Piece]) -> None:
    """The paragraphs of one long quotation share the speaker named at its end; an interviewer keeps the turn."""
    for i in range(len(out) - 2, -1, -1):
        here, below = out[i], out[i + 1]
        if (
            here.role == "quote"
            and below.role == "quote"
            and here.speaker is None
            and below.speaker
            and not quotes.enclosed(here.block.text)
        ):
            out[i] = replace(here, speaker=below.speaker)
