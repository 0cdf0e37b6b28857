"""A store as it is into an empty one, or over another: graph, citekeys and all, without deriving anything.

What is quick for a whole library: `kb push` and `kb pull` into an empty store, and `--mirror`. What a copy that was cut
off leaves is in `kb.filling`; into a target that holds something goes `kb.merging`.
"""

from __future__ import annotations

import time

from kb.errors import KbError, StoreBusy
from kb.filling import Mark, empty, fill, mark_of
from kb.graph import Progress, graph_of, size_of
from kb.store import Store

PATIENCE = 30.0
"""Seconds without progress after which another's copy into the same server is taken to have been cut off."""
_LOOK = 0.5  # seconds between two looks
_TRIES = 20  # each ends because another's copy began or came to its end


def is_open_to_copy(target: Store) -> bool:
    """Whether a store holds nothing, or nothing but the beginning of a copy."""
    return mark_of(target) is not None or size_of(target).nodes == 0


def copy_into_empty(source: Store, target: Store, progress: Progress, patience: float = PATIENCE) -> bool:
    """Copy into a store that holds nothing but, perhaps, the beginning of a copy, which is completed or replaced.

    False, and nothing was done, if the target holds something: so after somebody else's copy came first. Raises
    `StoreBusy` where others write into the source meanwhile.
    """
    busy: KbError = StoreBusy(f"others copy into {target.address} without a pause", "try again in a while")
    for _ in range(_TRIES):
        graph = graph_of(source)
        mark = _waited_for(target, graph.name, patience)
        if mark is None and size_of(target).nodes:
            return False
        if mark is not None and mark.filled and not source.identity():
            empty(target)  # nothing tells whether this store began it
        try:
            fill(target, graph, progress)
        except KbError as error:
            came_between = isinstance(error, StoreBusy) or not is_open_to_copy(target)
            if graph_of(source).name != graph.name or not came_between:
                raise
            busy = error
            continue
        return True
    raise busy


def mirror(source: Store, target: Store, progress: Progress) -> None:
    """Make the target exactly what the source is. Cut off, it is completed by the next copy into the target."""
    empty(target)
    fill(target, graph_of(source), progress)


def _waited_for(target: Store, name: str, patience: float) -> Mark | None:
    """The target's mark, once nobody else is at work on it: None, one's own, or another's that stands still."""
    mark, still = mark_of(target), 0.0
    while mark is not None and mark.filling not in ("", name) and still < patience:
        time.sleep(_LOOK)
        before, mark = mark, mark_of(target)
        still = still + _LOOK if mark == before else 0.0
    return mark
