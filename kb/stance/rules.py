"""From what a sentence says of the outcome to a stance on the claim, with the reason and the deciding words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kb.concepts import Concepts
from kb.model import OPPOSITE_STANCE, Cue, Opinion, Reading, Stance, Statement
from kb.parts import Mention, Unit, mentions, units_of
from kb.stance import cues, direction, figures, frames, needs, subject
from kb.stance.confidence import CONFIDENCE
from kb.stance.direction import Direction
from kb.stance.sentence import LONGEST, Sentence, analyse
from kb.words import tokens

_PRONOUNS = frozenset("it them this these".split())
_WHO = frozenset("who whose that which with".split())
_HAVING = frozenset("have has had been were was are is being having poor good high low previously".split())
_WHOLE = 0.75  # share of an outcome's head words a sentence must name to say it without a cue
_MYTH = re.compile(
    r"\b(?:myths?|misconceptions?|false(?:ly)?|wrong(?:ly)?|untrue|not (?:\w+ ){0,2}an? (?:\w+ )?(?:issue|"
    r"problem|concern)|(?:not|never) (?:\w+ ){1,4}an (?:\w+ )?issue|unfounded)\b",
    re.I,
)


_SCARCE = re.compile(
    r"\b(?:(?<!a )few|hardly any|hardly|rarely|seldom|absent|absence of|none|nobody|no|uncommon|infrequent(?:ly)?|rare|"
    r"scarcely|not (?:\w+ )?(?:common|widespread|prevalent))\b",
    re.I,
)


@dataclass(frozen=True)
class Probe:
    """A claim made ready to be held against sentences: what is looked for, and which direction it claims.

    sign: of the outcome's amount, valence counted in; 0 for a change unsaid which way.
    """

    reading: Reading
    outcome: tuple[Unit, ...]
    subject: tuple[Unit, ...]
    sign: int


@lru_cache(maxsize=64)
def probe(reading: Reading, concepts: Concepts) -> Probe:
    """Make a claim ready."""
    outcome = units_of(reading.outcome, concepts)
    sign = reading.direction
    valence = next((u.valence for u in outcome if u.head), 0)
    markers = cues.find(tokens(reading.relation), reading.relation)
    if valence < 0 and any(m.kind == "quality" for m in markers):
        sign = -sign
    return Probe(reading, outcome, units_of(reading.subject, concepts), sign)


def _opinion(stance: Stance, reason: str, rule: str, statement: Statement, span: tuple[int, int] | None) -> Opinion:
    cue = None
    if span and 0 <= span[0] < span[1] <= len(statement.text):
        cue = Cue(statement.text[span[0] : span[1]], *span)
    return Opinion(stance, reason, cue, CONFIDENCE[rule])


def judge(reading: Reading, statement: Statement, concepts: Concepts) -> Opinion:
    """What a statement says of a claim. Pure; never raises."""
    if statement.kind == "title":
        return _opinion("unclear", "a title: to read", "title", statement, None)
    made = probe(reading, concepts)
    own = _of_text(made, statement, statement.text, concepts)
    if own.stance != "unclear" or statement.kind != "quote" or not statement.lead_in:
        return own
    if len(statement.text) > LONGEST or _mentions(made, analyse(statement.text, concepts), concepts):
        return own  # the quote speaks of the outcome itself: its own words count, not those before it
    spoken = replace(statement, kind="sentence", text=statement.lead_in, clean=statement.lead_in, lead_in=None)
    lead = _of_text(made, spoken, statement.lead_in, concepts)
    if lead.stance == "unclear":
        return own
    return Opinion(lead.stance, f"the words before the quote: {lead.reason}", None, CONFIDENCE["lead-in"])


def _of_text(made: Probe, statement: Statement, text: str, concepts: Concepts) -> Opinion:
    if made.reading.kind == "topic":
        return _opinion("unclear", "the claim names a topic and says nothing of it", "topic", statement, None)
    if len(text) > LONGEST:
        return _opinion("unclear", "too long to be one statement", "too-long", statement, None)
    sentence = analyse(text, concepts)
    found = _mentions(made, sentence, concepts)
    if not found:
        return _opinion("unclear", "does not name the outcome itself", "no-outcome", statement, None)
    frame = frames.of(statement, sentence)
    if made.reading.kind == "need":
        return _needed(made, statement, sentence, found, frame, concepts)
    if frame:
        return _opinion("unclear", frame.reason, frame.name, statement, (frame.start, frame.end))
    return _directed(made, statement, sentence, found, concepts)


def _mentions(made: Probe, sentence: Sentence, concepts: Concepts) -> tuple[Mention, ...]:
    """Mentions of the outcome's head."""
    heads = {i for i, u in enumerate(made.outcome) if u.head}
    return tuple(m for m in mentions(made.outcome, sentence.tokens, sentence.hits, concepts) if m.unit in heads)


def _is_property(sentence: Sentence, mention: Mention) -> bool:
    """ "people who had been hospitalised": says who they are, not what became of them."""
    i = mention.start - 1
    while i >= 0 and mention.start - i <= 4 and sentence.words[i] in _HAVING:
        i -= 1
    return i >= 0 and mention.start - i > 1 and sentence.words[i] in _WHO and sentence.words[i] != "with"


