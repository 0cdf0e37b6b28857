"""Kinds of work: one table that says what each format calls them.

Ours are the item types of CSL 1.0.2 (appendix III of its specification); the other columns are the
entry types of BibTeX/BibLaTeX, the TY tags of RIS (2001 and 2011 lists) and the `type` of Crossref's REST API.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One row. name: ours and CSL's; bibtex, ris, crossref: theirs; words: how it is called in messages."""

    name: str
    bibtex: str
    ris: str
    crossref: str
    words: str


TABLE: tuple[Kind, ...] = (
    Kind("article-journal", "article", "JOUR", "journal-article", "journal article"),
    Kind("article-magazine", "article", "MGZN", "journal-article", "magazine article"),
    Kind("article-newspaper", "article", "NEWS", "journal-article", "newspaper article"),
    Kind("article", "unpublished", "UNPB", "posted-content", "preprint"),
    Kind("book", "book", "BOOK", "book", "book"),
    Kind("chapter", "incollection", "CHAP", "book-chapter", "chapter"),
    Kind("entry-encyclopedia", "inreference", "ENCYC", "reference-entry", "encyclopedia entry"),
    Kind("paper-conference", "inproceedings", "CPAPER", "proceedings-article", "conference paper"),
    Kind("thesis", "phdthesis", "THES", "dissertation", "thesis"),
    Kind("report", "techreport", "RPRT", "report", "report"),
    Kind("dataset", "dataset", "DATA", "dataset", "data set"),
    Kind("software", "software", "COMP", "other", "software"),
    Kind("webpage", "online", "ELEC", "other", "web page"),
    Kind("legislation", "legislation", "STAT", "other", "law"),
    Kind("standard", "standard", "STAND", "standard", "standard"),
    Kind("document", "misc", "GEN", "other", "document"),
)

KINDS: tuple[str, ...] = tuple(kind.name for kind in TABLE)

_BY_NAME = {kind.name: kind for kind in TABLE}
# Names that CSL (older or newer than 1.0.2) and other tools write for one of the rows above.
_ALIASES = {
    "article-preprint": "article",
    "preprint": "article",
    "posted-content": "article",
    "journal-article": "article-journal",
    "post": "webpage",
    "post-weblog": "webpage",
    "manuscript": "document",
    "entry": "entry-encyclopedia",
    "entry-dictionary": "entry-encyclopedia",
    "bill": "legislation",
    "paper": "paper-conference",
    "speech": "paper-conference",
}


# Other names that RIS (types of both its lists) and BibTeX (styles, BibLaTeX) have for one of the rows.
_RIS = {
    "EJOUR": "article-journal",
    "JFULL": "article-journal",
    "INPR": "article-journal",
    "ABST": "article-journal",
    "EBOOK": "book",
    "EDBOOK": "book",
    "SER": "book",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "DICT": "entry-encyclopedia",
    "GOVDOC": "report",
    "BLOG": "webpage",
    "ICOMM": "webpage",
    "DBASE": "dataset",
    "AGGR": "dataset",
    "BILL": "legislation",
    "LEGAL": "legislation",
}
_BIBTEX = {
    "article": "article-journal",
    "conference": "paper-conference",
    "mvbook": "book",
    "collection": "book",
    "proceedings": "book",
    "booklet": "book",
    "inbook": "chapter",
    "suppbook": "chapter",
    "mastersthesis": "thesis",
    "bachelorsthesis": "thesis",
    "thesis": "thesis",
    "report": "report",
    "manual": "report",
    "electronic": "webpage",
    "www": "webpage",
    "suppperiodical": "article-journal",
    "periodical": "article-journal",
    "preprint": "article",
    "jurisdiction": "legislation",
}
# Publication types of PubMed (https://www.nlm.nih.gov/mesh/pubtypes.html) that say what kind of work it is.
PUBMED = {
    "Journal Article": "article-journal",
    "Newspaper Article": "article-newspaper",
    "Preprint": "article",
    "Book": "book",
    "Book Chapter": "chapter",
    "Congress": "paper-conference",
    "Academic Dissertation": "thesis",
    "Technical Report": "report",
    "Dataset": "dataset",
    "Webpage": "webpage",
    "Legislation": "legislation",
}
_FROM_RIS = _RIS | {row.ris: row.name for row in reversed(TABLE)}
_FROM_BIBTEX = {row.bibtex: row.name for row in reversed(TABLE)} | _BIBTEX


def kind(name: str) -> Kind:
    """The row of one of our names; a `KeyError` for another name is a programmer's mistake."""
    return _BY_NAME[name]


def from_csl(name: str) -> str | None:
    """Our name for a CSL `type`; None when it is none we keep (the caller says so and uses "document")."""
    if name in _BY_NAME:
        return name
    return _ALIASES.get(name)


def from_ris(name: str) -> str | None:
    """Our name for a TY of RIS, in whatever letters; None when it is none we keep."""
    return _FROM_RIS.get(name.upper())


def from_bibtex(name: str) -> str | None:
    """Our name for an entry type of BibTeX or BibLaTeX, in whatever letters; None when it is none we keep."""
    return _FROM_BIBTEX.get(name.lower())
