"""British, American and irregular spellings brought to one form before stemming.

The American spelling is the common form where the two differ, because Snowball's English rules were
written for it ("organization" loses its suffix, "organisation" does not). Rules follow the systematic
differences that style guides list (-ise/-ize, -our/-or, -re/-er, -ogue/-og, doubled l, ae/oe); words
that only look as if a rule applied ("exercise", "four", "genre") are left alone because every rule but
-ise names the words it is for.
"""

from __future__ import annotations

import re

# Words in -ise (and their -ised, -ising, …) that are spelt so on both sides of the Atlantic, by their beginning.
_ISE_KEPT = re.compile(
    r"(?:advertis|advis|anis|apprais|appris|aris|brais|bruis|chastis|chemis|choris|circumcis|compris|compromis|concis|"
    r"counterpois|cruis|demis|despis|devis|disenfranchis|disguis|enfranchis|enterpris|excis|exercis|exorcis|expertis|"
    r"franchis|fundrais|guis|imprecis|improvis|incis|liais|malais|merchandis|mortis|nois|paradis|pois|porpois|prais|"
    r"precis|premis|promis|rais|reapprais|repris|revis|ris|sunris|supervis|surmis|surpris|televis|tortois|treatis|"
    r"turquois|upris|vis|[a-z]*wis)(?:e|ed|es|er|ers|ing|ings|able|ation|ations)$"
)
_ISE = re.compile(r"^(.{3,}?)is(e[drs]?|ers|ing|able|ation|ations|ational|ationally)$")
_YSE = re.compile(r"^(.{2,}l)yz(e[drs]?|ers|ing)$")
_LYSIS = re.compile(r"^(.+l)ys[ei]s$")
_OUR = re.compile(
    r"^((?:mis|dis|un|de)?(?:arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|"
    r"neighb|od|parl|ranc|rig|rum|savi|sav|splend|succ|tum|val|vap|vig))our"
)
_RE = re.compile(r"(cent|met|lit|fib|theat|calib|sepulch|spect|lust|meag|tit|goit|somb)re[sd]?$")
_OGUE = re.compile(r"^(dial|catal|anal|homol|monol|prol|epil)ogue(s?)$")
_DOUBLED = re.compile(
    r"^((?:re|un|mis|pre)?(?:bevel|cancel|channel|chisel|counsel|dial|dishevel|duel|equal|fuel|funnel|gambol|grovel|"
    r"initial|jewel|label|level|libel|marvel|model|panel|pedal|pencil|quarrel|rival|signal|spiral|swivel|total|travel|"
    r"trial|tunnel|unravel))l(ed|er|ers|ing|ings|or|ors|ous)$"
)
# Greek and Latin ae and oe that American spelling writes e, by the word parts they occur in.
_DIGRAPHS = {
    "aemi": "emi", "aetiol": "etiol", "amoeb": "ameb", "anaem": "anem", "anaesth": "anesth", "archaeo": "archeo",
    "caecu": "cecu", "caesa": "cesa", "coelia": "celia", "faecal": "fecal", "faeces": "feces", "foet": "fet",
    "gynaec": "gynec", "haem": "hem", "homoeo": "homeo", "manoeuv": "maneuv", "oedem": "edem", "oesoph": "esoph",
    "oestr": "estr", "orthopaed": "orthoped", "paedi": "pedi", "paedo": "pedo", "palaeo": "paleo", "pnoea": "pnea",
    "rrhoea": "rrhea",
}  # fmt: skip
_DIGRAPH = re.compile("|".join(_DIGRAPHS))

