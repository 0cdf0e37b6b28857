"""Every error the program raises for a person to read.

    KbError                     one line: what happened, where, what to do next
     ├─ UsageError              the command's words do not fit together            exit 2
     ├─ NotFound                no such paper, claim, query or file                exit 1
     ├─ StoreError              something is wrong with the store                  exit 1
     │   ├─ NotAStore           a folder or database that kb did not make; untouched
     │   │   └─ EmptyDatabase   a database of a server that holds nothing yet
     │   ├─ StoreVersion        written by a newer kb, or by an unknown schema
     │   ├─ StoreBusy           another process holds it; names the process
     │   ├─ StoreDamaged        the engine cannot read its own files
     │   ├─ StoreReadOnly       the folder or the database refuses writing
     │   └─ StoreFull           the disk is full; nothing of the change was kept
     ├─ StoreUnreachable        no server answers at the address                   exit 4
     │   └─ LoginRefused        it answers, and refuses name or password
     └─ QueryError              a Cypher text the engine refuses, or one out of time

Bad *input* is never one of these: it is a `bib.model.Problem`.
"""

from __future__ import annotations


class KbError(Exception):
    """Base of all errors shown as one line. `hint` says what to do next; `exit_code` is the command's."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(KbError):
    """The command's words do not fit together."""

    exit_code = 2


class NotFound(KbError):
    """No such paper, claim, query or file."""


class StoreError(KbError):
    """Something is wrong with the store."""


class NotAStore(StoreError):
    """A folder or database that kb did not make; it was left untouched."""


class EmptyDatabase(NotAStore):
    """A database of a server that holds nothing yet."""

    def __init__(self, database: str, hint: str = "") -> None:
        super().__init__(f"{database} is empty", hint)


class StoreVersion(StoreError):
    """Written by a newer kb."""


class StoreBusy(StoreError):
    """Another process holds the store."""


class StoreDamaged(StoreError):
    """The engine cannot read its own files."""


class StoreReadOnly(StoreError):
    """The folder or the database refuses writing."""


class StoreFull(StoreError):
    """The disk is full; nothing of the change was kept."""


class StoreUnreachable(KbError):
    """No server answers at the address."""

    exit_code = 4


class LoginRefused(StoreUnreachable):
    """The server refuses name or password."""


class QueryError(KbError):
    """A Cypher text that the engine refuses, or one that ran out of time."""
