"""Reference lists as people copy them from publishers' pages, Word and PDF: one entry of a table for each layout.

`LAYOUTS` draws the works of a list in a layout, link words, numbers, line breaks and furniture included, and says what
each item must come out as. Shapes are those of real copies; nothing of a real page is in here. Used by
`benchmarks/lists.py` (real references) and by the property tests of lists (invented ones).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Work:
    """One reference to be printed. printed: the whole of it in one line; names: "C.J. Benson, D. Scheeres"; title;
    where: "Icarus, 340 (2020), p. 113518"; year; family: of the first author. Where the latter are empty the line
    stands for itself."""

    printed: str
    names: str = ""
    title: str = ""
    where: str = ""
    year: str = ""
    family: str = ""


@dataclass
class Drawn:
    """A list as pasted. text; cores: the words of each item without number and link words; labels: as printed;
    spans: where each whole item stands in the text."""

    text: str = ""
    cores: list[str] = field(default_factory=list)
    labels: list[str | None] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def item(self, before: str, core: str, after: str, label: str | None) -> None:
        """Add an item; before and after it: number and link words."""
        start = len(self.text)
        self.text += before + core + after
        whole = self.text[start:]
        lead = len(whole) - len(whole.lstrip())
        self.spans.append((start + lead, start + len(whole.rstrip())))
        self.cores.append(core)
        self.labels.append(label)


def letters(text: str) -> str:
    """What two readings of one item must share: letters and digits, no space, no punctuation."""
    return "".join(c for c in text if c.isalnum())


Number = Callable[[int], tuple[str, str | None]]  # place from 1 -> (as printed before the item, label)


def _as(form: str) -> Number:
    return lambda n: (form.replace("N", str(n)), str(n))


def _bare(form: str = "") -> Number:
    return lambda _: (form, None)


_BARE, _STOP = _bare(), _as("N. ")


@dataclass(frozen=True)
class Layout:
    """How a list is printed. number: what stands before an item; tails: link words after it, taken in turn; between:
    what parts two items; shape: what happens to an item's words; top, bottom: what stands around the list;
    style: how invented works are worded there."""

    name: str
    number: Number = _BARE
    tails: tuple[str, ...] = ("",)
    between: str = "\n"
    shape: Callable[[Work], str] = lambda work: work.printed
    top: str = ""
    bottom: str = ""
    style: str = "vancouver"

    def draw(self, works: Sequence[Work]) -> Drawn:
        """The list of these works."""
        out = Drawn(self.top)
        for i, work in enumerate(works):
            before, label = self.number(i + 1)
            out.item(before, self.shape(work), self.tails[i % len(self.tails)], label)
            out.text += self.between if i + 1 < len(works) else ""
        out.text += self.bottom
        return out


# --- what happens to the words of an item


def _wrapped(width: int, indent: str = "", hyphen: bool = False) -> Callable[[Work], str]:
    """Broken into lines, words at their ends divided where they are long."""

    def shape(work: Work) -> str:
        lines: list[str] = []
        line = ""
        for word in work.printed.split():
            room = width - len(line) - 1
            if len(line) + 1 + len(word) <= width or not line:
                line = f"{line} {word}" if line else word
            elif hyphen and word.isalpha() and word.islower() and len(word) > 8 and room > 5:
                lines.append(f"{line} {word[:4]}-")
                line = word[4:]
            else:
                lines.append(line)
                line = word
        return f"\n{indent}".join([*lines, line])

    return shape


def _spaced(work: Work) -> str:
    """New PMC, author–year: a blank on either side of commas between names."""
    names, _, rest = work.printed.partition("(")
    return names.replace(", ", " ,  ") + ("(" if rest else "") + rest


def _doubled(work: Work) -> str:
    """Annual Reviews: a stop twice after the year."""
    return re.sub(r"((?:19|20)\d\d)\. ", r"\1.. ", work.printed, count=1)


def _ligatures(work: Work) -> str:
    plain = _wrapped(78, hyphen=True)(work)
    return plain.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")


def _with_doi(work: Work) -> str:
    return f"{work.printed}\n10.1111/x.1"


def _elsevier(work: Work) -> str:
    if not (work.names and work.title and work.where):
        return work.printed
    return f"{work.names}\n{work.title}\n{work.where}"


@dataclass(frozen=True)
class Elsevier(Layout):
    """ScienceDirect: a label line, then names, title and source on lines of their own. numbered: "[1]", else
    "Benson et al., 2020"."""

    numbered: bool = True

    def draw(self, works: Sequence[Work]) -> Drawn:
        out = Drawn(self.top)
        for i, work in enumerate(works):
            family = work.family or work.printed.partition(".")[0].partition(",")[0]
            family = "".join(c for c in family.partition("http")[0] if c not in ":;?!")[:50].strip()
            others = (" et al.", "", " and Ash")[i % 3]
            head = f"[{i + 1}]\n" if self.numbered else f"{family}{others}, {work.year or 'n.d.'}\n"
            out.item(head, _elsevier(work), self.tails[i % len(self.tails)], str(i + 1) if self.numbered else None)
            out.text += self.between if i + 1 < len(works) else ""
        return out


@dataclass(frozen=True)
class Paged(Layout):
    """Copied out of a PDF: a running head and the page's number stand after every `lines` lines, within items too."""

    lines: int = 23
    head: str = "A. Ash et al. / Journal of Invented Care 12 (2019) 100–112"

    def draw(self, works: Sequence[Work]) -> Drawn:
        plain = super().draw(works)
        out = Drawn(labels=plain.labels, cores=plain.cores)
        page, count, moved = 111, 0, [0] * (len(plain.text) + 1)
        for at, char in enumerate(plain.text):
            moved[at] = len(out.text)
            out.text += char
            if char == "\n":
                count += 1
                if count % self.lines == 0:
                    page += 1
                    out.text += f"{page}\n{self.head}\n" if page % 2 else f"{self.head}\n{page}\n"
        moved[len(plain.text)] = len(out.text)
        out.spans = [(moved[a], moved[b - 1] + 1) for a, b in plain.spans]
        return out


