"""The command `kb`: the table of its verbs, and the one place where errors become messages.

Nothing imports this file. It imports next to nothing itself, so that Ctrl-C is understood from the
first moment on and `kb --version` costs no more than click.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import MappingProxyType

from kb import startup
from kb.errors import KbError

# verb: (section of `kb --help`, where its click command lives, its line of help).
# A verb's module is imported when that verb is used, and not before.
COMMANDS = MappingProxyType(
    {
        "demo": ("Start", "kb.commands.demo:demo", "See it work on a temporary store."),
        "init": ("Start", "kb.commands.init:init", "Make a store here."),
        "add": ("Start", "kb.commands.add:add", "Add papers, reference lists and library files."),
        "use": ("Start", "kb.commands.use:use", "Choose which full text of a paper answers."),
        "remove": ("Mend", "kb.commands.remove:remove", "Take a source out, with all that was read from it."),
        "edit": ("Mend", "kb.commands.edit:edit", "Say what fields of a paper are."),
        "finding": ("Mend", "kb.commands.finding:finding", "Type in what a paper says."),
        "lookup": ("Mend", "kb.commands.lookup:lookup", "Ask Crossref and PubMed what is missing."),
        "duplicates": ("Mend", "kb.commands.duplicates:duplicates", "List papers that may be one work, and why."),
        "merge": ("Mend", "kb.commands.merge:merge", "Say that papers are one work."),
        "unmerge": ("Mend", "kb.commands.merge:unmerge", "Take back what people merged."),
        "distinct": ("Mend", "kb.commands.merge:distinct", "Say that two papers are two works."),
        "study": ("Mend", "kb.commands.merge:study", "Say that papers report one study."),
        "screen": ("Review", "kb.commands.screen:screen", "Say which papers are in the review, and which are out."),
        "prisma": ("Review", "kb.commands.prisma:prisma", "The numbers of the PRISMA 2020 flow diagram."),
        "log": ("Mend", "kb.commands.log:log", "Who did what, and when."),
        "undo": ("Mend", "kb.commands.log:undo", "Take your own last steps back."),
        "evidence": ("Ask", "kb.commands.evidence:evidence", "Which evidence supports this claim?"),
        "claim": ("Ask", "kb.commands.claim:claim", "Write claims down and look after them."),
        "claims": ("Ask", "kb.commands.claims:claims", "List the claims."),
        "papers": ("Look", "kb.commands.papers:papers", "List the papers."),
        "missing": ("Look", "kb.commands.missing:missing", "Works that are cited and not here."),
        "show": ("Look", "kb.commands.show:show", "Show one paper, claim, finding or source."),
        "problems": ("Look", "kb.commands.problems:problems", "What was not understood, and how to mend it."),
        "status": ("Look", "kb.commands.status:status", "Which store is used, and what is in it."),
        "query": ("Look", "kb.commands.query:query", "Run one of the shipped queries."),
        "cypher": ("Look", "kb.commands.cypher:cypher", "Run your own Cypher, reading only."),
        "browse": ("Look", "kb.commands.browse:browse", "The library in Neo4j Browser."),
        "serve": ("Look", "kb.commands.serve:serve", "The library over Bolt, for notebooks."),
        "export": ("Hand on", "kb.commands.export:export", "Write a reading list or a bibliography."),
        "dump": ("Hand on", "kb.commands.dump:dump", "Write the whole store as JSON lines."),
        "load": ("Hand on", "kb.commands.load:load", "Make a store from a dump."),
        "push": ("Hand on", "kb.commands.push:push", "Bring the store into another one, on a server or in a folder."),
        "pull": ("Hand on", "kb.commands.pull:pull", "Bring another store into this one."),
        "parse": ("Help", "kb.commands.parse:parse", "What is understood of a file, without a store."),
        "doctor": ("Help", "kb.commands.doctor:doctor", "Check this installation."),
        "completion": ("Help", "kb.commands.completion:completion", "Completion for your shell."),
        "help": ("Help", "kb.commands.topics:topics", "Explain a topic: exit-codes, formats, settings, stores."),
    }
)

FAILED = 1
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command line; every error of it ends here as one line on stderr. Returns the exit code."""
    try:
        return _run(args)
    except KbError as error:
        _complain(error.message, error.hint)
        _traceback(args)
        return error.exit_code
    except KeyboardInterrupt:
        _complain("stopped; what was not yet finished was left out")
        return INTERRUPTED
    except BrokenPipeError:
        # Who read our output has gone. Point stdout nowhere, or the interpreter complains when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _complain(f"{where}{error.strerror or error}", "" if _debug(args) else "--debug shows where")
        _traceback(args)
        return FAILED
    except Exception as error:
        _complain(f"unexpected {type(error).__name__}: {error}", "--debug shows the traceback; please report it")
        _traceback(args)
        return FAILED


def _run(args: Sequence[str]) -> int:
    startup.check()
    from kb.commands import call

    code = call(COMMANDS, args)
    sys.stdout.flush()
    return code


def _complain(message: str, hint: str = "") -> None:
    from kb.settings import masked

    line = masked(" ".join(message.split()))
    print(f"kb: {line}" + (f" ({hint})" if hint else ""), file=sys.stderr)


def _debug(args: Sequence[str]) -> bool:
    return "--debug" in args


def _traceback(args: Sequence[str]) -> None:
    if _debug(args):
        import traceback

        traceback.print_exc()


if __name__ == "__main__":
    main()
