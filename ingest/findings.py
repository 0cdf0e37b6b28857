"""Statements of a document, each with where it stood, whose it is, and what it cites."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from bib.model import Problem, Reference, Source, Span
from ingest import quotes, sentences
from ingest.abstract import label_of
from ingest.citing import Citing
from ingest.headings import fold as fold_title
from ingest.model import Citation, Finding, FindingKind, Origin
from ingest.unbroken import whole

# Hedging words: Hyland (1998), Hedging in Scientific Research Articles, and the BioScope guidelines (2008).
_HEDGE = re.compile(
    r"\b(may|might|could|can|would|should|possibly|perhaps|probably|potentially|presumably|seemingly|"
    r"apparently|arguably|likely|unlikely|"
    r"possible|potential|probable|suggest(?:s|ed|ing)?|indicat(?:e|es|ed|ing)|appear(?:s|ed)?|seem(?:s|ed)?|"
    r"tend(?:s|ed)?|purportedly|"
    r"reportedly|assume[sd]?|speculate[sd]?|hypothesi[sz]e[sd]?|believe[sd]?|perceived|considered|thought to|"
    r"to some extent|partially|"
    r"generally|often|sometimes|usually|in some cases)\b",
    re.IGNORECASE,
)
_WEAK_HEDGES = frozenset("can would should often sometimes usually generally considered perceived".split(" "))
_LITERATURE = re.compile(
    r"\b(?:(?:previous|prior|earlier|existing|recent|other|past|published|several|numerous|many|few|"
    r"some) (?:\w+ ){0,2}(?:research|studies|study|literature|"
    r"work|evidence|reviews?|trials|findings|authors|reports)|literature (?:suggests|shows|indicates|"
    r"highlights|reports|points)|research (?:has|have|findings|"
    r"suggests|shows|indicates|with)|studies (?:have|show|suggest|indicate|report)|(?:it has been|have been|"
    r"has been|is|are) (?:shown|reported|found|suggested|"
    r"demonstrated|argued|described|linked)|evidence (?:suggests|shows|indicates|that)|et al\b|"
    r"meta-analys[ei]s (?:of|by|found|showed)|systematic reviews?)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:(?:we|our) (?:\w+ ){0,3}(?:found|find|observed|identified|show(?:ed|n)?|demonstrated?|"
    r"report(?:ed)?|results?|findings?|data|analys[ei]s|study|sample|participants|"
    r"patients|interviewees|trial|review|survey)|(?:this|the present|the current|present|current) (?:study|"
    r"trial|review|research|survey|analysis|paper|work)(?:['’]s)? "
    r"(?:\w+ ){0,2}(?:found|finds|showed|shows|demonstrate[sd]?|identified|revealed|suggests?|provides|"
    r"confirm(?:s|ed)|adds|has (?:shown|found|brought))|"
    r"(?:participants|interviewees|respondents|informants|service users|patients|carers|managers|staff|peers|"
    r"parents|women|men|most|many|some|all|both groups) "
    r"(?:\w+ ){0,4}(?:described|reported|felt|spoke|expressed|identified|discussed|said|stated|saw|viewed|"
    r"believed|mentioned|raised|perceived|noted|"
    r"acknowledged|shared|highlighted|valued|explained|experienced|considered)|described by participants|"
    r"(?:according to|by|among|viewed by|perceived by) (?:the )?participants|"
    r"(?:was|were) (?:also |often |\w+ly )?(?:seen|viewed|perceived|described|deemed|experienced|raised|"
    r"felt) (?:as|to|by)|"
    r"(?:results|findings|analysis|data|interviews) (?:\w+ ){0,3}(?:showed|revealed|indicated|suggested|"
    r"demonstrated|confirmed|reflected))\b",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\b(?:(?:this|the present|the current|present|our) (?:study|paper|article|review|trial|research|work|"
    r"protocol|survey) (?:\w+ ){0,2}(?:aim(?:s|ed)?|explor(?:es|ed)|"
    r"examin(?:es|ed)|investigat(?:es|ed)|address(?:es|ed)|sought|seeks|takes|describes|assess(?:es|ed)|"
    r"evaluat(?:es|ed)|was designed|employed|used|was conducted|is limited|has (?:several )?limitations)|"
    r"(?:the|our|primary|main|overall) (?:aims?|objectives?|purposes?|goals?|hypothes[ie]s) (?:of|was|were|is|"
    r"are)|we (?:aim(?:ed)?|sought|hypothesi[sz]ed?|wanted|propose|recommend|argue|believe|conclude|"
    r"conducted|interviewed|recruited|used|collected|performed|analy[sz]ed|invited|randomi[sz]ed|assessed|"
    r"measured|explored|examined|investigated|evaluated)|aimed to|in order to (?:explore|examine|assess)|"
    r"(?:further|future|more) (?:\w+ ){0,2}(?:research|studies|work|trials|exploration|investigation)|"
    r"should|is needed|are needed|is warranted|are warranted|is required|recommend(?:ed|s|"
    r"ation)?|"
    r"implications? for|limitations? (?:of|is|are|was)|transferability|generali[sz]ability|"
    r"would be beneficial|interviews (?:and \w+ )?were (?:conducted|carried|recorded|transcribed|audio)|"
    r"(?:data|transcripts|interviews) were (?:collected|analy[sz]ed|coded|transcribed))\b",
    re.IGNORECASE,
)
_METHODS = re.compile(
    r"\b(?:method|methods|methodology|materials|design|procedure|procedures|ethic|ethics|ethical|"
    r"data collection|data analysis|analysis|statistic\w*|recruitment|sampling|setting|measures|protocol|"
    r"registration|sample size)\b"
)
_RESULTS = re.compile(r"\b(?:results?|findings?)\b")
_OPENING = re.compile(
    r"\b(?:introduction|background|objectives?|aims?|purpose|rationale|context|importance|literature review|"
    r"theory|theoretical framework|hypothes[ie]s)\b"
)
_CLOSING = re.compile(r"\b(?:conclusions?|concluding|interpretation|summary)\b")
_DISCUSSING = re.compile(r"\b(?:discussion|implications?|limitations?|future research|recommendations?|strengths)\b")
_BACK = re.compile(
    r"\b(?:acknowledge?ments?|funding|competing interests?|conflicts? of interests?|contributions?|"
    r"disclosures?|abbreviations|supplementary|supporting information|"
    r"additional files?|consent|availability|declarations?|footnotes|trial status|author information|pre-publication)\b"
)
_BULLET = re.compile(r"^[•·▪◦‣*>–-] (?=\S)")  # a list's or a Markdown quotation's mark
_BEFORE_STOP = re.compile(r"\s+([.,;:!?])(?!\d)")  # not "p = .04"
_EMPTY = re.compile(r"\[\s{0,3}[,;–-]?\s{0,3}\]|\(\s{0,3}[,;–-]?\s{0,3}\)")


def hedge_of(clean: str) -> str | None:
    """The first hedging word ("may", "suggest"), or None; a weak one ("can") only if there is no other."""
    weak: str | None = None
    for found in _HEDGE.finditer(clean):
        if found[0] == "May" and found.start():
            continue  # the month
        word = found[0].lower()
        if word not in _WEAK_HEDGES:
            return word
        weak = weak or word
    return weak


def origin_of(clean: str, section: tuple[str, ...], has_citation: bool) -> Origin:
    """Whose finding a statement is, from the part of the paper, its citations and its wording.

    own: the study's result; cited: another work's; author: the authors' aim, method, advice or view.
    Participants' words are decided by `quotes`, not here.
    """
    part = _part(section)
    if part in ("methods", "back"):
        return "author"
    own = _OWN.search(clean) is not None
    if part == "results":
        return "cited" if has_citation and not own and _LITERATURE.search(clean) else "own"
    if _AUTHOR.search(clean) and not (own and part in ("closing", "abstract")):
        return "cited" if has_citation and part == "opening" else "author"
    if part == "opening":
        return "cited" if has_citation or _LITERATURE.search(clean) else "author"
    if part == "discussion":
        if own and not (has_citation and _LITERATURE.match(clean)):
            return "own"
        return "cited" if has_citation or _LITERATURE.search(clean) else "author"
    if has_citation and not own:
        return "cited"
    return "cited" if _LITERATURE.search(clean) and not own and part == "other" else "own"


def _part(section: tuple[str, ...]) -> str:
    """The part of a paper that titles name: the outermost that names one, unless the inner is "Conclusions"."""
    named = [fold_title(title) for title in section]
    abstract = bool(named) and named[0] in ("abstract", "summary")
    inner = named[1:] if abstract else named
    if inner and inner[-1] in ("conclusion", "conclusions"):
        return "closing"
    for title in inner:
        for part, pattern in _PARTS:
            if len(title) < 60 and pattern.search(title):
                return part
    return "abstract" if abstract else "other"


_PARTS = (
    ("back", _BACK),
    ("discussion", _DISCUSSING),
    ("results", _RESULTS),
    ("closing", _CLOSING),
    ("methods", _METHODS),
    ("opening", _OPENING),
)


def abstract_origins(cleans: Sequence[str], sections: Sequence[tuple[str, ...]]) -> tuple[Origin, ...]:
    """Whose finding each sentence of one abstract is.

    Like `origin_of`; in an abstract without labels what stands before its aim or method is background,
    the authors' view and no result.
    """
    out = [origin_of(c, s, False) for c, s in zip(cleans, sections, strict=True)]
    if all(len(s) < 2 for s in sections):
        aim = next((i for i, c in enumerate(cleans) if _AUTHOR.search(c)), 0)
        out[:aim] = ["own" if _OWN.search(c) else "author" for c in cleans[:aim]]
    return tuple(out)


def reports(text: str) -> bool:
    """Do the authors speak here of their study or of what participants said?"""
    return (
        _OWN.search(text) is not None
        or re.search(r"\b(?:participant|respondent|interviewee|informant)s?\b|\[\d", text) is not None
    )


def in_results(section: tuple[str, ...]) -> bool:
    """Does this stand where participants are quoted: among results, or where the paper names no parts?"""
    return _part(section) in ("results", "other", "discussion")


def clean_text(text: str, start: int, marks: Sequence[Citation]) -> str:
    """A statement for people: citation markers out, white space folded. start: offset of `text` in its source."""
    out: list[str] = []
    at = 0
    for mark in marks:
        out.append(text[at : mark.source.start - start])
        at = mark.source.end - start
    out.append(text[at:])
    plain = _BULLET.sub("", " ".join("".join(out).split()))
    return _BEFORE_STOP.sub(r"\1", _EMPTY.sub("", plain)).strip()


class Reader:
    """Makes findings of paragraphs, carrying what a quotation needs to know of the text before it."""

    def __init__(self, source: Source, citing: Citing) -> None:
        self.source = source
        self.citing = citing
        self.findings: list[Finding] = []
        self.problems: list[Problem] = []
        self.quotations = 0
        self.lead_in: str | None = None

    def paragraph(
        self, start: int, end: int, kind: FindingKind, section: tuple[str, ...], theme: tuple[str, ...]
    ) -> None:
        """The sentences of a paragraph of the authors' own text."""
        text = self.source.text[start:end]
        marks = self._marks(start, end)
        voices = quotes.inline(text, _part(section) in ("results", "other")) if kind == "sentence" else ()
        self.quotations += len(voices)
        labelled = section
        for a, b in whole(text, sentences.split(text), marks, start):
            label = label_of(text[a:b]) if kind == "abstract" else None
            labelled = (*section, label) if label else labelled
            inside = _between(voices, a, b)
            said = _is_mostly(text, a, b, inside)
            speaker = next((v.speaker for v in inside if v.speaker), None) if said else None
            lead_in = _before(text, inside[0].start) if said else None
            held = _held(marks, start + a, start + b)
            self._add(start + a, start + b, "quote" if said else kind, labelled, theme, speaker, lead_in, held)
        last = self.findings[-1].source
        self.lead_in = clean_text(last.text, last.start, _held(marks, last.start, last.end))

    def quote(
        self, start: int, end: int, speaker: str | None, section: tuple[str, ...], theme: tuple[str, ...]
    ) -> None:
        """A quotation that is a paragraph: each sentence, with the same speaker and lead-in."""
        marks = self._marks(start, end)
        text = self.source.text[start:end]
        spans = list(sentences.split(text))
        if len(spans) > 1 and quotes.attribution(text[slice(*spans[-1])]):
            spans[-2:] = [(spans[-2][0], spans[-1][1])]  # "(P12, male, 71)" is no statement of its own
        for a, b in spans:
            held = _held(marks, start + a, start + b)
            self._add(start + a, start + b, "quote", section, theme, speaker, self.lead_in, held)

    def _marks(self, start: int, end: int) -> tuple[Citation, ...]:
        found, problems = self.citing.find(start, end)
        self.problems += problems
        return found

    def _add(
        self,
        start: int,
        end: int,
        kind: FindingKind,
        section: tuple[str, ...],
        theme: tuple[str, ...],
        speaker: str | None,
        lead_in: str | None,
        held: Sequence[Citation],
    ) -> None:
        span = Span(self.source, start, end)
        clean = clean_text(span.text, start, held)
        origin: Origin = "participant" if kind == "quote" else origin_of(clean, section, bool(held))
        self.findings.append(
            Finding(
                span.text,
                clean,
                kind,
                section,
                theme,
                speaker,
                lead_in,
                origin,
                hedge_of(clean),
                tuple(held),
                None,
                span,
            )
        )


