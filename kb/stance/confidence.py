"""How often each rule is right: the probability that a stance it gives is the true one.

Taken from counts: (right + 4 x 0.8) / (given + 4), over the labels to develop on (`tests/data/labels/stance_dev.jsonl`)
and, for rules that give a direction or no difference, the judged sentences of 1,017 comparisons of trials (Evidence
Inference 2.0). The 4 x 0.8 keeps a rule that fired three times from being certain; rules seen on our own labels alone,
on which they were tuned, stop at 0.9. Only "mixed-directions" is set by hand, between the labels (10 of 10) and the
trials (0 of 23, but there nobody could label a sentence mixed). Made with rules@1.
"""

from __future__ import annotations

CONFIDENCE: dict[str, float] = {
    # nothing is said: to read
    "title": 0.93,
    "too-long": 0.8,
    "topic": 0.8,
    "no-outcome": 0.75,
    "no-direction": 0.85,
    "property": 0.85,
    "other-subject": 0.85,
    "question": 0.88,
    "gap": 0.9,
    "aim": 0.9,
    "plan": 0.85,
    "hope": 0.85,
    "advice": 0.9,
    "condition": 0.85,
    "limitation": 0.85,
    "method": 0.85,
    # both ways
    "mixed-words": 0.85,
    "mixed-directions": 0.6,
    # no difference
    "null": 0.93,
    "denied": 0.95,
    # one way; "absent": the subject is named by the paper, not by the sentence
    "amount-same": 0.9,
    "amount-absent": 0.82,
    "flipped": 0.8,
    "bare-same": 0.7,
    "bare-absent": 0.65,
    "weak-same": 0.7,
    "weak-absent": 0.6,
    "linked-same": 0.7,
    "change": 0.75,
    "named": 0.75,
    "myth": 0.8,
    "need": 0.9,
    "lead-in": 0.8,
}
