"""The command line as a whole: shared options, exit codes, errors as one line, streams, lazy imports."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from kb import cli, errors
from kb.commands import group, verb
from kb.commands.context import Context

ROOT = Path(__file__).resolve().parents[2]

seen: list[Context] = []


@verb(examples=("kb probe word",))
@click.argument("word", default="")
@click.option("--own", is_flag=True, help="An option of its own.")
def probe(ctx: Context, word: str, own: bool) -> None:
    """Note what arrived."""
    seen.append(ctx)


@verb()
def rows(ctx: Context) -> None:
    """Two rows."""
    ctx.say("a remark")
    ctx.emit([{"a": 1, "b": "é"}, {"a": None, "b": [1, 2]}], ("a", "b"))


@verb()
@click.argument("kind")
def fail(ctx: Context, kind: str) -> None:
    """Raise."""
    raise FAILURES[kind]


@group()
def nest() -> None:
    """A verb with verbs."""


@nest.command("probe")
def nested(ctx: Context) -> None:
    """Note what arrived."""
    seen.append(ctx)


FAILURES: dict[str, BaseException] = {
    "not-found": errors.NotFound("no such paper: x", "kb papers lists them"),
    "usage": errors.UsageError("two claims"),
    "unreachable": errors.StoreUnreachable("no server answers"),
    "secret": errors.StoreUnreachable("no server at bolt://ada:secret@there:7687"),
    "lines": errors.StoreError("first\nsecond\r\nthird"),
    "interrupt": KeyboardInterrupt(),
    "os": PermissionError(13, "Permission denied", "there.txt"),
    "full": OSError(28, "No space left on device"),
    "bug": ZeroDivisionError("by nought"),
    "exit": click.exceptions.Exit(3),
    "abort": click.Abort(),
}


@pytest.fixture
def probing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the verbs above into the table."""
    module: Any = ModuleType("probes")
    module.probe, module.rows, module.fail, module.nest = probe, rows, fail, nest
    monkeypatch.setitem(sys.modules, "probes", module)
    table = {name: ("Test", f"probes:{name}", "A probe.") for name in ("probe", "rows", "fail", "nest")}
    monkeypatch.setattr(cli, "COMMANDS", table)
    seen.clear()


@pytest.mark.usefixtures("probing")
class TestSharedOptions:
    @pytest.mark.parametrize(
        ("line", "form", "store", "person"),
        [
            ("probe", "table", None, "tester"),
            ("--json probe", "json", None, "tester"),
            ("probe --json", "json", None, "tester"),
            ("--json probe --csv", "csv", None, "tester"),
            ("--csv probe --json --nl", "nl", None, "tester"),
            ("--store a probe --store b", "table", "b", "tester"),
            ("--store a probe", "table", "a", "tester"),
            ("--as Ada probe --as Bo", "table", None, "Bo"),
            ("nest --store a probe --json", "json", "a", "tester"),
            ("--store a nest --store b probe --store c", "table", "c", "tester"),
            ("--nl nest --as Ada probe", "nl", None, "Ada"),
        ],
    )
    def test_before_and_after_the_verb(self, kb: Any, line: str, form: str, store: str | None, person: str) -> None:
        assert kb(*line.split()).code == 0
        (ctx,) = seen
        assert ctx.format == form
        assert ctx.person == person
        if store:
            assert ctx.settings.store == store

    @pytest.mark.parametrize("line", ["--quiet probe", "probe -q", "-q probe"])
    def test_quiet(self, kb: Any, line: str) -> None:
        kb(*line.split())
        assert seen[0].quiet

    @pytest.mark.parametrize(
        ("line", "colour"), [("probe", None), ("--no-color probe", False), ("probe --no-color", False)]
    )
    def test_colour(self, kb: Any, line: str, colour: bool | None) -> None:
        kb(*line.split())
        assert seen[0].colour is colour

    def test_one_call_leaves_nothing_for_the_next(self, kb: Any) -> None:
        kb("--json", "--store", "a", "probe")
        kb("probe")
        assert seen[1].format == "table"
        assert seen[1].settings.store != "a"