def _held(marks: Sequence[Citation], start: int, end: int) -> Sequence[Citation]:
    """The markers, which are in order, that begin in a sentence."""
    first = bisect.bisect_left(marks, start, key=lambda m: m.source.start)
    return marks[first : bisect.bisect_left(marks, end, lo=first, key=lambda m: m.source.start)]


def _between(voices: Sequence[quotes.Quotation], a: int, b: int) -> Sequence[quotes.Quotation]:
    """The quotations, which are in order and apart, that share a character with a sentence."""
    first = bisect.bisect_right(voices, a, key=lambda v: v.end)
    return voices[first : bisect.bisect_left(voices, b, lo=first, key=lambda v: v.start)]


def _is_mostly(text: str, a: int, b: int, inside: Sequence[quotes.Quotation]) -> bool:
    """Are a participant's words most of this sentence?"""
    if not inside:
        return False
    said = sum(sum(c.isalnum() for c in text[max(a, v.start) : min(b, v.end)]) for v in inside)
    return said * 2 > sum(c.isalnum() for c in text[a:b])


def _before(text: str, at: int) -> str | None:
    """The authors' words that introduce an inline quotation, back to the sentence's begin."""
    spans = sentences.split(text[max(0, at - 600) : at])
    if not spans:
        return None
    a, b = spans[-1]
    base = max(0, at - 600)
    lead = " ".join(text[base + a : base + b].split())
    return lead if any(c.isalpha() for c in lead) else None


def title(span: Span, of: int | None) -> Finding:
    """A title is a statement "to read". A listed one (of = its place in the list) is the listed work's, so cited."""
    clean = " ".join(span.text.split())
    origin: Origin = "own" if of is None else "cited"
    return Finding(span.text, clean, "title", (), (), None, None, origin, hedge_of(clean), (), of, span)


def titles(references: Sequence[Reference]) -> list[Finding]:
    """The titles of a list, where they stand in one piece."""
    from ingest.references import title_span

    spans = [(i, title_span(reference)) for i, reference in enumerate(references)]
    return [title(span, i) for i, span in spans if span is not None and span.end > span.start]
