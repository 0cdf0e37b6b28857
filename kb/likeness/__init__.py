"""Which references are the same work, and which names the same author: scored comparisons that explain themselves.

`compare` looks at two references; `candidates` finds the pairs worth comparing among many; `same_author` looks at two
names. All are pure: what follows from a score is for `kb.duplicates` and for people to say.
"""

from __future__ import annotations

from kb.likeness.authors import author_groups, same_author
from kb.likeness.blocking import candidates
from kb.likeness.compare import SURE, Likeness, compare, compare_sketches
from kb.likeness.rows import Reason
from kb.likeness.sketch import Sketch, sketch

__all__ = [
    "SURE",
    "Likeness",
    "Reason",
    "Sketch",
    "author_groups",
    "candidates",
    "compare",
    "compare_sketches",
    "same_author",
    "sketch",
]
