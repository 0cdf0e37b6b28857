"""The words that say which way something goes, as tables.

Change verbs follow the class of calibratable changes of state (45.6) in Levin, English Verb Classes and Alternations
(1993); comparatives and words of no difference are those in which trial reports state results, as collected for
Evidence Inference (Lehman et al. 2019). Words of doing well or ill are typed by the concept map's valence instead of a
sign of their own, since "improved" means less of a symptom and more of a skill.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from kb.words import Token, tokens

# amount   more or less of it             "reduce", "fewer", "rise"
# quality  it does better or worse        "improve", "poorer": the sign turns with the outcome's valence
# bring    it is brought about            "lead to", "foster": weaker than amount, gives way to one inside it
# link     it goes along with it          "associated with": weakest
# change   it differs, unsaid which way   "affect", "difference": a null once negated
# tackle   less of it, where it is a verb: "to challenge stigma", not "the challenge of stigma"
# spare    less of it for somebody        "keep … from": an amount once "from" or "out of" follows
# null     there is no difference         "unchanged", "similar"
Kind = Literal["amount", "quality", "bring", "link", "change", "null", "spare", "tackle"]
Form = Literal["verb", "noun", "adjective"]


class Marker(NamedTuple):
    """A cue word found in a text: tokens `start` to `end` (excluded), what kind it is, its sign and form."""

    start: int
    end: int
    kind: Kind
    sign: int
    form: Form


# Each row: kind, sign, form, the words. "a_b" is a phrase of several words.
_TABLE: tuple[tuple[Kind, int, Form, str], ...] = (
    ("tackle", -1, "verb", "damage harm dent challenge combat counter tackle fight dismantle overcome"),
    ("spare", -1, "verb", "keep kept stop put_off hold held save spare protect shield guard buffer"),
    (
        "amount",
        -1,
        "verb",
        "reduce decrease lessen diminish decline fall fell fallen drop cut shrink curb curtail minimise halve "
        "alleviate ease "
        "relieve mitigate attenuate dampen weaken suppress inhibit prevent avert avoid deter delay eliminate eradicate "
        "abolish dispel counteract break_down breaking_down broke_down "
        " "
        "buffer offset shorten slow discourage undermine erode hamper hinder impede obstruct restrict impair "
        "compromise "
        "destigmatise keep_down bring_down brought_down went_down go_down came_down drive_down decreased_from "
        "take_away took_away destroy ruin quench dash block downregulate diminish lose lost discount "
        "lack dissipate "
        "subside abate wane plummet narrow",
    ),
    (
        "amount",
        1,
        "verb",
        "increase raise rise rose risen grow grew grown boost elevate heighten expand lengthen prolong double "
        "triple escalate "
        "intensify strengthen amplify climb deepen broaden widen reinforce perpetuate went_up go_up gone_up upregulate "
        "maximise accelerate multiply quadruple surge foment augment",
    ),
    (
        "quality",
        1,
        "verb",
        "improve enhance ameliorate better_manage optimise benefit benefitted get_better got_better restore enrich",
    ),
    (
        "quality",
        -1,
        "verb",
        "worsen deteriorate exacerbate aggravate get_worse got_worse detract_from jeopardise",
    ),
    (
        "bring",
        1,
        "verb",
        "promote foster facilitate encourage build create generate produce cause induce trigger provoke "
        "contribute_to lead_to led_to "
        "leads_to leading_to result_in bring_about brought_about give_rise_to gave_rise_to enable inspire "
        "instil cultivate "
        "nurture provide offer give gave add_to stimulate yield drive drove fuel engender develop gain bring brought "
        "help help_with make_for introduce model convey allow achieve attain regain pave_the_way_for assist_with "
        "make_possible speed_up spark elicit confer evoke",
    ),
    (
        "link",
        1,
        "verb",
        "associated_with linked_to linked_with related_to correlated_with predict connected_with tied_to go_with "
        "accompanied_by attributed_to risk_factor_for predictor_of positively_associated positively_correlated "
        "effective_in effective_at effective_for described_as experienced_as perceived_as regarded_as link_with "
        "link_to linking helpful_in helpful_for "
        "susceptible_to prone_to went_together_with "
        "go_together_with goes_together_with",
    ),
    (
        "amount",
        -1,
        "verb",
        "negatively_associated inversely_associated negatively_correlated inversely_correlated inversely_related "
        "negatively_related protective_against protective_factor_for protective_factor_against",
    ),
    (
        "amount",
        -1,
        "adjective",
        "lowest fewest lower fewer less smaller shorter rarer few little low minimal lack_of absence_of rarely "
        "seldom infrequent "
        "diminished weaker hardly_any free_of free_from short_of",
    ),
    (
        "amount",
        1,
        "adjective",
        "highest greatest higher more greater larger longer elevated stronger high deeper frequent additional "
        "extra heightened "
        "widespread",
    ),
    ("quality", 1, "adjective", "better superior easier favourable favourably good positively beneficial_for"),
    (
        "quality",
        -1,
        "adjective",
        "harder worse poorer inferior unfavourable unfavourably poor negatively adversely bad detrimental_to "
        "harmful_to",
    ),
    (
        "amount",
        -1,
        "noun",
        "reduction lowering lessening alleviation prevention elimination avoidance "
        "loss_of shortage_of barrier_to "
        "barriers_to obstacle_to obstacles_to threat_to threats_to hindrance_to downturn",
    ),
    ("amount", 1, "noun", "growth upturn escalation uptick elevation "),
    (
        "quality",
        1,
        "noun",
        "improvement enhancement betterment positive_effect positive_impact positive_influence beneficial_effect "
        "favourable_effect positive_change positive_effects",
    ),
    (
        "quality",
        -1,
        "noun",
        "deterioration worsening negative_effect negative_impact negative_influence adverse_effect_on adverse_impact "
        "detrimental_effect detrimental_impact harmful_effect deleterious_effect",
    ),
    ("bring", 1, "noun", "source_of promotion_of facilitator_of"),
    (
        "change",
        0,
        "verb",
        "affect influence change differ alter vary shape impact_on make_a_difference made_a_difference modify",
    ),
    (
        "change",
        0,
        "noun",
        "difference effect impact association relationship correlation variation shift link_between benefit_for "
        "benefit_on advantage benefit_in",
    ),
    (
        "null",
        0,
        "adjective",
        "unchanged unaffected similar comparable equivalent same equal stable ineffective nonsignificant "
        "non-significant "
        "unrelated_to unassociated identical insignificant as_likely as_often as_many as_much as_high as_common "
        "as_frequent as_large nothing_for no_bearing_on alike stay_flat remain_flat constant unaltered "
        "indistinguishable "
        "on_par little_difference little_effect little_change little_impact equally no_better no_worse",
    ),
)

# Words that stand inside a cue without being part of it: "lead directly to", "less significantly likely".
ADVERBS = frozenset(
    "significantly substantially markedly considerably slightly greatly further also directly indirectly strongly "
    "clearly statistically modestly consistently independently generally often reportedly subsequently ultimately "
    "potentially actually only even rapidly dramatically notably gradually steadily sharply both closely".split()
)


class _Entry(NamedTuple):
    rest: tuple[str, ...]
    kind: Kind
    sign: int
    form: Form


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[_Entry, ...]]:
    """First term -> entries, the longest first."""
    made: dict[str, dict[tuple[str, ...], _Entry]] = {}
    for kind, sign, form, words in _TABLE:
        for phrase in words.split():
            terms = tuple(t.terms[0] for t in tokens(phrase.replace("_", " ")))
            made.setdefault(terms[0], {}).setdefault(terms[1:], _Entry(terms[1:], kind, sign, form))
    return {first: tuple(sorted(rest.values(), key=lambda e: -len(e.rest))) for first, rest in made.items()}


_VERB_BEFORE = frozenset("to can could may might will helped help helps by directly actively also".split())
_NOUN_BEFORE = frozenset("the these those many some face faces faced of and main several key such other".split())
_NOUN_AFTER = frozenset("of in for to from and or are were is was with that which related associated".split())
_TIMES = {"times": 1, "twice": 1, "half": -1}
_HYPHENS = frozenset("-\u2010\u2011")
# Words that share a stem with a cue and are none: "building" as a house, a care "provider", "compared".
_NO_CUES = frozenset(
    "lacking constantly impairment impairments identity identities offering offerings developing development "
    "introduction "
    "introductions allowance  allowances building buildings  provider providers model models generation bringing "
    "driver drivers loser compared compare compares comparing  comparison comparisons equality cutting shortly "
    "hardly lasting moderately moderate drops fastest".split()
)


def find(found: Sequence[Token], text: str) -> tuple[Marker, ...]:
    """The cue words of a text in order; of two that overlap the longer one that starts first."""
    lexicon = _lexicon()
    markers: list[Marker] = []
    i = 0
    while i < len(found):
        entries = lexicon.get(found[i].terms[0])
        marker = _at(found, text, i, entries) if entries else None
        if marker:
            markers.append(marker)
        i = marker.end if marker else i + 1
    return tuple(markers)


def _at(found: Sequence[Token], text: str, i: int, entries: tuple[_Entry, ...]) -> Marker | None:
    word = found[i].text.casefold()
    for entry in entries:
        if not entry.rest and (word in _NO_CUES or _in_compound(found[i], text) or _is_measure(found, i, word)):
            continue
        end = _end(found, i, entry.rest)
        if (
            not end
            or (entry.kind == "spare" and not _spares(found, end))
            or (entry.kind == "tackle" and not _acts(found, i))
        ):
            continue
        if word == "as" and i and found[i - 1].text.casefold() in _TIMES:  # "three times as likely", "half as often"
            return Marker(i, end, "amount", _TIMES[found[i - 1].text.casefold()], entry.form)
        kind: Kind = "amount" if entry.kind in ("spare", "tackle") else entry.kind
        return Marker(i, end, kind, entry.sign, entry.form)
    return None


def _in_compound(token: Token, text: str) -> bool:
    """ "double-blind", "damage-induced": part of a name, not a verb of its own."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 2]
    return before in _HYPHENS or (after[:1] in _HYPHENS and after[1:2].isalpha())


