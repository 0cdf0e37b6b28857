"""The pairs that splink finds among the references of `duplicates.py`, to be judged by the same truth.

    python -m venv /tmp/other && /tmp/other/bin/pip install "splink>=5,<6"
    python benchmarks/duplicates.py --half tuning --save refs.jsonl
    /tmp/other/bin/python benchmarks/duplicates_splink.py refs.jsonl pairs.jsonl
    python benchmarks/duplicates.py --half tuning --judge pairs.jsonl --least 0.97

Fields as `kb` read them; comparisons and blocking as splink's manual recommends for names, titles and numbers; its own
estimates of u (random pairs) and m (expectation maximisation in two blockings). splink is no dependency of `kb`.
"""

from __future__ import annotations

import json
import re
import sys
import time
from typing import Any


def rows(path: str) -> list[dict[str, Any]]:
    """One flat row for each reference."""
    out = []
    with open(path, encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            f = json.loads(line)["fields"]
            people = f.get("people") or [{}]
            title = " ".join(re.findall(r"[a-z0-9]+", (f.get("title") or "").lower())) or None
            pages = re.findall(r"\d+", f.get("pages") or f.get("number") or "")
            words = sorted(set((title or "").split()), key=lambda w: (-len(w), w))
            out.append(
                {
                    "unique_id": at,
                    "title": title,
                    "start": " ".join((title or "").split()[:4]) or None,
                    "longest": " ".join(sorted(words[:3])) or None,
                    "family": (people[0].get("family") or people[0].get("literal") or "").lower() or None,
                    "initial": (people[0].get("given") or "").lower()[:1] or None,
                    "authors": sorted({(p.get("family") or "").lower() for p in people} - {""}),
                    "year": str((f.get("date") or {}).get("year") or "") or None,
                    "volume": f.get("volume"),
                    "page": pages[0] if pages else None,
                    "container": (f.get("container") or "").lower() or None,
                }
            )
    return out


def main() -> int:
    """Link and write pairs."""
    if len(sys.argv) < 3:
        print("left out: another library, in an environment of its own; see the top of the file")
        return 0
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    given = rows(sys.argv[1])
    started = time.process_time()
    blocks = [
        block_on("start"), block_on("longest"), block_on("volume", "page"), block_on("family", "page"),
        block_on("family", "year", "volume"),
    ]  # fmt: skip
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.97, 0.92, 0.85]),
            cl.JaroWinklerAtThresholds("family", [0.92]),
            cl.ExactMatch("initial"),
            cl.ArrayIntersectAtSizes("authors", [3, 1]),
            cl.ExactMatch("year"),
            cl.ExactMatch("volume"),
            cl.ExactMatch("page"),
            cl.JaroWinklerAtThresholds("container", [0.9, 0.8]),
        ],
        blocking_rules_to_generate_predictions=blocks,
    )
    api = DuckDBAPI()
    linker = Linker(api.register(pa.Table.from_pylist(given)), settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([block_on("title", "year")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("volume", "page"))
    found = linker.inference.predict(threshold_match_probability=0.5).as_record_list()
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for row in found:
            out.write(json.dumps([row["unique_id_l"], row["unique_id_r"], row["match_probability"]]) + "\n")
    print(f"{len(found)} pairs in {time.process_time() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