# Spellings where no rule is worth writing; irregular plurals and verb forms that stemming cannot join.
IRREGULAR = {
    # spelling
    "programme": "program", "programmes": "programs", "ageing": "aging", "grey": "gray", "judgement": "judgment",
    "judgements": "judgments", "acknowledgement": "acknowledgment", "sceptic": "skeptic", "sceptical": "skeptical",
    "scepticism": "skepticism", "defence": "defense", "offence": "offense", "offences": "offenses",
    "licence": "license", "licences": "licenses", "pretence": "pretense",
    "practise": "practice", "practises": "practices",
    "practised": "practiced", "practising": "practicing", "enrol": "enroll", "enrols": "enrolls",
    "enrolment": "enrollment", "enrolments": "enrollments", "fulfil": "fulfill", "fulfils": "fulfills",
    "fulfilment": "fulfillment", "instalment": "installment", "skilful": "skillful", "wilful": "willful",
    "enquiry": "inquiry", "enquiries": "inquiries", "enquire": "inquire", "artefact": "artifact",
    "artefacts": "artifacts", "aluminium": "aluminum", "whilst": "while", "amongst": "among", "towards": "toward",
    "orientated": "oriented", "learnt": "learned", "cheque": "check", "tyre": "tire", "mould": "mold",
    "sulphate": "sulfate", "sulphur": "sulfur", "foetus": "fetus", "mum": "mom",
    "mums": "moms", "pyjamas": "pajamas", "manoeuvre": "maneuver", "manoeuvres": "maneuvers",
    # irregular plurals
    "men": "man", "women": "woman", "children": "child", "people": "person", "peoples": "person", "persons": "person",
    "mice": "mouse", "feet": "foot", "teeth": "tooth", "lives": "life", "wives": "wife", "criteria": "criterion",
    "phenomena": "phenomenon", "diagnoses": "diagnosis", "prognoses": "prognosis", "crises": "crisis",
    "hypotheses": "hypothesis", "syntheses": "synthesis", "psychoses": "psychosis", "neuroses": "neurosis",
    "metastases": "metastasis", "bacteria": "bacterium", "indices": "index", "matrices": "matrix",
    "appendices": "appendix", "vertices": "vertex", "foci": "focus", "stimuli": "stimulus", "curricula": "curriculum",
    # irregular verbs and verb–noun pairs
    "fell": "fall", "fallen": "fall", "felt": "feel", "rose": "rise", "risen": "rise", "grew": "grow", "grown": "grow",
    "gave": "give", "given": "give", "took": "take", "taken": "take", "saw": "see", "seen": "see", "shown": "show",
    "sought": "seek", "taught": "teach", "thought": "think", "thoughts": "think", "kept": "keep", "lost": "lose",
    "chose": "choose", "chosen": "choose", "began": "begin", "begun": "begin", "became": "become", "spoke": "speak",
    "spoken": "speak", "wrote": "write", "written": "write", "told": "tell", "held": "hold", "drew": "draw",
    "brought": "bring", "built": "build", "bought": "buy", "dying": "die", "worsened": "worsen",
    "admit": "admission", "admits": "admission", "admitted": "admission", "admitting": "admission",
    "readmit": "readmission", "readmits": "readmission", "readmitted": "readmission", "readmitting": "readmission",
    "diagnose": "diagnosis", "diagnosed": "diagnosis", "diagnosing": "diagnosis",
}  # fmt: skip

# Words that Snowball would join with a word of another meaning; the value is the term to use instead.
STEM_APART = {
    "organic": "organic", "organism": "organism", "organisms": "organism",
    "experiment": "experiment", "experiments": "experiment", "experimental": "experiment",
    "experimentally": "experiment", "experimentation": "experiment",
    "experience": "experienc", "experiences": "experienc", "experienced": "experienc",
    "experiencing": "experienc", "experiential": "experienc",
    "emergency": "emergenc", "emergencies": "emergenc",
    "international": "internat", "internationally": "internat",
    "university": "universiti", "universities": "universiti",
    "policy": "polici", "policies": "polici", "aids": "aids",
}  # fmt: skip
_ORGANIZE = re.compile(r"^(re|dis|self)?organiz")


def american(word: str) -> str:
    """The common form of a lower-case word without accents: "organisation" -> "organization", "women" -> "woman"."""
    known = IRREGULAR.get(word)
    if known is not None:
        return known
    if "ae" in word or "oe" in word:
        word = _DIGRAPH.sub(lambda m: _DIGRAPHS[m[0]], word)
    if "our" in word:
        word = _OUR.sub(r"\1or", word)
    if "is" in word and not _ISE_KEPT.match(word):
        word = _ISE.sub(r"\1iz\2", word)
    if "ys" in word or "yz" in word:
        word = _LYSIS.sub(r"\1yse", _YSE.sub(r"\1ys\2", word))
    if "re" in word:
        word = _RE.sub(r"\1er", word)
    if "ogue" in word:
        word = _OGUE.sub(r"\1og\2", word)
    if "ll" in word:
        word = _DOUBLED.sub(r"\1\2", word)
    return word


def stem_apart(word: str) -> str | None:
    """The term of a word whose Snowball stem means something else too, or None: "organization" is no "organ"."""
    known = STEM_APART.get(word)
    if known is None and _ORGANIZE.match(word):
        prefix = _ORGANIZE.match(word)
        return f"{prefix[1] or ''}organiz" if prefix else None
    return known