def _pronouns(sentence: Sentence, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """ "… but increased it": the outcome again, under another cue."""
    out = []
    for marker in sentence.markers:
        i = marker.end
        if i < len(sentence.words) and sentence.words[i] in _PRONOUNS and marker.kind in ("amount", "quality"):
            before = [m for m in found if m.end <= marker.start]
            alone = (
                i + 1 >= len(sentence.words)
                or sentence.clause[i + 1] != sentence.clause[i]
                or sentence.words[i + 1] in ("in", "among", "for", "by", "at", "and", "when", "on", "with")
            )
            if before and alone:
                out.append(before[-1]._replace(start=i, end=i + 1))
    return tuple(out)


def _directed(
    made: Probe, statement: Statement, sentence: Sentence, found: tuple[Mention, ...], concepts: Concepts
) -> Opinion:
    usable = [m for m in found if not _is_property(sentence, m)]
    if not usable:
        return _opinion("unclear", "names the outcome only to say who was studied", "property", statement, None)
    plain = [m for m in usable if not m.linked]
    said = [d for m in (*plain, *_pronouns(sentence, plain)) if (d := direction.of(sentence, m))]
    said += _elliptic(sentence, said)
    if not said:
        linked = [m for m in usable if m.linked and not any(m.end < p.start <= m.end + 3 for p in plain)]
        said = [d for m in linked if (d := direction.of(sentence, m))]  # "understanding of stigma" is no less stigma
    both = frames.mixed(sentence)
    if both and (said or not made.subject or _names_subject(made, sentence, concepts)):
        return _opinion("mixed", "says that it goes both ways", "mixed-words", statement, both)
    if all(one.weak or one.kind == "change" for one in said) or figures.correlated(sentence):
        told = figures.told(sentence, made.subject, usable, concepts)
        if told:
            return _final(made, statement, sentence, [told], concepts)
    if not said:
        return _undirected(made, statement, sentence, usable, concepts)
    return _final(made, statement, sentence, said, concepts)


def _elliptic(sentence: Sentence, said: Sequence[Direction]) -> list[Direction]:
    """ "a drop among mothers, but a rise among fathers": of the same outcome, in another clause."""
    first = next((d for d in said if d.kind == "amount"), None)
    if first is None or first.marker is None:
        return []
    for marker in sentence.markers:
        after = sentence.words[marker.end : marker.end + 1]
        other = sentence.clause[marker.start] > sentence.clause[first.marker.start]
        if (
            other
            and marker.kind == "amount"
            and marker.form != "adjective"
            and after in (("among",), ("amongst",), ("for",))
        ):
            sign = marker.sign * first.mention.sign
            return [replace(first, sign=sign, start=marker.start, end=marker.end, marker=marker, denied=False)]
    return []


def _names_subject(made: Probe, sentence: Sentence, concepts: Concepts) -> bool:
    return bool(mentions(made.subject, sentence.tokens, sentence.hits, concepts))


def _undirected(
    made: Probe, statement: Statement, sentence: Sentence, found: Sequence[Mention], concepts: Concepts
) -> Opinion:
    """The outcome is named and no cue says which way."""
    myth = _MYTH.search(sentence.text)
    if myth and made.reading.kind == "existence":
        stance = _denied("contradicts" if made.sign > 0 else "supports", made)
        return _opinion(stance, "calls it a myth, or no issue", "myth", statement, (myth.start(), myth.end()))
    heads = [i for i, u in enumerate(made.outcome) if u.head]
    whole = len({m.unit for m in found}) >= _WHOLE * len(heads)
    if made.reading.kind == "existence" and whole and _names_subject(made, sentence, concepts):
        span = sentence.slice(found[0].start, found[0].end)
        scarce = _SCARCE.search(sentence.text) is not None
        stance = _denied("supports" if (made.sign > 0) is not scarce else "contradicts", made)
        return _opinion(stance, "says it of the same subject", "named", statement, span)
    return _opinion("unclear", "names the outcome, but not which way it goes", "no-direction", statement, None)


def _final(
    made: Probe, statement: Statement, sentence: Sentence, said: Sequence[Direction], concepts: Concepts
) -> Opinion:
    votes: list[tuple[Stance, Direction, str]] = []
    refused: str | None = None
    for one in said:
        whose = subject.whose(sentence, made.subject, one, concepts)
        near = one.mention.linked and not _towards(sentence, one.mention, concepts)
        if near or (one.mention.linked and (one.weak or whose == subject.ABSENT)):
            refused = refused or "speaks of a related matter, not of the outcome itself"
            continue
        if whose == subject.OTHER:
            refused = refused or "says it of others than the claim's subject"
            continue
        turned = replace(one, sign=-one.sign) if whose == subject.FLIPPED else one
        if turned.kind in ("amount", "change") and (figures.insignificant(sentence) or figures.groups_alike(sentence)):
            turned = replace(turned, kind="null")
        elif turned.kind == "amount" and figures.of_all_groups(sentence):
            turned = replace(
                turned, kind="null" if turned.marker is None or figures.no_difference(sentence) else "change"
            )
        votes.append((_vote(made, turned), turned, whose))
    if not votes:
        return _opinion("unclear", refused or "no direction", "other-subject", statement, None)
    votes = [v for v in votes if v[0] != "unclear"] or votes
    if len({v[0] for v in votes}) > 1:
        votes = [v for v in votes if not v[1].weak] or votes
    stances = {v[0] for v in votes}
    if len(stances) > 1:
        first, last = min(v[1].start for v in votes), max(v[1].end for v in votes)
        return _opinion(
            "mixed", "says both, of different clauses", "mixed-directions", statement, sentence.slice(first, last)
        )
    stance, deciding, whose = votes[0]
    return _opinion(
        stance,
        _reason(stance, deciding),
        _rule(deciding, whose),
        statement,
        sentence.slice(deciding.start, deciding.end),
    )


_OF_WHOM = frozenset("of for towards toward about with to regarding around surrounding surround surrounds".split())
_WITHIN = frozenset("in among within between".split())
_THEM = frozenset("people person patients those them others users residents service mental".split())


def _towards(sentence: Sentence, mention: Mention, concepts: Concepts) -> bool:
    """An attitude near the outcome ("empathy" for stigma) speaks of it only where it says towards whom; other links of
    the map ("exercise" for physical activity) need no such words."""
    named = [h.concept_id for h in sentence.hits if h.start_token == mention.start]
    if not any(c and c.group == "attitudes" for c in map(concepts.get, named)):
        return True
    after = sentence.words[mention.end : mention.end + 6]
    if not _WITHIN.isdisjoint(after[:2]):
        return False
    opens = next((i for i, word in enumerate(after) if word in _OF_WHOM), None)
    if opens is None:
        return False
    start, end = mention.end + opens + 1, mention.end + opens + 6
    of_people = any(
        start <= h.start_token < end
        and (c := concepts.get(h.concept_id)) is not None
        and c.group in ("people", "outcomes")
        for h in sentence.hits
    )
    return of_people or not _THEM.isdisjoint(sentence.words[start:end])


def _vote(made: Probe, one: Direction) -> Stance:
    """One direction held against the claim; see `docs/decisions` for denied claims and claims of no change."""
    kind = made.reading.kind
    if kind == "no-change":
        return "supports" if one.kind == "null" else "contradicts"
    if one.kind == "null":
        if kind == "barrier" and one.denied:
            return _denied("contradicts", made)
        if kind == "existence" and one.denied and one.weak:
            return _denied("contradicts" if made.sign > 0 else "supports", made)
        return "supports" if made.reading.negated else "no-effect"
    if made.sign == 0:
        return _denied("supports", made)
    if one.kind == "change":
        return "unclear"
    return _denied("supports" if one.sign == made.sign else "contradicts", made)


def _denied(stance: Stance, made: Probe) -> Stance:
    return OPPOSITE_STANCE[stance] if made.reading.negated else stance


def _reason(stance: Stance, one: Direction) -> str:
    if one.kind == "null":
        return "denies the change" if one.denied else "reports no difference"
    if one.kind == "change":
        return "reports a difference, not which way"
    way = "more" if one.sign > 0 else "less"
    return f"says {way} of the outcome" + (", in what the concept map links to it" if one.mention.linked else "")


def _rule(one: Direction, whose: str) -> str:
    if one.kind == "change":
        return "change"
    if one.kind == "null":
        return "denied" if one.denied else "null"
    if whose == subject.FLIPPED:
        return "flipped"
    strength = "weak" if one.weak else "linked" if one.mention.linked else "bare" if one.marker is None else "amount"
    return f"{strength}-{'absent' if whose == subject.ABSENT else 'same'}"


def _needed(
    made: Probe,
    statement: Statement,
    sentence: Sentence,
    found: tuple[Mention, ...],
    frame: frames.Frame | None,
    concepts: Concepts,
) -> Opinion:
    if frame and frame.name not in ("advice", "condition"):
        return _opinion("unclear", frame.reason, frame.name, statement, (frame.start, frame.end))
    said = list(needs.readings(sentence, found))
    wrong = subject.belongs_to_others(sentence, made.subject, found[0], concepts)
    if said and (wrong or subject.others_before(sentence, made.subject, said[0][1], concepts)):
        return _opinion("unclear", "says it of others than the claim's subject", "other-subject", statement, None)
    signs = {sign for sign, _, _ in said}
    if len(signs) > 1:
        span = (min(s for _, s, _ in said), max(e for _, _, e in said))
        return _opinion("mixed", "needed by some and not by others", "mixed-directions", statement, span)
    if not signs:
        return _opinion("unclear", "names it, but not whether it is needed", "no-direction", statement, None)
    sign, start, end = said[0]
    stance: Stance = "supports" if sign > 0 else "contradicts"
    return _opinion(
        _denied(stance, made),
        "says that it is needed" if sign > 0 else "says that it is not needed",
        "need",
        statement,
        (start, end),
    )
