"""Write `FILE.json` of library files: what is read of them now, to be checked by eye before it is kept.

python tests/data/libraries/expected.py [FILE …]
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

import ingest  # noqa: E402 - after the checkout is on the path
from bib import csl_json  # noqa: E402
from ingest.model import Batch  # noqa: E402


def said(batch: Batch) -> dict[str, object]:
    """What a pair keeps of a batch."""
    return {
        "form": batch.form,
        "entries": [csl_json.to_object(replace(r, source=None), r.key or "") for r in batch.references],
        "findings": len(batch.findings),
        "problems": [[p.source.line if p.source else None, p.level, p.message] for p in batch.problems],
    }


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sorted(HERE.glob("*.*")):
        if path.suffix in (".bib", ".ris", ".nbib", ".txt"):
            made = json.dumps(said(ingest.read(path.read_bytes(), path.name)), ensure_ascii=False, indent=1)
            path.with_name(f"{path.name}.json").write_text(made + "\n", encoding="utf-8", newline="\n")
