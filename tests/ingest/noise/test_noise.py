"""Link words at the end of an item, publisher by publisher, and what must stay."""

from __future__ import annotations

import pytest

from ingest.noise import PUBLISHERS, is_only_links, tail

BODY = "Ash B. Peers. J Inv. 2011;10:238–250."


@pytest.mark.parametrize(
    "links",
    [
        "CrossRefGoogle Scholar",
        "CrossRefPubMedGoogle Scholar",
        "CrossRefPubMedCentralPubMedGoogle Scholar",
        "Google Scholar",
        " Google Scholar",
        " [PMC free article] [PubMed] [CrossRef] [Google Scholar]",
        " [Google Scholar] [CrossRef] [PubMed][Green Version]",
        " [PubMed]",
        " [[DOI](https://doi.org/10.5555/x)] [[PubMed](https://example.org/1)]",
        " - DOI - PMC - PubMed",
        " View Article PubMed/NCBI Google Scholar",
        "\nArticle CAS PubMed PubMed Central Google Scholar",
        "\n  Article  \n CAS \n Google Scholar",
        "\nPubMed Abstract | CrossRef Full Text | Google Scholar",
        "\nPubMed",
        "Abstract/FREE Full TextGoogle Scholar",
        "OpenUrlCrossRefPubMedWeb of Science",
        " [Crossref], [Web of Science ®], [Google Scholar]",
        " Crossref, Medline, Google Scholar",
        " Crossref. PubMed. Web of Science.",
        " Google Scholar Crossref Search ADS PubMed WorldCat",
        "\nView PDF View articleView in ScopusGoogle Scholar",
        "\nArticle PubMed Google Scholar \nDownload references",
    ],
)
def test_links_go(links: str) -> None:
    text = BODY + links
    assert text[: tail(text, 0, len(text))] == BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Ash B. Searching the literature in PubMed",
        "Ash B. Searching PubMed, Scopus and Google Scholar",
        "Ash B. Three databases compared: PubMed, Scopus, Google Scholar",
        "Ash B. What is an article",
        "Ash B. Peers. Leeds: Medline.",
        "Ash B. The cascade of inCAS",
        "Ash B. Peers. J Inv. 2011. doi:10.5555/x.pubmed",
        "",
        " ",
    ],
)
def test_words_of_the_item_stay(text: str) -> None:
    assert tail(text, 0, len(text)) == len(text)


def test_only_what_is_asked_for_is_looked_at() -> None:
    text = BODY + "Google Scholar" + " and more"
    end = len(BODY) + len("Google Scholar")
    assert tail(text, 0, end) == len(BODY)
    assert tail(text, 0, len(text)) == len(text)


@pytest.mark.parametrize(
    "line",
    ["Google Scholar", "Article CAS PubMed", "[PubMed] [CrossRef]", "PubMed Abstract | Google Scholar", "PubMed"],
)
def test_a_line_of_links(line: str) -> None:
    assert is_only_links(line)


@pytest.mark.parametrize("line", ["", " ", "...", "The article", "Google Scholar and more", "See PubMed"])
def test_a_line_of_text(line: str) -> None:
    assert not is_only_links(line)


@pytest.mark.parametrize(("publisher", "token"), [(name, token) for name, tokens in PUBLISHERS for token in tokens])
def test_every_word_is_known_alone_on_a_line(publisher: str, token: str) -> None:
    assert is_only_links(token)
    assert is_only_links(token.upper())
