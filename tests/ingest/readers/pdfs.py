"""PDFs for the tests, drawn by reportlab: invented articles in the shapes that journals print."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = A4
ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"


class Drawn:
    """A PDF as it is drawn. at: the next base line, from the page's top."""

    def __init__(self, **options: Any) -> None:
        self.file = io.BytesIO()
        self.canvas = canvas.Canvas(self.file, pagesize=A4, invariant=1, **options)
        self.at = 80.0

    def line(self, x: float, text: str, font: str = ROMAN, size: float = 10, y: float | None = None) -> None:
        """One line of text; "^" before and after raised characters."""
        y = self.at if y is None else y
        for k, part in enumerate(text.split("^")):
            small = size * 0.65 if k % 2 else size
            self.canvas.setFont(font, small)
            self.canvas.drawString(x, HEIGHT - y + (0.35 * size if k % 2 else 0), part)
            x += stringWidth(part, font, small)

    def paragraph(self, x: float, width: float, text: str, indent: float = 0, hang: float = 0, **how: Any) -> None:
        """Lines of a paragraph, justified but for the last."""
        size, font, first = how.get("size", 10), how.get("font", ROMAN), True
        words = text.split()
        while words:
            left = x + (indent if first else hang)
            room, line = width - (left - x), [words.pop(0)]
            while words and stringWidth(" ".join([*line, words[0]]), font, size) <= room:
                line.append(words.pop(0))
            natural = sum(stringWidth(w, font, size) for w in line)
            gap = (room - natural) / (len(line) - 1) if words and len(line) > 1 else stringWidth(" ", font, size)
            at = left
            for word in line:
                self.line(at, word, font, size)
                at += stringWidth(word, font, size) + gap
            self.at += 1.2 * size
            first = False

    def heading(self, x: float, text: str, size: float = 12) -> None:
        """A line in bold with space around."""
        self.at += 8
        self.line(x, text, BOLD, size)
        self.at += size + 4

    def furniture(self, number: int, pages: int) -> None:
        """Running head, page number and a stamp up the margin."""
        self.line(70, "Delgado et al. Invented Health Services 2021", ITALIC, 8, y=40)
        self.line(290, f"Page {number} of {pages}", ROMAN, 8, y=HEIGHT - 30)
        self.canvas.saveState()
        self.canvas.rotate(90)
        self.canvas.setFont(ROMAN, 7)
        self.canvas.drawString(200, -20, "Downloaded from https://example.org by guest on 3 May 2024")
        self.canvas.restoreState()

    def page(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self.at = 80.0

    def bytes(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.file.getvalue()


WARD = (
    "Peer workers on the ward were seen as allies by most of the people who stayed there for more than a week, and "
    "their presence changed how nurses spoke about recovery in the daily handover meetings [{}]. "
)
REFERENCES = (
    "1. Okafor N, Lindqvist P. Peer workers in acute wards: an invented survey of twelve services in three regions. "
    "Journal of Invented Care. 2015;4(2):101-109.",
    "2. Hoekstra P. Talking about recovery. Imaginary Nursing. 2012;7:33-41.",
    "3. Marques A, Sato K, Weiss B. Handover meetings and what is said in them: a study that nobody carried out, told "
    "at some length. Annals of Made-up Medicine. 2018;11(1):5-19.",
    "4. Dubois L. Staying longer than a week. Invented Psychiatry. 2009;3:77-80.",
)


def article() -> bytes:
    """Two columns over three pages: title and abstract over both, a table, a quotation, a list of references."""
    d = Drawn()
    left, right, width = 60.0, 310.0, 225.0
    d.furniture(1, 3)
    d.paragraph(left, 475, "Peer workers on acute wards: an invented interview study", font=BOLD, size=18)
    d.line(left, "Rosa Delgado, Piet Hoekstra")
    d.at += 20
    d.heading(left, "Abstract")
    d.paragraph(left, 475, WARD.format("").replace(" []", "") * 2)
    top = d.at + 14
    d.at = top
    d.heading(left, "Introduction")
    d.paragraph(left, width, WARD.format(1) * 2)
    d.paragraph(left, width, WARD.format("2,3") * 5, indent=12)
    d.at = top + 8
    d.paragraph(right, width, WARD.format("1-3"), indent=12)
    d.heading(right, "Methods")
    d.heading(right, "Participants and setting", 10.5)
    d.paragraph(right, width, "We interviewed twelve people who had worked with peers for follow-up.")
    d.paragraph(right, width, WARD.format(4) * 3, indent=12)
    d.paragraph(
        right, width, "Each of the interviews was recorded, and the words were written down and then read", indent=12
    )
    d.page()
    d.furniture(2, 3)
    d.paragraph(left, width, "by two of us, who did not know each other’s codes until the end of the work.")
    d.heading(left, "Results")
    d.paragraph(left, width, "Most spoke of trust, as one of them said:")
    d.at += 5
    d.paragraph(
        left + 14,
        width - 28,
        "“I could tell her what I never told the doctor, because she had been there.” (P12)",
        size=9,
    )
    d.at += 5
    d.paragraph(left, width, WARD.format(2) * 3)
    d.line(left, "Table 1. Who took part", BOLD, 8)
    for row in (("Role", "Women", "Men"), ("Nurses", "4", "2"), ("Peers", "3", "3")):
        d.at += 10
        for k, cell in enumerate(row):
            d.line(left + 75 * k, cell, ROMAN, 8)
    d.at = 80
    d.heading(right, "Discussion")
    d.paragraph(right, width, WARD.format(3) * 4)
    d.paragraph(right, width, "The study was small^1,2^ and nobody else has done it again^4^ since then.", indent=12)
    d.at += 6
    d.heading(right, "References")
    for item in REFERENCES[:2]:
        d.paragraph(right, width, item, hang=14, size=8)
    d.paragraph(right, width, REFERENCES[2][:111], hang=14, size=8)
    d.page()
    d.furniture(3, 3)
    d.paragraph(left + 14, width - 14, REFERENCES[2][112:], size=8)
    d.paragraph(left, width, REFERENCES[3], hang=14, size=8)
    return d.bytes()


def columns(rows: Iterable[Sequence[str]], places: Sequence[float], size: float = 10) -> bytes:
    """Rows drawn across, so that the file has the columns line by line one in the other."""
    d = Drawn()
    for row in rows:
        for x, text in zip(places, row, strict=True):
            if text:
                d.line(x, text, ROMAN, size)
        d.at += 1.2 * size
    return d.bytes()


def scan(pages: int = 1) -> bytes:
    """Pages that show a picture and no text."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("L", (60, 80), 200))
    d = Drawn()
    for _ in range(pages):
        d.canvas.drawImage(picture, 50, 50, 400, 600)
        d.page()
    return d.bytes()


def locked(user: str, owner: str = "owner") -> bytes:
    """A page of text behind a password; "" opens for everybody."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    d = Drawn(encrypt=StandardEncryption(user, owner))
    d.paragraph(60, 400, WARD.format(1) * 3)
    return d.bytes()


def blank() -> bytes:
    """Two pages with nothing on them."""
    d = Drawn()
    d.page()
    d.page()
    return d.bytes()


def long(pages: int) -> bytes:
    """Many pages of a sentence each."""
    d = Drawn()
    for k in range(pages):
        d.line(60, f"This is what stands on sheet {k + 1} of many, and nothing else does.", y=300 + k % 100)
        d.line(300, str(k + 1), y=HEIGHT - 30)
        d.page()
    return d.bytes()
