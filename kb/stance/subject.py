"""Of whom or what a direction is said: the claim's subject, a group it is compared with, or something else."""

from __future__ import annotations

from kb.concepts import Concepts
from kb.parts import Mention, Unit, mentions
from kb.stance.direction import Direction
from kb.stance.negation import DENIERS
from kb.stance.sentence import Sentence
from kb.stance.side import BE, NO_OBJECT
from kb.words import STOP_WORDS

FLIPPED = "flipped"
SAME = "same"
ABSENT = "absent"
OTHER = "other"

# After the subject: it is over, or there is less of it.
_ENDED = frozenset(
    "ended stopped closed ceased finished withdrawn discontinued reduction cessation discontinuation withdrawal "
    "removal removed abolished treated fixed resolved".split()
)
_WHO = frozenset(("who", "that", "whom", "which"))
_THAN = frozenset("than versus vs compared relative unlike".split())
# Before the subject: there is less of it, or none.
_LACK = frozenset(
    "without lack absence loss low lower less fewer reduced reduction deficient deficiency poor inadequate "
    "insufficient lacking "
    "abandoned abandoning abolished abolishing banned banning stopping stopped withdrawing discontinuing "
    "discontinuation cessation tapering quitting ending "
    "withdrawal removal removing losing inhibition inhibiting blocking decreased decreasing limited".split()
)
# After these a person is told to say something, not to be or to do it.
_ASCRIBING = frozenset("attributed ascribed credited".split())
_SAYING = frozenset(
    "said say says agreed agree reported report felt feel believed believe thought think told us stated noted noticed "
    "observed explained argued emphasised stressed described mentioned acknowledged recognised saw".split()
)
# What may do something in a paper without being anything else than what the paper is about.
_GENERIC = frozenset(
    "study studies finding findings result results evidence participant participants people person programme "
    "program programmes intervention interventions "
    "model approach approaches support service services they it this these those we author authors review "
    "reviews trial trials patient patients user users client clients consumer "
    "consumers treatment therapy group groups team teams role roles benefit benefits use work working "
    "involvement presence experience relationship contact research literature who such "
    "many most some several all others both respondent respondents manager managers interviewees one two three "
    "data analysis report reports reported effect effects impact our their "
    "having being scheme project pilot employing employment value positive unique help helping sessions session "
    "training".split()
)


def others(units: tuple[Unit, ...], sentence: Sentence, concepts: Concepts) -> tuple[tuple[int, int], ...]:
    """Places of groups that stand beside the subject: the same kind of people, or those it is compared with."""
    direct = {i for u in units for i in u.direct}
    subjects = {i for i in direct if (c := concepts.get(i)) and c.group == "people"}
    kinds = {c.broader for i in subjects if (c := concepts.get(i)) and c.broader}
    out = []
    for hit in sentence.hits:
        concept = concepts.get(hit.concept_id)
        if concept is None or hit.concept_id in direct:
            continue
        if _tells(sentence, hit.end_token):
            continue
        beside = (
            concept.broader in kinds or hit.concept_id == "control-group" or _grand(concept.broader, kinds, concepts)
        )
        if beside and hit.concept_id not in kinds:
            out.append((hit.start_token, hit.end_token))
    return tuple(out)


def _tells(sentence: Sentence, after: int) -> bool:
    """ "Managers agreed that …": they say it, it is not said of them."""
    if not _ASCRIBING.isdisjoint(sentence.words[after : after + 6]):
        return True
    return any(
        sentence.words[i] in _SAYING and sentence.words[i + 1] in ("that", "how")
        for i in range(after, min(after + 8, len(sentence.words) - 1))
    )


def _grand(broader: str | None, kinds: set[str], concepts: Concepts) -> bool:
    """A nurse is a clinician is a care worker, as a peer worker is."""
    parent = concepts.get(broader) if broader else None
    return bool(parent and parent.broader in kinds)


def whose(sentence: Sentence, subject: tuple[Unit, ...], made: Direction, concepts: Concepts) -> str:
    """SAME, FLIPPED (said of what it is compared with), ABSENT (not named here) or OTHER (of something else)."""
    if not subject:
        return SAME
    named = [
        m
        for m in mentions(subject, sentence.tokens, sentence.hits, concepts)
        if not _overlaps(m, made.mention) and not m.linked
    ]
    if named:
        if _reversed(sentence, made, named):
            return OTHER
        whose = _named(sentence, subject, made, named, concepts)
        contrary = all(m.sign < 0 for m in named)  # "people in work" for unemployment
        if sentence.words[made.end : made.end + 2] in (("without", "it"), ("without", "them")):
            contrary = not contrary
        if contrary is not _lacking(sentence, named[0], made):
            return {SAME: FLIPPED, FLIPPED: SAME}.get(whose, whose)
        return whose
    compared = _beside_control(sentence, made)
    if compared:
        return compared
    if made.kind != "null" and belongs_to_others(sentence, subject, made.mention, concepts):
        return OTHER
    return OTHER if _other_agent(sentence, made) else ABSENT


def _beside_control(sentence: Sentence, made: Direction) -> str | None:
    """The subject has no name here and a control group has: who is not the control is the subject."""
    than = next((i for i in range(len(sentence.words)) if _compares(sentence, i)), None)
    control = [h.start_token for h in sentence.hits if h.concept_id == "control-group"]
    if than is None or not control or made.kind != "amount":
        return None
    return ABSENT if min(control) > than else FLIPPED


