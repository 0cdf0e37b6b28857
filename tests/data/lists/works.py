"""Invented works, worded in the styles of `benchmarks/layouts.py`, traps among them."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.layouts import Work


@dataclass(frozen=True)
class Invented:
    """people: (family, initials without stops); the rest as its name says; organisation: in place of people; url: of a
    page of the web, which then has no journal."""

    people: tuple[tuple[str, str], ...]
    year: str
    title: str
    journal: str = ""
    volume: str = "10"
    pages: str = "238–250"
    organisation: str = ""
    url: str = ""
    doi: str = ""

    def work(self, style: str) -> Work:
        """As printed in a style."""
        initials_first = ", ".join(f"{'.'.join(i)}. {f}" for f, i in self.people) or self.organisation
        where = f"{self.journal}, {self.volume} ({self.year}), pp. {self.pages}" if self.journal else self.url
        printed = {"apa": self._apa, "mdpi": self._mdpi, "annual": self._annual}.get(style, self._vancouver)()
        family = self.people[0][0] if self.people else self.organisation
        return Work(printed, initials_first, self.title, where, self.year, family)

    def _vancouver(self) -> str:
        names = ", ".join(f"{f} {i}" for f, i in self.people) or self.organisation
        if self.url:
            return f"{names}. {self.title}. {self.year}. Available from: {self.url}"
        tail = f" doi: {self.doi}" if self.doi else ""
        return f"{names}. {self.title}. {self.journal}. {self.year};{self.volume}:{self.pages}.{tail}"

    def _apa(self) -> str:
        dotted = [f"{f}, {' '.join(x + '.' for x in i)}" for f, i in self.people]
        names = f"{', '.join(dotted[:-1])}, & {dotted[-1]}" if len(dotted) > 1 else "".join(dotted) or self.organisation
        stop = "" if names.endswith(".") else "."
        if self.url:
            return f"{names}{stop} ({self.year}). {self.title}. {self.url}"
        tail = f" https://doi.org/{self.doi}" if self.doi else ""
        return f"{names} ({self.year}). {self.title}. {self.journal}, {self.volume}(2), {self.pages}.{tail}"

    def _mdpi(self) -> str:
        names = "; ".join(f"{f}, {'.'.join(i)}." for f, i in self.people) or f"{self.organisation}."
        if self.url:
            return f"{names} {self.title}. Available online: {self.url} (accessed on 25 June {self.year})."
        return f"{names} {self.title}. {self.journal} {self.year}, {self.volume}, {self.pages}."

    def _annual(self) -> str:
        names = ", ".join(f"{f} {i}" for f, i in self.people) or self.organisation
        return f"{names}. {self.year}. {self.title}. {self.journal or self.url} {self.volume}:{self.pages}"


# Every one a trap: what it is stands behind it.
WORKS = (
    Invented((("Ash", "B"), ("Birch", "C")), "2011", "Peers at the ward door: a trial", "Journal of Invented Care"),
    Invented((("Elm", "D"),), "2014", "Finding sheds in PubMed", "Searching Today", "3", "1–9"),  # ends in a link word
    Invented((("Oak", "EF"), ("Pine", "G")), "2009", "Article or letter? An Article by any name", "Sheds", "7", "12–20"),
    Invented((("Rowan", "H"),), "1999", "The winter of 1963 and the sheds of 1984", "Sheds and History", "20", "2001–2010"),
    Invented((), "2018", "24 hours in a shed", "", organisation="World Shed Organization", url="https://www.example.org/sheds/24-hours"),
    Invented((("van den Elm", "J"), ("Yew", "K")), "2020", "Listening twice", "Annals of Made-up Nursing", "3", "41–52", doi="10.5555/amn.2020.41"),
    Invented(
        tuple((f, i) for f, i in zip(("Alder", "Beech", "Cedar", "Dogwood", "Fir", "Hazel", "Juniper", "Larch", "Maple"), "ABCDEFGHI", strict=True)),
        "2016", "Depression and loneliness among older men in the sheds of three northern countries: a long title that runs over lines", "Journal of Long Titles", "12", "100–119",
    ),
    Invented((("O’Hazel", "L"), ("Maple-Larch", "M")), "2015", "PubMed, Scopus or Google Scholar: where to look for sheds", "Searching Today", "4", "5–8"),
    Invented((("da Silva", "N"), ("Øster", "P")), "2003", "Is it so? Part 2. More of it", "BMJ", "326", "17–18", doi="10.5555/bmj.326.17"),
    Invented((("Zelkova", "Q"),), "2021", "12 things to know about sheds", "Nordic Sheds", "9", "e1001"),  # begins with a digit
)  # fmt: skip
