"""Runs a program that must not outlive the one who asked for it: `python keeper.py LOG PROGRAM ARGS…`.

Prints the program's process number, then waits. When its own stdin ends, because it was closed or because whoever
held it died in whatever way, the program is killed. Ends with the program's exit code. Works wherever Python does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading


def main() -> None:
    log, *command = sys.argv[1:]
    with open(log, "ab") as out:
        kept = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
    print(kept.pid, flush=True)
    threading.Thread(target=_kill_at_end_of_input, args=(kept,), daemon=True).start()
    code = kept.wait()
    os._exit(code if code >= 0 else 128 - code)  # the thread still reads: an orderly exit would wait for it


def _kill_at_end_of_input(kept: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1):
        pass
    kept.kill()


if __name__ == "__main__":
    main()
