"""Does a finding support a claim? Rules, clause by clause, with the deciding words; `unclear` is an answer."""

from __future__ import annotations

from kb.stance.rules import judge

VERSION = "rules@2"

__all__ = ["VERSION", "judge"]