def belongs_to_others(sentence: Sentence, subject: tuple[Unit, ...], mention: Mention, concepts: Concepts) -> bool:
    """Another group, and not the subject, stands in the clause of the outcome."""
    clause = sentence.clause[mention.start]
    if any(
        sentence.clause[m.start] == clause
        for m in mentions(subject, sentence.tokens, sentence.hits, concepts)
        if not _overlaps(m, mention)
    ):
        return False
    return any(sentence.clause[start] == clause for start, _ in others(subject, sentence, concepts))


def _named(
    sentence: Sentence, subject: tuple[Unit, ...], made: Direction, named: list[Mention], concepts: Concepts
) -> str:
    than = next((i for i in range(len(sentence.words)) if _compares(sentence, i)), None)
    if than is not None and made.kind == "amount" and made.marker:
        comma = min((c for c in sentence.commas if c > than), default=len(sentence.words))
        inside = [m for m in named if than < m.start < (comma if than == 0 else len(sentence.words))]
        compared = [m for m in named if m not in inside]
        control = [h.start_token for h in sentence.hits if h.concept_id == "control-group"]
        if any(at > than for at in control):
            return SAME
        if made.start <= min(control, default=-1) < than:
            return FLIPPED
        if inside and not compared and (than > made.start or than == 0):
            return FLIPPED
        if inside or than > made.start:
            return SAME
    return OTHER if belongs_to_others(sentence, subject, made.mention, concepts) else SAME


def _compares(sentence: Sentence, i: int) -> bool:
    """Whether a comparison opens here; "more than 90 %" and "other than" compare no groups."""
    if sentence.words[i] not in _THAN:
        return False
    following = sentence.words[i + 1] if i + 1 < len(sentence.words) else ""
    return not (
        sentence.words[i] == "than" and (following[:1].isdigit() or sentence.words[i - 1] in ("other", "rather"))
    )


def others_before(sentence: Sentence, subject: tuple[Unit, ...], offset: int, concepts: Concepts) -> bool:
    """ "Nurses required training in working with volunteers": others, and not the subject, stand before that place."""
    found = mentions(subject, sentence.tokens, sentence.hits, concepts)
    if any(sentence.tokens[m.start].start < offset for m in found) or not found:
        return False
    return any(sentence.tokens[start].start < offset for start, _ in others(subject, sentence, concepts))


def _reversed(sentence: Sentence, made: Direction, named: list[Mention]) -> bool:
    """ "Avoiding care led to higher costs": the outcome brings about the subject, not the other way."""
    first = min(m.start for m in named)
    return any(_brings(sentence, i) for i in range(made.mention.end, first))


def _brings(sentence: Sentence, i: int) -> bool:
    word, after = sentence.words[i], sentence.words[i + 1 : i + 2]
    return (
        (word in ("led", "leads", "lead", "contributed", "contributes") and after == ("to",))
        or (word in ("resulted", "results") and after == ("in",))
        or (word in ("followed", "accompanied") and after == ("by",))
        or (word in ("made", "makes", "caused", "causes", "prompted") and sentence.words[i - 1] not in BE)
    )


def _lacking(sentence: Sentence, named: Mention, made: Direction) -> bool:
    """ "without peers", "lower stigma", "lack of supervision": what is said goes with less of the subject."""
    for i in range(named.start - 1, max(named.start - 4, -1), -1):
        word = sentence.words[i]
        if word in _LACK:
            return not made.start <= i < made.end
        if word not in ("of", "the", "a", "any", "in", "to"):
            break
    return _ends(sentence, named) or _who_had_none(sentence, named)


def _ends(sentence: Sentence, named: Mention) -> bool:
    """ "after the walking group ended", "restraint reduction", not "stigma stopped many from"."""
    for i in range(named.end, min(named.end + 3, len(sentence.words))):
        if sentence.words[i] in _ENDED:
            last = i + 1 >= len(sentence.words) or sentence.clause[i + 1] != sentence.clause[i]
            return last or not sentence.words[i].endswith(("ed", "n")) or sentence.words[i + 1] in NO_OBJECT
    return False


def _who_had_none(sentence: Sentence, named: Mention) -> bool:
    """ "people who did not attend the club", "those who had never had supervision"."""
    for i in range(named.start - 1, max(named.start - 6, 0), -1):
        if sentence.words[i] in DENIERS and sentence.words[i] != "no":
            return not _WHO.isdisjoint(sentence.words[max(0, i - 3) : i])
    return False


def _overlaps(a: Mention, b: Mention) -> bool:
    return a.start < b.end and b.start < a.end


def _other_agent(sentence: Sentence, made: Direction) -> bool:
    """An active verb whose doer is named and is neither the subject nor a word for any study or programme."""
    marker = next((m for m in sentence.markers if m.start == made.start), made.marker)
    if marker is None or marker.form != "verb" or marker.end > made.mention.start:
        return False
    word = sentence.words[marker.start]
    before = sentence.words[made.start - 1] if made.start else ""
    if made.start == 0 or before in (
        "reported",
        "experienced",
        "had",
        "have",
        "to",
        "of",
        "with",
        "in",
        "through",
        "by",
        "and",
        "or",
        "as",
        "showed",
        "described",
    ):
        return False
    clause = sentence.clause[marker.start]
    if word.endswith("ing"):
        return False
    agent = [w for i, w in enumerate(sentence.words[: made.start]) if sentence.clause[i] == clause]
    content = [w for w in agent if w not in STOP_WORDS and not w[0].isdigit() and not w.endswith("ly")]
    return bool(content) and not any(w in _GENERIC for w in content)
