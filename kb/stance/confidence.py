"""How often each rule is right: the probability that a stance it gives is the true one."""

from __future__ import annotations

CONFIDENCE: dict[str, float] = dict.fromkeys(
    (
        "title topic no-outcome property mixed-words mixed-directions myth named no-direction other-subject "
        "lead-in change null denied flipped need "
        "question gap aim plan hope advice condition limitation method "
        "amount-same amount-absent quality-same quality-absent bare-same bare-absent weak-same weak-absent "
        "linked-same linked-absent"
    ).split(),
    0.7,
)
