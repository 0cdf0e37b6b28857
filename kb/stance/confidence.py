"""How often each rule is right: the probability that a stance it gives is the true one.

Taken from counts: (right + 4 x 0.8) / (given + 4), over our own labels (`stance_dev.jsonl` and `stance_held.jsonl`,
296 pairs) and, for rules that give a direction or no difference, the judged sentences of 1,017 comparisons of trials
(Evidence Inference 2.0, where nothing can be labelled unclear or mixed). The 4 x 0.8 keeps a rule that fired three
times from being certain; rules seen on our own labels alone, on which they were tuned, stop at 0.9, those that fired
fewer than ten times at 0.85. Only "mixed-directions" is set by hand, between the labels (11 of 11) and the trials (0
of 25). Recounted with rules@2.
"""

from __future__ import annotations

CONFIDENCE: dict[str, float] = {
    # nothing is said: to read
    "title": 0.9,
    "too-long": 0.8,
    "topic": 0.8,
    "no-outcome": 0.65,
    "no-direction": 0.8,
    "property": 0.85,
    "other-subject": 0.85,
    "question": 0.85,
    "gap": 0.85,
    "aim": 0.85,
    "plan": 0.85,
    "hope": 0.85,
    "advice": 0.85,
    "condition": 0.85,
    "limitation": 0.85,
    "method": 0.85,
    # both ways
    "mixed-words": 0.82,
    "mixed-directions": 0.6,
    # no difference
    "null": 0.93,
    "denied": 0.95,
    # one way; "absent": the subject is named by the paper, not by the sentence
    "amount-same": 0.9,
    "amount-absent": 0.81,
    "flipped": 0.68,
    "bare-same": 0.75,
    "bare-absent": 0.85,
    "weak-same": 0.63,
    "weak-absent": 0.6,
    "linked-same": 0.7,
    "change": 0.75,
    "named": 0.75,
    "myth": 0.8,
    "need": 0.87,
    "lead-in": 0.85,
}
