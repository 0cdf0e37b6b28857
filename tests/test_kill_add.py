"""`kb add` killed with signal 9 at any moment: each file is in whole or not at all, and going on gives what would have been.

The engine's own kill tests (tests/kb/test_kills.py) count single steps; here it is the whole command: reading,
deriving, the transaction, the side index beside it.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb.commands.demo import CLAIMS

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "kb" / "data" / "examples"
FILES = ("page.txt", "paper.txt", "paper-references.txt")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signal 9; run it on Linux or macOS")


def command(store: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "kb.cli", "--store", str(store), *words]


def kb(store: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command(store, *words), cwd=EXAMPLES, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def graph(store: Path) -> str:
    from kb.digest import digest
    from kb.store import open_store

    with open_store(str(store), readonly=True) as opened:
        return digest(opened)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], str, float]:
    """Digests after 0, 1, 2 and 3 files, the answer at the end, and how long one `add` of all three takes."""
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    kb(store, "init", str(store))
    digests = [graph(store)]
    for file in FILES:
        kb(store, "add", file)
        digests.append(graph(store))
    other = store.parent / "other"
    start = time.monotonic()
    kb(other, "add", *FILES)
    return digests, kb(store, "evidence", CLAIMS[0], "--json"), time.monotonic() - start


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_every_file_is_in_whole_or_not_at_all(
    undisturbed: tuple[list[str], str, float], tmp_path: Path, kills: int
) -> None:
    digests, answer, seconds = undisturbed
    moments = random.Random(20261122 + kills)
    seen = set()
    for n in range(kills):
        store = tmp_path / f"store{n}"
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        quiet = subprocess.DEVNULL
        child = subprocess.Popen(
            command(store, "add", *FILES), cwd=EXAMPLES, env=environment, stdout=quiet, stderr=quiet
        )
        time.sleep(moments.uniform(0.1, 1.1) * seconds)
        child.send_signal(signal.SIGKILL)
        child.wait()
        if store.exists():
            found = graph(store)
            assert found in digests
            seen.add(digests.index(found))
        kb(store, "add", *FILES)
        assert graph(store) == digests[-1]
        assert kb(store, "evidence", CLAIMS[0], "--json") == answer
    assert kills < 10 or len(seen) > 1, "the kills all came before or after the files: the moments are badly chosen"
