"""Languages are told from prose, and nothing is said where it is not clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import language, read

# Sentences of our own, of some fifty words each.
PROSE = {
    "en": "In this study the people who had been discharged from hospital were asked whether they had met a peer worker, and most of them said that the meetings were of use to them, although some would have liked more time with the worker and less with the forms that had to be filled in.",
    "de": "In dieser Studie wurden die Menschen, die aus der Klinik entlassen wurden, gefragt, ob sie eine Genesungsbegleiterin getroffen hatten, und die meisten sagten, dass die Gespräche für sie von Nutzen waren, auch wenn einige sich mehr Zeit mit der Begleiterin und weniger mit den Formularen gewünscht hätten.",
    "fr": "Dans cette étude, les personnes qui sont sorties de l’hôpital ont été interrogées sur leurs rencontres avec un pair aidant, et la plupart ont dit que ces rencontres leur avaient été utiles, même si certaines auraient voulu plus de temps avec le pair et moins avec les formulaires qui étaient à remplir.",
    "es": "En este estudio se preguntó a las personas que fueron dadas de alta del hospital si habían conocido a un trabajador par, y la mayoría dijo que los encuentros les habían sido útiles, aunque algunas habrían querido más tiempo con el trabajador y menos con los formularios que se tenían que rellenar.",
    "it": "In questo studio è stato chiesto alle persone che sono uscite dall’ospedale se avevano incontrato un operatore pari, e la maggior parte ha detto che gli incontri sono stati utili, anche se alcune avrebbero voluto più tempo con l’operatore e meno con i moduli che erano da compilare nel reparto.",
    "pt": "Neste estudo perguntou-se às pessoas que tiveram alta do hospital se tinham conhecido um trabalhador de pares, e a maioria disse que os encontros foram úteis para elas, mas algumas teriam querido mais tempo com o trabalhador e menos com os formulários que não eram claros para uma parte das pessoas.",
    "nl": "In dit onderzoek werd aan mensen die uit het ziekenhuis werden ontslagen gevraagd of zij een ervaringswerker hadden ontmoet, en de meesten zeiden dat de gesprekken voor hen van nut waren, maar een aantal had graag meer tijd met de werker gehad en minder met het invullen van de formulieren.",
    "sv": "I den här studien frågades de som hade skrivits ut från sjukhuset om de hade träffat en stödjare, och de flesta sade att mötena var till nytta för dem, men några hade velat ha mer tid med stödjaren och inte så mycket med de blanketter som skulle fyllas i på avdelningen vid det tillfället.",
    "ru": "В этом исследовании людей, выписанных из больницы, спрашивали, встречались ли они с равным консультантом, и большинство сказали, что встречи были полезны.",
    "zh": "本研究询问出院患者是否见过同伴支持者，大多数人表示这些会面对他们有帮助，但有些人希望有更多时间。",
    "ja": "本研究では退院した人々にピアワーカーに会ったかどうかを尋ね、ほとんどの人がその面会は役に立ったと述べた。",
    "ko": "이 연구에서는 퇴원한 사람들에게 동료 지원가를 만났는지 물었고 대부분은 그 만남이 도움이 되었다고 말했다.",
    "el": "Σε αυτή τη μελέτη ρωτήθηκαν οι άνθρωποι που πήραν εξιτήριο αν είχαν συναντήσει έναν ομότιμο εργαζόμενο.",
}


@pytest.mark.parametrize("tag", PROSE)
def test_prose(tag: str) -> None:
    assert language.detect(PROSE[tag]) == tag


@pytest.mark.parametrize(
    "text",
    ["", "12 34 56", "Peers help.", "x " * 500, "Smith J, Müller K, García L, Rossi M, de Vries P. " * 20],
)
def test_nothing_is_said_where_it_is_not_clear(text: str) -> None:
    assert language.detect(text) is None


def test_names() -> None:
    assert language.name_of("de-AT") == "German"
    assert language.name_of("xx") == "xx"
    assert all(language.name_of(tag) != tag for tag in PROSE)


def test_a_foreign_paper_is_read_and_its_language_named() -> None:
    body = "\n\n".join(
        ["Begegnungen nach der Klinik", "Ada Moos", "Einleitung", PROSE["de"], "Ergebnisse", PROSE["de"] * 2]
    )
    batch = read(body.encode(), "paper.txt")
    assert [p.message for p in batch.problems if "German" in p.message] == ["the paper is in German"]
    assert len(batch.findings) >= 3


def test_an_english_paper_is_no_matter() -> None:
    body = "\n\n".join(["Meetings after hospital", "Ada Moss", "Introduction", PROSE["en"], "Results", PROSE["en"] * 2])
    assert not [p for p in read(body.encode(), "paper.txt").problems if "the paper is in" in p.message]


def test_a_whole_page() -> None:
    readme = Path(__file__).resolve().parents[2] / "README.md"
    assert language.detect(readme.read_text("utf-8")) == "en"