def _acts(found: Sequence[Token], i: int) -> bool:
    """The word is a verb here: "to challenge", "damages trust", not "the challenge" or "challenges in"."""
    word = found[i].text.casefold()
    before = found[i - 1].text.casefold() if i else ""
    after = found[i + 1].text.casefold() if i + 1 < len(found) else ""
    if word.endswith(("ed", "ing")):
        return True
    if word.endswith("s"):
        return bool(after) and before not in _NOUN_BEFORE and after not in _NOUN_AFTER
    return before in _VERB_BEFORE


def _is_measure(found: Sequence[Token], i: int, word: str) -> bool:
    """ "more than 95%", "less than half": a measure, no comparison."""
    after = [t.text.casefold() for t in found[i + 1 : i + 3]]
    return (
        word in ("more", "less", "fewer", "greater")
        and len(after) == 2
        and after[0] == "than"
        and (after[1][0].isdigit() or after[1] in ("half", "one", "two", "three", "twice", "a"))
    )


def _spares(found: Sequence[Token], end: int) -> bool:
    """ "keeps people out of", "stops them from": what they are spared comes after one of these."""
    return any(t.text.casefold() in ("from", "out", "off", "against") for t in found[end : end + 7])


def _end(found: Sequence[Token], i: int, rest: tuple[str, ...]) -> int | None:
    at = i + 1
    for term in rest:
        while at < len(found) and found[at].terms[0] != term and found[at].text.casefold() in ADVERBS:
            at += 1
        if at >= len(found) or found[at].terms[0] != term:
            return None
        at += 1
    return at
