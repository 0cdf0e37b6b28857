"""What a marked-up input comes to when there is no paper in it."""

from __future__ import annotations

import pytest

from ingest import read

LOGIN = '<html><head><title>Sign in</title></head><body><form><input type="password"></form><p>Please log in to read on.</p></body></html>'
TITLED = '<html><head><meta name="citation_title" content="Peers on wards"></head><body><p>Log in to read on.</p></body></html>'


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (LOGIN.encode(), "login.html", "login"),
        (b"%PDF-1.4\n%broken", "broken.pdf", "damaged"),
        (b"PK\x03\x04 word/ and no more", "cut.docx", "no text in this Word file"),
    ],
)
def test_what_holds_no_paper_is_none_and_says_why(data: bytes, name: str, told: str) -> None:
    batch = read(data, name)
    assert batch.document is None
    assert batch.findings == ()
    assert any(told in p.message and p.level == "error" for p in batch.problems)


def test_a_title_of_its_own_makes_a_paper() -> None:
    batch = read(TITLED.encode(), "login.html")
    assert batch.document is not None
    assert batch.document.reference.title == "Peers on wards"
