"""A real Neo4j server for tests and benchmarks: started on free ports in a home of one's own, stopped, killed, paused.

    from tests.server.neo4j import running
    with running(tmp_path / "home", password="a-password") as server:
        GraphDatabase.driver(server.bolt, auth=("neo4j", "a-password"))

The server cannot outlive this process: see keeper.py.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from neo4j import Auth, GraphDatabase, basic_auth
from neo4j.exceptions import DriverError, Neo4jError

from tests.server import quick as quickly
from tests.server.jars import CACHE, ENVIRONMENT, Unavailable, jars, java

__all__ = ["Server", "StartFailed", "Unavailable", "jars", "running"]

KEEPER = Path(__file__).resolve().with_name("keeper.py")
USER = "neo4j"

_PATIENCE = 120.0
"""Seconds until a start counts as failed; usual are 4 to 13, more after a kill while much was being written."""
_PORT_TRIES = 5

# As the server's own scripts have them: it reaches into the JDK.
_OPENS = (
    *(
        f"--add-opens=java.base/{package}=ALL-UNNAMED"
        for package in "java.nio java.io sun.nio.ch java.util.concurrent".split()
    ),
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)


class StartFailed(Exception):
    """The server did not come up. Its text ends with what the server's logs say last."""


class Server:
    """One Neo4j server. home: its folder (conf, data, logs); bolt, http: its addresses; password: of user `neo4j`,
    None = it asks for no login; pid: of the Java process while it runs."""

    def __init__(
        self,
        home: Path,
        *,
        password: str | None = None,
        settings: Mapping[str, str] | None = None,
        heap: str = "512m",
        quick: bool = True,
        scheme: str = "bolt",
    ) -> None:
        """A server that does not run yet: `admin` can fill it, `restart` starts it. Arguments as for `start`."""
        self.home = Path(home).resolve()
        self.password = password
        self.pid: int | None = None
        self._settings = dict(settings or {})
        self._heap = heap
        self._scheme = scheme
        self._keeper: subprocess.Popen[bytes] | None = None
        self._java, self._jars = java(), jars()
        # A folder that somebody names is not ours to write beside.
        self._archive = quickly.archive(self._java, self._jars) if quick and self._jars.parent == CACHE else None
        self._quick = quick
        for name in ("conf", "data", "logs", "run", "import", "plugins"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        self._choose_ports()

    @classmethod
    def start(
        cls,
        home: Path,
        *,
        password: str | None = None,
        settings: Mapping[str, str] | None = None,
        heap: str = "512m",
        quick: bool = True,
        scheme: str = "bolt",
    ) -> Server:
        """Start a server and return when it answers a query. password: None = no login asked; settings: lines of
        neo4j.conf over ours; heap: as `java -Xmx`; quick: start soonest (False: compile best, for measuring); scheme:
        how it is asked, `bolt+ssc` where its settings have it encrypt."""
        server = cls(home, password=password, settings=settings, heap=heap, quick=quick, scheme=scheme)
        for left in reversed(range(_PORT_TRIES)):
            try:
                server.restart()
            except StartFailed as error:
                if not left or not _port_taken(str(error)):
                    raise
                server._choose_ports()
            else:
                break
        return server

    @property
    def bolt(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._bolt}"

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self._http}"

    @property
    def alive(self) -> bool:
        """Whether the process runs, be it paused."""
        return self._keeper is not None and self._keeper.poll() is None

    def restart(self) -> None:
        """Stop if it runs, then start in the same home on the same ports."""
        self.stop()
        log = self.home / "logs" / "neo4j.log"
        seen = log.stat().st_size if log.exists() else 0
        main = "org.neo4j.server.CommunityEntryPoint"
        first = self._archive and not self._archive.is_file()
        flags = quickly.writing(self._made) if first else ()
        self._launch([*flags, main, f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"])
        try:
            self._wait(log, seen)
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Stop in order; nothing if it does not run."""
        if self._keeper is None:
            return
        if self.alive and self.pid:
            self.resume()
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._keeper.wait(_PATIENCE)
        self.kill()
        if self._archive:
            quickly.keep(self._made, self._archive)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._keeper is None:
            return
        assert self._keeper.stdin
        assert self._keeper.stdout
        self._keeper.stdin.close()  # the keeper kills what it keeps
        self._keeper.wait()
        self._keeper.stdout.close()
        self._keeper = self.pid = None

    def pause(self) -> None:
        """Stop it in its tracks: connections stay open and nothing is answered. POSIX only."""
        assert self.pid
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on after `pause`."""
        if self.pid and hasattr(signal, "SIGCONT"):
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGCONT)

    def admin(self, *args: str | Path, heap: str = "1g") -> str:
        """Run `neo4j-admin ARGS` on this home while the server is stopped; returns what it printed."""
        if self.alive:
            raise RuntimeError("stop the server first: neo4j-admin works on a database at rest")
        environment = ENVIRONMENT | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        command = [*self._command(heap), "org.neo4j.cli.AdminTool", *map(str, args)]
        done = subprocess.run(
            command,
            env=environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {' '.join(map(str, args))} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout

    @property
    def _made(self) -> Path:
        return self.home / "classes.jsa"

    def _command(self, heap: str) -> list[str]:
        flags = quickly.FLAGS if self._quick else ()
        kept = quickly.reading(self._archive) if self._archive else ()
        return [self._java, f"-Xmx{heap}", *flags, *kept, *_OPENS, "-cp", f"{self._jars}{os.sep}*"]

    def _launch(self, args: list[str]) -> None:
        log = self.home / "console.log"
        log.unlink(missing_ok=True)
        self._keeper = subprocess.Popen(
            [sys.executable, "-I", "-S", str(KEEPER), str(log), *self._command(self._heap), *args],
            env=ENVIRONMENT,
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the tests, which then stop the server in order
        )
        assert self._keeper.stdout
        self.pid = int(self._keeper.stdout.readline() or 0) or None

    def _choose_ports(self) -> None:
        self._bolt, self._http = free_ports()
        lines = _settings(self._bolt, self._http, self._heap, login=self.password is not None) | self._settings
        text = "".join(f"{key}={value}\n" for key, value in lines.items())
        (self.home / "conf" / "neo4j.conf").write_text(text, "utf-8")

    def _wait(self, log: Path, seen: int) -> None:
        """Until it says that it has started, and answers. Asking the port alone could reach another's server."""
        deadline = time.monotonic() + _PATIENCE
        while not re.search(r"INFO +Started\.", _from(log, seen)):
            if not self.alive:
                raise StartFailed(f"the server in {self.home} ended while starting\n{self._last_words(log, seen)}")
            if time.monotonic() > deadline:
                raise StartFailed(f"no server after {_PATIENCE:.0f} s\n{self._last_words(log, seen)}")
            time.sleep(0.05)
        self._answers()

    def _last_words(self, log: Path, seen: int) -> str:
        texts = {log: _from(log, seen), self.home / "console.log": _from(self.home / "console.log", 0)}
        return "\n".join(f"--- end of {path}\n{text[-3000:]}" for path, text in texts.items() if text.strip())

    def _answers(self) -> None:
        """Ask one query; on the first start of a home the server's initial password is changed to ours."""
        auth = None if self.password is None else basic_auth(USER, self.password)
        try:
            self._ask(auth, "neo4j", "RETURN 1")
        except Neo4jError as error:
            if error.code != "Neo.ClientError.Security.Unauthorized" or self.password is None:
                raise
            change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
            self._ask(basic_auth(USER, USER), "system", change, old=USER, new=self.password)
            self._ask(auth, "neo4j", "RETURN 1")

    def _ask(self, auth: Auth | None, database: str, query: str, **params: str) -> None:
        try:
            with GraphDatabase.driver(self.bolt, auth=auth, connection_timeout=10.0) as driver:
                driver.execute_query(query, params, database_=database)
        except DriverError as error:
            raise StartFailed(f"the server in {self.home} started and does not answer: {error}") from error


@contextmanager
def running(
    home: Path,
    *,
    password: str | None = None,
    settings: Mapping[str, str] | None = None,
    heap: str = "512m",
    quick: bool = True,
) -> Iterator[Server]:
    """A server for the length of a `with`; its data is removed afterwards, its logs stay."""
    server = Server.start(home, password=password, settings=settings, heap=heap, quick=quick)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.home / "data", ignore_errors=True)


def free_ports() -> tuple[int, int]:
    """Two ports nobody listens on now; another process may still be quicker to take one."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


def _settings(bolt: int, http: int, heap: str, *, login: bool) -> dict[str, str]:
    return {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.http.advertised_address": f"127.0.0.1:{http}",
        "server.https.enabled": "false",
        "server.directories.import": "import",
        "server.memory.heap.initial_size": "128m",
        "server.memory.heap.max_size": heap,
        "server.memory.pagecache.size": "256m",
        "dbms.security.auth_enabled": str(login).lower(),
        "dbms.usage_report.enabled": "false",
        # A fresh home would take half a gigabyte otherwise.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "keep_none",
        # Else every stop takes 12 s.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }


def _port_taken(said: str) -> bool:
    return "Address already in use" in said or "BindException" in said


def _from(path: Path, offset: int) -> str:
    """What was added to a log since."""
    try:
        return path.read_bytes()[offset:].decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
