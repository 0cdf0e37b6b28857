"""A store as it is into an empty one, or over another: graph, citekeys and all, without deriving anything.

What is quick for a whole library: `kb push` and `kb pull` into an empty store, and `--mirror`. What a copy that was cut
off leaves is in `kb.filling`; into a target that holds something goes `kb.merging`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from kb.errors import StoreBusy
from kb.filling import Mark, empty, fill, mark_of
from kb.graph import Progress, graph_of, size_of
from kb.store import Store

PATIENCE = 30.0
"""Seconds without progress after which another's copy into the same server is taken to have been cut off."""
_LOOK = 0.5  # seconds between two looks


def is_open_to_copy(target: Store) -> bool:
    """Whether a store holds nothing, or nothing but the beginning of a copy."""
    return mark_of(target) is not None or size_of(target).nodes == 0


def copy_into_empty(source: Store, target: Store, progress: Progress, patience: float = PATIENCE) -> bool:
    """Copy into a store that holds nothing but, perhaps, the beginning of a copy, which is completed or replaced.

    False, and nothing was done, if the target holds something: so after somebody else's copy came first. Raises
    `StoreBusy` where others write into the source meanwhile.
    """
    while is_open_to_copy(target):
        graph = graph_of(source)
        mark = mark_of(target)
        if mark is not None and mark.filling not in ("", graph.name) and not _cut_off(target, mark, patience):
            continue
        try:
            fill(target, graph, progress)
        except StoreBusy:
            if mark_of(target) == mark:
                raise  # nobody else is at work here, so it is the source that changes
            continue
        return True
    return False


def mirror(source: Store, target: Store, progress: Progress) -> None:
    """Make the target exactly what the source is. Cut off, it is completed by the next copy into the target."""
    empty(target)
    fill(target, graph_of(source), progress)


def _cut_off(target: Store, mark: Mark, patience: float, now: Callable[[], float] = time.monotonic) -> bool:
    """Whether another's copy stands still: False as soon as it goes on."""
    until = now() + patience
    while now() < until:
        time.sleep(_LOOK)
        if mark_of(target) != mark:
            return False
    return True
