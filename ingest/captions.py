"""Captions of tables and figures: which of their sentences state a result.

Most captions only name ("Table 2. Characteristics of participants") or explain signs ("Error bars are 95% CI"). In some
journals they say what is to be seen ("Figure 3. Falls were fewer on wards with companions").
"""

from __future__ import annotations

import re

from ingest import sentences

_LABEL = re.compile(
    r"(?:(?:Supplementary|Supplemental|Appendix|Online|Extended data|Additional)\s)?(?:Table|Figure|Fig\.?|Box|Panel|"
    r"Chart|Scheme|Exhibit|Plate|Additional file)\s?(?:S?\d{1,3}[A-Za-z]?|[IVX]{1,5})\s?[.:|–—-]{0,2}\s{0,3}",
    re.IGNORECASE,
)
# A verb in a sentence that says what came out. Without one a caption is a name.
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|fell|rose|grew|dropped|declined|gained|lost|remained|occurred|"
    r"showed?|improved|worsened|increased?|decreased?|reduced?|differed|differs?|correlated?s?|predicted?s?|"
    r"reported|lasted|recovered|relapsed|died|survived|achieved|reached|exceeded|doubled|halved|tended|"
    r"described|preferred|performed|scored|responded|felt|led|leads|slept|spent|took|needed|walked|used|went|made|"
    r"kept|found|gave|received|completed|returned|stayed|visited|fared|saw|spoke)\b",
    re.IGNORECASE,
)
# A comparison, a change, an association or a test: what makes a sentence a result.
_RESULT = re.compile(
    r"\b(?:higher|lower|greater|smaller|larger|more|less|fewer|better|worse|faster|slower|longer|shorter|"
    r"significant\w*|"
    r"no (?:\w+ ){0,2}(?:difference|change|effect|association|correlation|improvement)s?|increas\w+|decreas\w+|"
    r"reduc\w+|improv\w+|worsen\w+|differ(?:ed|ences?|s)?|associat\w+|correlat\w+|predict(?:s|ed)|fell|rose|grew|"
    r"dropped|"
    r"declined|remained|doubled|halved|exceeded|most|majority|twice|than|unchanged|similar|stable|"
    r"described|preferred|reported|felt)\b|\bp\s?[<>=≤]\s?0?\.\d|\d\s?%",
    re.IGNORECASE,
)
# How to read it, how it was made, where it is from: no result.
_CONVENTION = re.compile(
    r"\b(?:(?:data|values?|results|scores|numbers|figures|bars?|lines?|boxes|whiskers|points?|dots?|circles|"
    r"squares|triangles|symbols?|error bars|asterisks?|arrows?|shad\w+|columns?|rows?|colou?rs?|percentages|"
    r"estimates|means?|medians?|models?|analyses|odds ratios|p[- ]values?|groups?|differences) (?:\w+ ){0,4}"
    r"(?:are|is|were|was) (?:\w+ ){0,2}(?:shown|presented|given|expressed|reported|displayed|plotted|"
    r"adjusted|calculated|computed|derived|obtained|indicated|marked|defined|based|listed|tested|compared|"
    r"determined|assessed|considered|set|weighted|taken|mean|means|medians?|n|numbers?)|"
    r"(?:represents?|indicates?|denotes?|depicts?|illustrates?|stands? for|refers? to|corresponds? to)\b|"
    r"error bars?|confidence intervals? (?:is|are)|abbreviations?|note[s.:]|see (?:text|table|figure|methods)|"
    r"statistically significant (?:at|differences? (?:are|is|from))|was considered|were considered|"
    r"(?:table|figure|graph|chart|diagram|panel|plot|map) (?:shows?|presents?|gives?|lists?|summari[sz]es|describes)|"
    r"reproduced|adapted|reprinted|permission|courtesy|available (?:at|from)|missing data)",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"^[*†‡§¶#a-d]{1,3}\s?(?:p|P|significant|compared|adjusted|n)\b|^[(\[]?[a-zA-Z][)\]][:.]?\s|^[A-Z]{2,8}\s?[:=,]"
)
_LONGEST = 3000  # characters; more is a text box, not a caption


def results(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the sentences of one caption that state a result, in order."""
    if len(text) > _LONGEST:
        return ()
    label = _LABEL.match(text)
    first = label.end() if label else 0
    spans = ((first + a, first + b) for a, b in sentences.split(text[first:]))
    return tuple((a, b) for a, b in spans if states_result(text[a:b]))


def states_result(sentence: str) -> bool:
    """Does this sentence of a caption say what came out, rather than name or explain?"""
    if len(sentence.split()) < 4 or _SIGN.match(sentence) or _CONVENTION.search(sentence):
        return False
    return _VERB.search(sentence) is not None and _RESULT.search(sentence) is not None
