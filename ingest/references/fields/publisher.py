"""Publisher and place as they close a book, chapter or report: "London: Sage", "Springer, Berlin", "(Oxford: OUP)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.references.fields.letters import UPPER

_HOUSE = re.compile(
    r"(?i)\b(?:press|presses|publish\w*|publications?|verlag|books|springer|wiley|elsevier|sage|routledge|penguin|harper|pearson|mcgraw|"
    r"norton|academic|university|universit\w+|editions?|éditions|editorial|inc|ltd|gmbh|sons|associates|houghton|mifflin|blackwell|macmillan|"
    r"palgrave|karger|thieme|kluwer|dover|freeman|saunders|mosby|lippincott|guilford|erlbaum|birkhäuser|chapman|crc|mit|oup|cup|hmso|"
    r"stationery|foundation|society|institute|association|organi[sz]ation|council|department|ministry|agency|bank|government|commission|"
    r"committee|office|bureau|cent(?:er|re)|college|company|co|group|trust|network|unicef|who|unesco|nice|scie|imroc|rand|basic|beacon|knopf|"
    r"vintage|longman|heinemann|methuen|mouton|gallimard|suhrkamp|brill|rodopi|benjamins|ashgate|earthscan|polity|zed|verso|hachette|addison)\b"
)
# Cities where much is published (facts of geography): a lone word after a title is a place when it is one of these.
CITIES = frozenset(
    "Amsterdam;Athens;Atlanta;Auckland;Austin;Baltimore;Bangkok;Barcelona;Basel;Beijing;Belfast;Belmont;"
    "Berkeley;Berlin;Bern;Beverly Hills;"
    "Birmingham;Bloomington;Bogotá;Boca Raton;Bonn;Boston;Boulder;Brighton;Brisbane;Bristol;Brussels;Bruxelles;"
    "Budapest;Buenos Aires;Cairo;"
    "Cambridge;Canberra;Cape Town;Cardiff;Chicago;Chichester;Christchurch;Cologne;Copenhagen;Delhi;New Delhi;"
    "Dordrecht;Dresden;Dublin;Durham;"
    "Edinburgh;Englewood Cliffs;Frankfurt;Freiburg;Geneva;Genève;Glasgow;Göttingen;Hamburg;Harmondsworth;"
    "Heidelberg;Helsinki;Hillsdale;"
    "Hoboken;Hong Kong;Houston;Istanbul;Jakarta;Jerusalem;Johannesburg;Kathmandu;Köln;Kyoto;Lausanne;Leeds;"
    "Leiden;Leipzig;Leuven;Lisboa;"
    "Lisbon;Liverpool;London;Los Angeles;Lund;Lyon;Madrid;Mahwah;Malden;Manchester;Manila;Melbourne;Mexico City;"
    "México;Milan;Milano;"
    "Minneapolis;Montreal;Montréal;Moscow;München;Munich;Nairobi;New Haven;New York;New York City;Newbury Park;"
    "Nottingham;Oslo;Ottawa;Oxford;"
    "Palo Alto;Paris;Perth;Philadelphia;Pittsburgh;Port Chester;Prague;Princeton;Rio de Janeiro;Roma;Rome;"
    "Rotterdam;San Diego;"
    "San Francisco;Santiago;São Paulo;Seattle;Seoul;Sheffield;Singapore;Southampton;Springfield;St. Louis;"
    "Stanford;Stockholm;Stuttgart;Sydney;"
    "Taipei;Tel Aviv;The Hague;Thousand Oaks;Tokyo;Toronto;Tübingen;Uppsala;Utrecht;Vancouver;Victoria;Vienna;"
    "Warsaw;Washington;Weinheim;"
    "Wellington;Westport;Wien;Wiesbaden;York;Zürich;Zurich;Geneva, Switzerland;Washington, DC;Washington, D.C.;"
    "Washington D.C.;Washington DC".split(";")
)
_REGION = rf"(?:,\s?(?:[{UPPER}]\.?\s?[{UPPER}]\.?(?:[{UPPER}]\.?)?|[{UPPER}][^\W\d]+(?:\s[{UPPER}][^\W\d]+){{0,2}}))"
_PLACE = rf"(?P<place>[{UPPER}][\w'’.-]*(?:[\s/&;-]{{1,3}}[\w'’-]+){{0,4}}?{_REGION}{{0,2}})"
_COLON = re.compile(
    rf"(?:(?:^|(?<!\sed)[.?!)\]\x1e;”\"])\s?(?:^|\s)|,\s|\(|(?<=\sed\.)\s|(?<=\sedn)\s|(?<=\sedn\.)\s|(?<=dition)\s){_PLACE}\s?:\s?(?P<publisher>[^:\x1e]{{2,140}}?)[\s.,;)]*$"
)
_LAST_COLON = re.compile(r"[.]?:\s(?P<publisher>[^:.]{2,80}(?:,? (?:Inc|Ltd|Co)\.?)?)[\s.,;]*$")
_PUBLISHER_PLACE = re.compile(
    rf"(?:^|[.?!)\]]\s|,\s)(?P<publisher>[{UPPER}][^:.,\x1e]{{1,80}}?),?\s(?P<place>[{UPPER}][\w'’.-]*(?:\s[{UPPER}][\w'’-]+){{0,2}}{_REGION}?)[\s.,;]*$"
)
_SENTENCE = re.compile(
    rf"(?P<lead>[.?!)\]\"”]\s|^)(?P<publisher>[{UPPER}](?:[^.:;?!\x1e]|\.(?=[A-Z]\.|,)|(?<=[A-Z])\.\s?){{1,90}}?)[\s.,;]*$"
)


# "Book, Curran Associates, Inc.", "Book 15 MIT Press": a house behind a comma or the book's number.
_AFTER_COMMA = re.compile(
    rf"(?:,|(?<=\d))\s(?P<publisher>[{UPPER}][^,.:;\x1e\d]{{2,60}}?(?:,?\s(?:Inc|Ltd|LLC|Co|GmbH)\b)?)[\s.,;]*$"
)


_UNFINISHED = re.compile(r"\b(?:of|at|in|the|and|for)$")  # "University of Leeds" is one name
# What only a publisher's name ends in; a journal's does not.
_ONLY_HOUSE = re.compile(
    r"(?i)\b(?:press|publish\w+|books|verlag|wiley(?:[ -]\w+)?|springer|elsevier|sage|routledge|"
    r"mcgraw[- ]hill(?: education)?|wilkins|saunders|mosby|norton|palgrave(?: macmillan)?)[\s.,;]*$"
)


@dataclass(frozen=True)
class Imprint:
    """start: offset where it begins (what precedes is the work's title); sure: 0 to 1."""

    start: int
    publisher: str | None
    place: str | None
    sure: float


def is_house(text: str) -> bool:
    """Whether a text holds a word that publishers' names hold."""
    return bool(_HOUSE.search(text))


def ends_as_house(text: str) -> bool:
    """Whether a text ends in what only publishers' names end in."""
    return bool(_ONLY_HOUSE.search(text))


def is_city(text: str) -> bool:
    """Whether a text is a place of publication: a known city, with or without its region."""
    name = text.strip(" .,")
    return name in CITIES or name.split(",")[0].strip() in CITIES


def imprint(text: str) -> Imprint | None:
    """The imprint that closes `text`, if one does."""
    match = _COLON.search(text)
    if match and _placelike(match["place"]):
        return _before_colon(match)
    sentence = _SENTENCE.search(text)
    if sentence and is_city(sentence["publisher"]):
        before = text[: sentence.start() + 1]
        return Imprint(sentence.start(), None, sentence["publisher"].strip(" ,"), 0.9) if before.strip() else None
    pair = _PUBLISHER_PLACE.search(text)
    if (
        pair
        and is_city(pair["place"])
        and not _UNFINISHED.search(pair["publisher"])
        and len(pair["publisher"].split()) <= 9
    ):
        return Imprint(pair.start(), pair["publisher"].strip(" ,"), pair["place"].strip(" ,"), 0.95)
    if sentence and len(sentence["publisher"].split()) <= 9 and is_house(sentence["publisher"]):
        return _after_place(text, sentence)
    comma = _AFTER_COMMA.search(text)
    if comma and is_house(comma["publisher"]) and len(comma["publisher"].split()) <= 7:
        return Imprint(comma.start(), comma["publisher"].strip(" ,"), None, 0.85)
    colon = _LAST_COLON.search(text)
    if colon and is_house(colon["publisher"]) and len(colon["publisher"].split()) <= 7:
        return Imprint(colon.start(), colon["publisher"].strip(" ,"), None, 0.85)
    return None


def _before_colon(match: re.Match[str]) -> Imprint:
    """ "London: Sage"; MDPI and ACS print it the other way round: "Sage: London, UK"."""
    start, place, publisher = match.start(), match["place"].strip(), match["publisher"].strip(" ,;")
    title, stop, city = place.rpartition(". ")
    if stop and is_city(city) and not is_city(place):  # a title of one word: "Ageism. Geneva: WHO"
        start, place = match.start("place") + len(title), city
    if is_city(publisher) and not is_city(place):
        place, publisher = publisher, place
    return Imprint(start, publisher, place, 1.0)


def _placelike(place: str) -> bool:
    words = place.split()
    return is_city(place) or (
        len(words) <= 7
        and sum(w[:1].isupper() or w in ("and", "&", "de", "of", "the", "upon") for w in words) == len(words)
    )


def _after_place(text: str, sentence: re.Match[str]) -> Imprint:
    """A publisher's sentence; the sentence before it may be its place ("New York. Dover.")."""
    place = _SENTENCE.search(text[: sentence.start() + 1])
    publisher = sentence["publisher"].strip(" ,")
    if place and place.start() > 0 and is_city(place["publisher"]):
        return Imprint(place.start(), publisher, place["publisher"].strip(" ,"), 1.0)
    if "," in publisher:
        house, _, city = publisher.rpartition(",")
        if is_city(city):
            return Imprint(sentence.start(), house.strip(), city.strip(), 0.95)
        if is_city(house):
            return Imprint(sentence.start(), city.strip(), house.strip(), 0.95)
    return Imprint(sentence.start(), publisher, None, 0.9)