@dataclass(frozen=True)
class Lettered(Layout):
    """A heading of one letter above the items whose names begin with it."""

    def draw(self, works: Sequence[Work]) -> Drawn:
        out, last = Drawn(), ""
        for work in sorted(works, key=lambda work: work.printed.casefold()):
            if work.printed[:1].upper() != last and work.printed[:1].isalpha():
                last = work.printed[:1].upper()
                out.text += f"{last}\n"
            out.item("", work.printed, self.tails[0], None)
            out.text += "\n"
        return out


@dataclass(frozen=True)
class Twice(Layout):
    """A list, a heading, and a second list whose numbers begin again or bear a letter. second: its numbers."""

    heading: str = "Supplementary references"
    second: Number = _STOP

    def draw(self, works: Sequence[Work]) -> Drawn:
        half = max(1, len(works) * 2 // 3)
        out = Layout.draw(self, works[:half])
        if works[half:]:
            out.text += f"\n{self.heading}\n"
            rest = Layout.draw(replace(self, number=self.second), works[half:])
            moved = len(out.text)
            out.text += rest.text
            out.cores += rest.cores
            out.labels += rest.labels
            out.spans += [(a + moved, b + moved) for a, b in rest.spans]
        return out


def _skipping(n: int) -> tuple[str, str | None]:
    """Every fifth number lost in copying."""
    return ("", None) if n % 5 == 4 else (f"{n}. ", str(n))


def _missing(n: int) -> tuple[str, str | None]:
    """Items lost: the count jumps now and then."""
    label = n + n // 7 * 2
    return f"{label}. ", str(label)


def _pairs(n: int) -> tuple[str, str | None]:
    """1a, 1b, 2a, 2b."""
    label = f"{(n + 1) // 2}{'ba'[n % 2]}"
    return f"{label}. ", label


def _supplement(n: int) -> tuple[str, str | None]:
    return f"S{n}. ", f"S{n}"


_LINKED = "[[DOI](https://doi.org/10.5555/x.1)] [[PubMed](https://example.org/pm/1/)] [[Google Scholar](https://example.org/s?q=a+b&doi=10.5555/x)]"
_NEW_SPRINGER = (
    "\nArticle CAS PubMed PubMed Central Google Scholar",
    "\nGoogle Scholar",
    "\nArticle PubMed Google Scholar",
    "",
    "\nArticle ADS MathSciNet MATH Google Scholar",
    "\nBook Google Scholar",
)
_OLD_SPRINGER = ("CrossRefPubMedGoogle Scholar", "Google Scholar", "CrossRefGoogle Scholar")
_PAGE = "\n\nBack to top\nPreviousNext\nPosted March 24, 2025.\nDownload PDF\nSupplementary Material\n"

LAYOUTS: tuple[Layout, ...] = (
    Layout("springer-new", tails=_NEW_SPRINGER, bottom="\nDownload references", style="apa"),
    Layout(
        "springer-new-spaced",
        tails=tuple(t.replace("\n", "\n\n    ") for t in _NEW_SPRINGER),
        between="\n\n",
        style="apa",
    ),
    Layout("springer-new-numbered", _as("N."), _NEW_SPRINGER, bottom="\nDownload references", style="apa"),
    Layout("springer-old", tails=_OLD_SPRINGER, style="apa"),
    Layout("springer-old-numbered", _as("  N. "), _OLD_SPRINGER, style="apa"),
    Layout("biorxiv", _as("N.↵"), ("CrossRefGoogle Scholar", "Google Scholar", ""), bottom=_PAGE, style="apa"),
    Layout(
        "highwire-lines",
        _as("N.↵"),
        ("\nOpenUrlCrossRefPubMedWeb of Science", "\nOpenUrl", "\nAbstract/FREE Full TextGoogle Scholar"),
    ),
    Layout(
        "highwire-bare",
        _bare("↵"),
        ("OpenUrlCrossRefPubMedWeb of Science", "OpenUrlAbstract/FREE Full Text", "Google Scholar"),
        style="apa",
    ),
    Layout(
        "mdpi",
        tails=(" [Google Scholar] [CrossRef] [PubMed][Green Version]", " [Google Scholar]", " [CrossRef]"),
        style="mdpi",
    ),
    Layout(
        "mdpi-bullets",
        _bare("- "),
        (" [Google Scholar] [CrossRef]", " [Google Scholar] [CrossRef] [PubMed]", ""),
        style="mdpi",
    ),
    Layout("mdpi-numbered", _as("N. "), (" [Google Scholar] [CrossRef] [PubMed]", " [CrossRef]"), style="mdpi"),
    Layout("pmc-old", _as("N. "), (" [PMC free article] [PubMed] [CrossRef] [Google Scholar]", " [PubMed]", "")),
    Layout("pmc-new", _as("N."), (" [DOI] [PMC free article] [PubMed] [Google Scholar]", " [Google Scholar]", "")),
    Layout(
        "pmc-new-bullets",
        _bare("*   . "),
        (" [DOI] [PubMed] [Google Scholar]", " [Google Scholar]"),
        shape=_spaced,
        style="apa",
    ),
    Layout("pmc-markdown", _as("*   N."), (" " + _LINKED, ""), between="\n"),
    Layout(
        "pubmed-box", _as("N. "), (" - DOI - PMC - PubMed", " - DOI - PubMed", ""), bottom="\nShow all 87 references"
    ),
    Layout("pubmed-box-bare", tails=(" - DOI - PMC - PubMed", " - PubMed"), bottom="\nShow all 87 references"),
    Layout("pubmed-box-joined", tails=(" - DOI - PMC - PubMed", " - PubMed"), between=" · "),
    Layout(
        "plos", _as("N. "), (" View Article PubMed/NCBI Google Scholar", " View Article Google Scholar"), between=" "
    ),
    Layout(
        "plos-lines", _as("N.\n"), ("\nView Article\nPubMed/NCBI\nGoogle Scholar", "\nView Article\nGoogle Scholar")
    ),
    Elsevier(
        "elsevier",
        tails=(
            "\nView PDF View articleView in ScopusGoogle Scholar",
            "\nCrossrefView in ScopusGoogle Scholar",
            "\nGoogle Scholar",
        ),
        style="elsevier",
    ),
    Elsevier(
        "elsevier-named",
        tails=("\nView PDF View articleView in ScopusGoogle Scholar", "\nCrossrefGoogle Scholar", "\nGoogle Scholar"),
        style="elsevier",
        numbered=False,
    ),
    Layout(
        "taylor-francis",
        tails=(
            " [Crossref], [Web of Science ®], [Google Scholar]",
            " [Taylor & Francis Online], , [Google Scholar]",
            " [PubMed], [CSA], [Google Scholar]",
        ),
        style="apa",
    ),
    Layout(
        "taylor-francis-numbered",
        _as("[N] "),
        (" [Crossref], [PubMed], [Web of Science ®], [Google Scholar]", " [Google Scholar]"),
    ),
    Layout("sage", _as("N. "), (" Crossref. PubMed. Web of Science.", " Crossref. Google Scholar.", "")),
    Layout(
        "sage-lines",
        tails=("\nCrossref\nPubMed\nWeb of Science\nGoogle Scholar", "\nGoogle Scholar", "\nCrossref\nGoogle Scholar"),
        style="apa",
    ),
    Layout(
        "frontiers",
        tails=("\n\nPubMed Abstract | CrossRef Full Text | Google Scholar", "\n\nGoogle Scholar"),
        between="\n\n",
        style="apa",
    ),
    Layout(
        "frontiers-numbered",
        _as("N. "),
        ("\n\nCrossRef Full Text | Google Scholar", "\n\nPubMed Abstract | Google Scholar"),
        between="\n\n",
    ),
    Layout(
        "annual-reviews",
        tails=("\n[Crossref] [Medline] [Web of Science] [Google Scholar]", "\n[Google Scholar]"),
        shape=_doubled,
        style="annual",
    ),
    Layout("jmir", _as("N. "), (" [FREE Full text] [CrossRef] [Medline]", " [Medline]", " [FREE Full text]")),
    Layout("ajph", _as("N. "), (" Crossref, Medline, Google Scholar", " Google Scholar", " Medline, Google Scholar")),
    Layout(
        "silverchair",
        tails=(
            "\nGoogle Scholar Crossref Search ADS PubMed WorldCat",
            "\nGoogle Scholar WorldCat",
            " Google Scholar Crossref Search ADS PubMed WorldCat",
        ),
        style="apa",
    ),
    Layout(
        "silverchair-lines",
        _as("N.\n"),
        (
            "\nGoogle Scholar\nCrossref\nSearch ADS\nPubMed\nWorldCat",
            "\nGoogle Scholar\nOpenURL Placeholder Text\nWorldCat",
        ),
    ),
    Layout(
        "wiley",
        _as("N\n"),
        (" PubMed Web of Science®Google Scholar", "\nGoogle Scholar", " PubMed Web of Science® Google Scholar"),
        shape=_with_doi,
    ),
    Layout("wiley-bare", tails=("\nCAS PubMed Web of Science®Google Scholar", "\nGoogle Scholar"), style="apa"),
    Layout(
        "cambridge",
        _as("N\n"),
        (" CrossRef | Google Scholar | PubMed", " Google Scholar", "CrossRefGoogle ScholarPubMed"),
    ),
    Layout(
        "cambridge-bare",
        tails=("CrossRefGoogle ScholarPubMed", "Google Scholar", "CrossRefGoogle Scholar"),
        style="apa",
    ),
    Layout("footnotes", _as("N ")),
    Layout("round", _as("(N) ")),
    Layout("square", _as("[N] ")),
    Layout("half", _as("N) ")),
    Layout("tab", _as("N\t")),
    Layout("stop", _as("N. ")),
    Layout("stop-glued", _as("N. "), between=" "),
    Layout("alone-spaced", _as("N\n\n"), between="\n\n"),
    Layout("pairs", _pairs),
    Layout("numbers-lost", _skipping),
    Layout("numbers-missing", _missing),
    Layout("plain", style="apa"),
    Layout("plain-spaced", between="\n\n", style="apa"),
    Layout("markdown-bullets", _bare("* "), style="apa"),
    Lettered("letters", style="apa"),
    Twice("two-lists", _as("N. ")),
    Twice("two-lists-s", _as("N. "), second=_supplement),
    Twice("further-reading", style="apa", heading="Further reading", second=_bare()),
    Layout("wrapped-numbered", _as("N. "), shape=_wrapped(72, "    ", hyphen=True)),
    Layout("wrapped-numbered-flush", _as("[N] "), shape=_wrapped(60, hyphen=True)),
    Layout("wrapped-spaced", between="\n\n", shape=_wrapped(76), style="apa"),
    Layout("wrapped-hanging", shape=_wrapped(76, "   ", hyphen=True), style="apa"),
    Layout("wrapped-flush", shape=_wrapped(80, hyphen=True), style="apa"),
    Layout("wrapped-ligatures", _as("N. "), shape=_ligatures),
    Paged("pdf-numbered", _as("N. "), shape=_wrapped(58, hyphen=True)),
    Paged("pdf-flush", shape=_wrapped(90, hyphen=True), style="apa"),
)
