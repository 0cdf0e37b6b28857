"""The door to the network: what is asked again, waited for, kept, refused. Nothing here reaches a network."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kb.lookup.cache import Cache
from kb.lookup.limiter import SPACING, Limiter
from kb.lookup.transport import Answer, NoAnswer
from kb.lookup.web import WebError, public_part
from tests.kb.lookup.replaying import CUT, HTML, JSON, NOT_FOUND, NOW, SORRY, Clock, Replay, ok, web

URL = "https://api.crossref.org/works/10.5555/a"


def busy(**headers: str) -> Answer:
    return Answer(429, headers, b"Too many requests")


def test_what_was_asked_once_is_not_asked_again() -> None:
    replay = Replay({URL: [ok({"n": 1})]})
    door = web(replay)
    first, second = door.get(f"{URL}?mailto=me@example.org", {}), door.get(f"{URL}?mailto=you@example.org", {})
    assert first == second
    assert len(replay.urls) == 1


def test_nothing_that_is_kept_says_who_asked(tmp_path: Path) -> None:
    address = f"{URL}?b=2&email=me%40example.org&a=1"
    assert public_part(address) == f"{URL}?a=1&b=2"
    web(Replay({URL: [ok({})]}), Cache(tmp_path, now=lambda: NOW)).get(address, {})
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert "example.org" not in file.read_text("utf-8").replace("api.crossref.org", "")


@pytest.mark.parametrize(
    ("first", "waited"),
    [
        (busy(**{"retry-after": "7"}), 7.0),
        (busy(**{"retry-after": "Sun, 01 Mar 2026 12:00:30 GMT"}), 30.0),
        (busy(**{"retry-after": "soon"}), 1.0),
        (busy(), 1.0),
        (Answer(503, {"retry-after": "11"}, b""), 11.0),
        (SORRY, 1.0),
        (NoAnswer("timed out"), 1.0),
    ],
    ids=["seconds", "date", "nonsense", "no header", "503", "500", "time-out"],
)
def test_it_waits_and_asks_again(first: Answer | Exception, waited: float) -> None:
    clock = Clock()
    replay = Replay({URL: [first, ok({"n": 1})]})
    assert web(replay, clock=clock).get(URL, {}).text == '{"n": 1}'
    assert len(replay.urls) == 2
    assert clock.slept == [pytest.approx(waited)]


@pytest.mark.parametrize(
    ("answer", "says", "tries", "again"),
    [
        (busy(), "answered 429", 4, True),
        (busy(**{"retry-after": "86400"}), "left alone for 86400 s", 1, True),
        (SORRY, "answered 500", 4, True),
        (NoAnswer("timed out"), "gave no answer: timed out", 4, True),
        (Answer(400, JSON, b"{}"), "answered 400", 1, False),
        (Answer(403, {}, b""), "answered 403", 1, False),
        (CUT, "cut off", 1, True),
        (HTML, "a web page came", 1, True),
        (Answer(200, JSON, b""), "cut off", 1, True),
        (Answer(200, JSON, b"[" * 100_000), "cut off", 1, True),
        (Answer(302, {"location": "https://evil.example/works"}, b""), "evil.example, which is not asked", 1, False),
        (Answer(302, {"location": "http://api.crossref.org/works"}, b""), "not asked", 1, False),
        (Answer(302, {}, b""), "not asked", 1, False),
        (Answer(301, {"location": "https://[broken"}, b""), "redirected to no address", 1, False),
        (Answer(301, {"location": URL}, b""), "in a circle", 6, False),
    ],
    ids=str,
)
def test_what_is_no_answer_says_why_and_is_not_kept(
    tmp_path: Path, answer: Answer | Exception, says: str, tries: int, again: bool
) -> None:
    replay = Replay({URL: [answer]})
    door = web(replay, Cache(tmp_path, now=lambda: NOW))
    with pytest.raises(WebError, match=says) as told:
        door.get(URL, {})
    assert (len(replay.urls), told.value.again) == (tries, again)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_redirect_is_followed_and_kept_under_what_was_asked() -> None:
    other = "https://api.crossref.org/v1/works/10.5555/a"
    replay = Replay({URL: [Answer(301, {"location": "/v1/works/10.5555/a"}, b"")], other: [ok({"n": 1})]})
    door = web(replay)
    assert door.get(URL, {}).url == URL
    door.get(URL, {})
    assert replay.urls == [URL, other]


def test_404_is_an_answer_and_kept() -> None:
    replay = Replay({URL: [NOT_FOUND]})
    door = web(replay)
    assert [door.get(URL, {}).status, door.get(URL, {}).status] == [404, 404]
    assert len(replay.urls) == 1


def test_offline_asks_nobody(tmp_path: Path) -> None:
    cache = Cache(tmp_path, now=lambda: NOW)
    web(Replay({URL: [ok({"n": 1})]}), cache).get(URL, {})
    replay = Replay()
    door = web(replay, cache, offline=True)
    assert door.get(URL, {}).text == '{"n": 1}'
    with pytest.raises(WebError, match="offline") as told:
        door.get(f"{URL}b", {})
    assert told.value.offline
    assert not replay.urls


def test_old_answers_are_asked_for_again(tmp_path: Path) -> None:
    Cache(tmp_path, now=lambda: NOW - timedelta(days=31)).put(URL, 200, "{}")
    assert Cache(tmp_path, 30, now=lambda: NOW).get(URL) is None
    assert Cache(tmp_path, 32, now=lambda: NOW).get(URL)
    assert Cache(tmp_path, 1e300, now=lambda: NOW).get(URL)
    assert Cache(tmp_path, None, now=lambda: NOW).get(URL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"url":"x"}',
        '{"url":"x","status":"y","text":"","at":""}',
        "[" * 100_000,
        "\x00",
        '{"url":"u","status":200,"text":"{}","at":"never"}',
    ],
)
def test_a_damaged_file_counts_as_not_there(tmp_path: Path, text: str) -> None:
    cache = Cache(tmp_path, now=lambda: NOW)
    cache.put(URL, 200, "{}")
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_text(text, "utf-8")
    assert cache.get(URL) is None
    cache.put(URL, 200, "[1]")
    kept = cache.get(URL)
    assert kept
    assert kept.text == "[1]"


def test_a_disk_that_refuses_only_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    cache = Cache(tmp_path / "file", now=lambda: NOW)
    assert cache.put(URL, 200, "{}").text == "{}"
    assert cache.get(URL) is None


def test_one_pace_for_each_host_and_the_pace_it_says() -> None:
    clock = Clock()
    limiter = Limiter(clock, clock.sleep, lambda: NOW)
    limiter.wait("a")
    limiter.wait("b")
    assert clock.slept == []
    limiter.wait("a")
    assert clock.slept == [pytest.approx(SPACING)]
    limiter.heard("a", {"x-rate-limit-limit": "1", "x-rate-limit-interval": "2s"})
    limiter.wait("a")
    limiter.wait("a")
    assert clock.slept[1:] == [pytest.approx(2.0), pytest.approx(2.0)]


@pytest.mark.parametrize(
    ("limit", "interval"),
    [("0", "1s"), ("-5", "1s"), ("x", "1s"), ("5", ""), ("5", "1 fortnight"), ("9" * 99, "1s"), ("5", "9" * 99)],
)
def test_a_pace_that_is_none_changes_nothing(limit: str, interval: str) -> None:
    clock = Clock()
    limiter = Limiter(clock, clock.sleep, lambda: NOW)
    limiter.heard("a", {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval})
    limiter.wait("a")
    limiter.wait("a")
    assert clock.slept == [pytest.approx(SPACING)]