@pytest.mark.usefixtures("probing")
class TestErrors:
    @pytest.mark.parametrize(
        ("kind", "code", "line"),
        [
            ("not-found", 1, "kb: no such paper: x (kb papers lists them)\n"),
            ("usage", 2, "kb: two claims\n"),
            ("unreachable", 4, "kb: no server answers\n"),
            ("secret", 4, "kb: no server at bolt://…@there:7687\n"),
            ("lines", 1, "kb: first second third\n"),
            ("interrupt", 130, "kb: stopped; what was not yet finished was left out\n"),
            ("abort", 130, "kb: stopped; what was not yet finished was left out\n"),
            ("os", 1, "kb: there.txt: Permission denied (--debug shows where)\n"),
            ("full", 1, "kb: No space left on device (--debug shows where)\n"),
            ("bug", 1, "kb: unexpected ZeroDivisionError: by nought (--debug shows the traceback; please report it)\n"),
            ("exit", 3, ""),
        ],
    )
    def test_one_line_and_a_code(self, kb: Any, kind: str, code: int, line: str) -> None:
        said = kb("fail", kind)
        assert (said.code, said.out) == (code, "")
        assert said.err.lstrip("\n") == line

    @pytest.mark.parametrize("line", ["--debug fail bug", "fail bug --debug"])
    def test_debug_shows_the_traceback(self, kb: Any, line: str) -> None:
        assert "Traceback" in kb(*line.split()).err

    @pytest.mark.parametrize(
        ("line", "part"),
        [
            ("prob", "did you mean `kb probe`?"),
            ("xyzzy", "`kb --help` lists the verbs"),
            ("--bogus", "No such option"),
            ("probe --bogus", "`kb probe --help` tells how"),
            ("fail", "Missing argument"),
            ("probe a b", "unexpected extra argument"),
            ("nest nothing", "`kb nest --help` tells how"),
            ("--store", "requires an argument"),
        ],
    )
    def test_wrong_words_exit_with_2(self, kb: Any, line: str, part: str) -> None:
        said = kb(*line.split())
        assert said.code == 2
        assert said.out == ""
        assert part in said.err
        assert said.err.count("\n") == 1

    def test_unknown_settings_are_said(self, kb: Any, tmp_path: Path) -> None:
        (tmp_path / "kb.toml").write_text('stroe = "x"\n', "utf-8")
        said = kb("probe")
        assert said.code == 0
        assert "kb.toml: unknown setting `stroe`" in said.err
        assert kb("probe", "--quiet").err == ""


@pytest.mark.usefixtures("probing")
class TestStreams:
    @pytest.mark.parametrize(
        ("form", "out"),
        [
            ((), "a  b\n-  ----\n1  é\n   1; 2\n"),
            (("--json",), '[{"a": 1, "b": "é"},\n {"a": null, "b": [1, 2]}]\n'),
            (("--nl",), '{"a": 1, "b": "é"}\n{"a": null, "b": [1, 2]}\n'),
            (("--csv",), 'a,b\n1,é\n,"[1, 2]"\n'),
        ],
    )
    def test_data_on_stdout_remarks_on_stderr(self, kb: Any, form: tuple[str, ...], out: str) -> None:
        said = kb("rows", *form)
        assert said.data == out.encode()  # the fixture's streams are ASCII until kb makes them UTF-8
        assert said.err == "a remark\n"
        assert kb("rows", "--quiet", *form).err == ""


def test_help_lists_every_verb_in_its_section(kb: Any) -> None:
    said = kb("--help")
    assert said.code == 0
    for name, (section, _, line) in cli.COMMANDS.items():
        assert f"\n{section}:\n" in said.out
        assert f"  {name} " in said.out
        assert line[:40] in said.out.replace("\n", " ")


def test_no_verb_is_help(kb: Any) -> None:
    assert kb().out == kb("--help").out
    assert kb().code == 0


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_every_verb_has_help_with_an_example(kb: Any, name: str) -> None:
    module, _, attribute = cli.COMMANDS[name][1].partition(":")
    command = getattr(importlib.import_module(module), attribute)
    said = kb(name, "--help")
    assert said.code == 0
    assert "Usage: kb" in said.out
    assert command.examples
    assert all(f"  {example}\n" in said.out for example in command.examples)
    assert all("kb " in example for example in command.examples)
    for verb_of_it in getattr(command, "commands", {}).values():
        assert verb_of_it.help, verb_of_it.name


@pytest.mark.parametrize("line", [["--version"], ["--help"], []])
def test_start_imports_nothing_but_click(line: list[str]) -> None:
    code = (
        "import sys; from kb.cli import run; run(sys.argv[1:]); "
        "print(*sorted({m.partition('.')[0] for m in sys.modules} - sys.stdlib_module_names), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code, *line], **_process())
    ours = {"kb", "click", "__main__"}
    assert {name for name in done.stderr.split() if not name.startswith("_")} <= ours


def _process() -> dict[str, Any]:
    import click as installed

    path = os.pathsep.join((str(ROOT), str(Path(installed.__file__).parent.parent)))
    return {"env": os.environ | {"PYTHONPATH": path}, "capture_output": True, "encoding": "utf-8", "check": True}


def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kb.cli", "help", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()  # nobody reads; the write fails at the latest when the stream is flushed
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system: sends SIGINT to one process")
def test_ctrl_c_while_waiting_for_input() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kb.cli", "parse", "text", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        time.sleep(1.0)  # time to start; earlier is also understood, but not what is tested here
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == b""
    assert err.strip() == b"kb: stopped; what was not yet finished was left out"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a file that is always full: Linux has it")
def test_output_that_cannot_be_written() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kb.cli", "help", "formats"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_output_is_utf8_whatever_the_console_is(kb: Any, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_text('person = "Zoë Łęcka"\n', "utf-8")
    said = kb.process("doctor", "--json", env={"PYTHONIOENCODING": encoding, "KB_PERSON": ""})
    assert "Zoë Łęcka" in said.out
