"""One pace for everything that is asked of others: no host is asked more often than it allows.

Crossref says its pace in every answer (`X-Rate-Limit-Limit` requests in `X-Rate-Limit-Interval`;
https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/). NCBI allows three
requests a second to who has no key (https://www.ncbi.nlm.nih.gov/books/NBK25497/). `Retry-After` is seconds or a date
(RFC 9110, 10.2.3).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SPACING = 0.4
"""Seconds between two requests to a host that has not said its pace: below three a second."""
LONGEST_WAIT = 120.0
"""Seconds that a host may make us wait; who asks for more is not waited for."""
_INTERVAL = re.compile(r"(\d{1,6})(ms|s|m)?")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, None: 1.0}


class Limiter:
    """Keeps the time between requests. clock: seconds that only grow; sleep: waits some seconds; now: wall clock."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._clock, self._sleep, self._now = clock, sleep, now
        self._free: dict[str, float] = {}
        self._spacing: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait until the host may be asked, and take that turn."""
        free = self._free.get(host, 0.0) - self._clock()
        if free > 0:
            self._sleep(free)
        self._free[host] = self._clock() + self._spacing.get(host, SPACING)

    def heard(self, host: str, headers: Mapping[str, str]) -> None:
        """Learn a host's pace from the headers (small letters) of an answer; what is no number is passed over."""
        limit, interval = (
            headers.get("x-rate-limit-limit", ""),
            _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "")),
        )
        if interval and re.fullmatch(r"[1-9]\d{0,5}", limit):
            pause = int(interval[1]) * _UNITS[interval[2]] / int(limit)
            self._spacing[host] = min(pause, LONGEST_WAIT)
            self._free[host] = max(self._free.get(host, 0.0), self._clock() + self._spacing[host])

    def hold(self, host: str, seconds: float) -> None:
        """Do not ask the host for some seconds."""
        self._free[host] = max(self._free.get(host, 0.0), self._clock() + seconds)

    def retry_after(self, headers: Mapping[str, str]) -> float | None:
        """Seconds that `Retry-After` asks for; None where it is absent or not understood."""
        value = headers.get("retry-after", "").strip()
        if re.fullmatch(r"\d{1,9}", value):
            return float(value)
        try:
            when = parsedate_to_datetime(value)
        except (TypeError, ValueError):
            return None
        return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - self._now().timestamp())
