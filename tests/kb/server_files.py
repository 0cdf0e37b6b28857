"""Files to add, of this project's own invention: lists that share works with their neighbours, and papers."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "kb" / "data" / "examples"
CLAIMS = ("peers reduce hospitalisation", "peer support reduces stigma", "peer workers need supervision")
_NAMES = ("Quillfeather", "Ostrander", "Bexley", "Varga", "Lindqvist", "Mbeki", "Tanaka", "Rossi", "Haldane")
_OUTCOMES = ("hospitalisation", "stigma", "loneliness", "days in hospital")


def written(folder: Path, lists: Sequence[int], papers: bool = True) -> list[Path]:
    """Lists of eight works, of which neighbours share four, each title a finding; and the two example papers."""
    folder.mkdir(exist_ok=True)
    files = []
    for number in lists:
        works = range(4 * number, 4 * number + 8)
        lines = (
            f"{n}. {_NAMES[w % 9]}, A. (20{w % 25:02}). Peer support reduces {_OUTCOMES[w % 4]} in ward {w}. "
            f"Journal of Wards {w % 7}, {w}(2), {w}1–{w}9."
            for n, w in enumerate(works, 1)
        )
        files.append(folder / f"list{number}.txt")
        files[-1].write_text("References\n\n" + "\n".join(lines) + "\n", "utf-8")
    if papers:
        for name in ("page.txt", "paper.txt"):
            files.append(Path(shutil.copyfile(EXAMPLES / name, folder / name)))
    return files
