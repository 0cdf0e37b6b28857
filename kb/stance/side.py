"""On which side of a cue stands what it speaks of: "reduced admissions", "admissions fell", "no decline in admissions".

It follows from the form of the cue and from the words around it.
"""

from __future__ import annotations

from kb.stance import negation
from kb.stance.cues import ADVERBS, Marker
from kb.stance.sentence import Sentence

BE = frozenset(
    "is are was were be been being am isn't aren't wasn't weren't become became becomes remain remains remained "
    "seemed looked felt".split()
)
_DETERMINERS = frozenset(
    "a an the this that any no some each their its our significant greater larger smaller further observed "
    "reported".split()
)
# After one of these a verb has no object, so it speaks of what stands before it.
NO_OBJECT = frozenset(
    "and or but in by from among amongst over after when with for at during within than compared to between as "
    "either both "
    "since following until while so "
    "where without under on because then if yet before across through towards throughout upon into there once "
    "also too not off up down away out again that".split()
)
OF = frozenset("in of for on to regarding concerning".split())
LIKELY = frozenset("likely risk odds chance chances probability likelihood rate rates number numbers".split())
OFTEN = frozenset("often frequently frequent commonly common frequency so severe severely".split())
# A phrase that ends in one of these speaks of what follows; these verbs never do.
_TAKES_OBJECT = frozenset("of in for on to with from against".split())
_NEVER_RIGHT = frozenset("different differ differs differed varied fell rose fallen risen grew waned".split())
UNTIL = frozenset("longer later sooner earlier shorter".split())


def side_of(sentence: Sentence, marker: Marker) -> str:
    """Where what a cue speaks of stands: "left", "right" or "both"."""
    words = sentence.words
    than = marker.kind == "null" and words[marker.end : marker.end + 1] == ("than",)
    if than or words[marker.start] in ("superior", "inferior"):
        return "both"
    if (
        marker.kind == "null"
        and marker.end - marker.start > 1
        and words[marker.end : marker.end + 1] in (("on",), ("in",), ("to",))
    ):
        return "both"  # "had little influence on": of what follows
    if marker.end - marker.start > 1 and words[marker.end - 1] in _TAKES_OBJECT:
        # what goes together may be told from either side: "A is associated with B", "B with A"
        return "both" if marker.kind in ("link", "null") and words[marker.end - 1] in ("with", "to") else "right"
    if words[marker.start] in _NEVER_RIGHT:
        return "left"
    after = _next(sentence, marker)
    if marker.form == "noun" or is_noun(sentence, marker):
        near = words[marker.end : marker.end + 6]
        if any(w in OF for w in near) or words[marker.end - 1] in OF:
            return "right"
        return "left" if after is None else "both"
    predicative = after_be(sentence, marker)
    if words[marker.start] in UNTIL and after in ("before", "until"):
        return "right"
    if marker.form == "adjective":
        if after == "likely" and not _likely_to(sentence, marker):
            return "left"  # "made falls more likely"
        degree = words[marker.start] in ("less", "more") and after is not None and after not in NO_OBJECT
        if (
            degree
            or after in LIKELY
            or words[marker.end - 1] == "likely"
            or (words[marker.start] in ("easier", "harder") and "to" in words[marker.end : marker.end + 8])
        ):
            return "right"
        if predicative or after is None or after in NO_OBJECT or after in BE:
            return "left"
        return "right"
    if marker.kind in ("bring", "link"):
        return "left" if predicative and after == "by" else "right"
    if predicative and not words[marker.start].endswith("ing"):
        return "left"
    return "left" if after is None or after in NO_OBJECT or after in BE else "right"


def _likely_to(sentence: Sentence, marker: Marker) -> bool:
    """Whether "to" or a name follows "more likely"."""
    at = next(i for i in range(marker.end, len(sentence.words)) if sentence.words[i] == "likely")
    return at + 1 < len(sentence.words) and (sentence.words[at + 1] == "to" or sentence.words[at + 1] not in NO_OBJECT)


def _next(sentence: Sentence, marker: Marker) -> str | None:
    """The first word after a cue in its clause that is no adverb and no measure; None at a break."""
    for i in range(marker.end, len(sentence.words)):
        if sentence.clause[i] != sentence.clause[marker.end - 1] or i in sentence.commas:
            return None
        word = sentence.words[i]
        if word == "not" and sentence.words[i + 1 : i + 2] in (("only",), ("just",), ("merely",)):
            continue  # "reduced not only costs but also admissions"
        following = sentence.words[i + 1] if i + 1 < len(sentence.words) else ""
        if word in ("more", "less") and (
            following in OFTEN or following == "than" or (marker.form == "verb" and following in NO_OBJECT)
        ):
            return None
        if word not in ADVERBS and word not in OFTEN and not (i == marker.end and word[0].isdigit()):
            return word
    return None


def is_noun(sentence: Sentence, marker: Marker) -> bool:
    """ "an increase", "no decline": a word that is a verb too, after a determiner or before "in"."""
    if marker.form != "verb" or marker.end - marker.start > 1:
        return False
    word = sentence.words[marker.start]
    if word.endswith(("ed", "ing")) or word in ("fell", "rose", "grew", "fallen", "risen", "lost"):
        return False
    before = sentence.words[marker.start - 1] if marker.start else ""
    described = sentence.words[max(marker.start - 2, 0) : marker.start]  # "a modest fall in"
    fall_in = sentence.words[marker.end : marker.end + 1] in (("in",), ("of",)) and len(described) == 2
    return (
        (fall_in and described[0] in ("a", "an", "the", "no"))
        or before in _DETERMINERS
        or before.endswith("ed")
        or any(m.end == marker.start and m.form == "adjective" for m in sentence.markers)
    )


def after_be(sentence: Sentence, marker: Marker) -> bool:
    """Whether a form of "be" stands before, with only adverbs, denials or measures between."""
    for i in range(marker.start - 1, max(marker.start - 5, -1), -1):
        word = sentence.words[i]
        if word in BE:
            return sentence.clause[i] == sentence.clause[marker.start]
        if (
            word not in ADVERBS
            and word not in negation.DENIERS
            and not word[0].isdigit()
            and word not in ("much", "far", "no", "also", "times", "twice")
        ):
            return False
    return False
