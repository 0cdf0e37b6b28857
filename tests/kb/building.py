"""A builder to be killed: `building.py STORE PAPERS`. Says `built` when the store is there."""

from __future__ import annotations

import sys

from kb.filling import build
from tests.kb.graphs import plain

if __name__ == "__main__":
    print("begun", flush=True)
    build(sys.argv[1], plain(int(sys.argv[2])))
    print("built", flush=True)
