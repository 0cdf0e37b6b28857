"""Every kind of address that leads to a server: plain and routed, encrypted with a certificate that is known and with
one that is not; and servers that are none for kb."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.engines.neo4j_driver import too_old
from tests.kb.browsing.running import running
from tests.kb.server_files import written
from tests.kb.shell import Shell, answer, digest, shell_for
from tests.server.plugin import PASSWORD, Database

pytestmark = pytest.mark.skipif(os.name == "nt", reason="runs commands as POSIX does: run it on Linux or macOS")


def everything(shell: Shell, folder: Path) -> tuple[str, str]:
    """Use a store as people do: make it, add, ask, change, ask for all of it."""
    assert shell.run("init").code == 0
    said = shell.run("add", *written(folder / "files", [1]))
    assert said.code == 0, said
    assert shell.run("claim", "add", "peer workers need supervision").code == 0
    assert shell.run("cypher", "MATCH (p:Paper) RETURN count(p) AS n", "--json").code == 0
    return digest(shell), answer(shell)


def test_a_cluster_is_asked_where_to_go(empty_neo4j: Any, tmp_path: Path) -> None:
    shell = shell_for(empty_neo4j, tmp_path)
    routed = shell.with_(KB_STORE=empty_neo4j.address.replace("bolt", "neo4j", 1))
    assert everything(routed, tmp_path) == (digest(shell), answer(shell))


@pytest.fixture
def encrypted(own_neo4j: Callable[..., Any], tmp_path: Path) -> tuple[Shell, str, Path]:
    """A shell on a server that takes encrypted connections alone, its address from "://" on, and its certificate."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to sign a certificate: apt install openssl")
    place = tmp_path / "certificates"
    place.mkdir()
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(place / "private.key"), "-out", str(place / "public.crt")),
        ],
        check=True,
        capture_output=True,
    )
    policy = "dbms.ssl.policy.bolt"
    server = own_neo4j(
        password=PASSWORD,
        scheme="bolt+ssc",
        settings={
            f"{policy}.enabled": "true",
            f"{policy}.base_directory": str(place),
            f"{policy}.client_auth": "NONE",
            "server.bolt.tls_level": "REQUIRED",
        },
    )
    shell = shell_for(Database(server.bolt, "neo4j", PASSWORD, server=server), tmp_path)
    return shell, server.bolt.partition("://")[2], place / "public.crt"


@pytest.mark.slow
def test_encrypted_connections(encrypted: tuple[Shell, str, Path], tmp_path: Path) -> None:
    shell, place, certificate = encrypted
    own = shell.with_(KB_STORE=f"bolt+ssc://{place}")
    found = everything(own, tmp_path)
    for scheme in ("bolt+s", "neo4j+s"):
        known = shell.with_(KB_STORE=f"{scheme}://{place}", SSL_CERT_FILE=str(certificate))
        assert (digest(known), answer(known)) == found
    routed = shell.with_(KB_STORE=f"neo4j+ssc://{place}")
    assert (digest(routed), answer(routed)) == found
    for scheme in ("bolt+s", "neo4j+s"):
        strange = shell.with_(KB_STORE=f"{scheme}://{place}").run("papers")
        assert (strange.code, strange.out) == (4, ""), strange
        assert "+ssc" in strange.err, strange.err
        assert strange.seconds < 10
    plain = shell.with_(KB_STORE=f"bolt://{place}").run("papers")
    assert (plain.code, plain.out) == (4, ""), plain
    assert "if the server encrypts" in plain.err, plain.err


@pytest.mark.parametrize(
    ("agent", "refused"),
    [
        ("Neo4j/4.4.40", True),
        ("Neo4j/5.25.1", True),
        ("Neo4j/5.26.0", False),
        ("Neo4j/5.27-aura", False),
        ("Neo4j/2025.10.1", False),
        ("Memgraph/3.1", True),
        ("Neo4j", True),
        ("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", True),
    ],
)
def test_which_servers_are_taken(agent: str, refused: bool) -> None:
    assert too_old(agent) is refused


def test_a_library_that_is_served_is_no_server_to_keep_one_on(tmp_path: Path) -> None:
    """`kb serve` speaks Bolt too, but takes changes from those who may only read, and past the store's lock."""
    alone = Shell(tmp_path, {"KB_STORE": str(tmp_path / "here")})
    assert alone.run("init", tmp_path / "here").code == 0
    with running("serve", "--store", tmp_path / "here", errors=tmp_path / "stderr.txt") as command:
        through = alone.with_(
            KB_STORE=command.said["bolt"],
            NEO4J_USERNAME=command.said["username"],
            NEO4J_PASSWORD=command.said["password"],
            NEO4J_DATABASE=command.said["database"],
        )
        for verb in (("papers",), ("cypher", "CREATE (:Paper {id: 'x'})"), ("add", *written(tmp_path / "files", [1]))):
            said = through.run(*verb)
            assert (said.code, said.out) == (1, ""), said
            assert "kb needs Neo4j 5.26" in said.err
            assert len(said.err.splitlines()) == 1, said.err
    assert alone.run("papers", "--json").out == "[]\n"
