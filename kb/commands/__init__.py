"""The verbs of `kb`, one file each, and what they share: options that stand before or after the verb.

A command is a function that gets a `Context` first:

    @verb(examples=("kb papers --json",))
    @click.argument("words", nargs=-1)
    def papers(ctx: Context, words: tuple[str, ...]) -> None:
        \"\"\"List the papers.\"\"\"

`@group()` makes a verb with verbs of its own, added by `@name.command("add", examples=(…))`.
Here and in `kb.cli` alone is click known. Verbs are thin: options to one call, records to text.
"""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from kb import __version__

Table = Mapping[str, tuple[str, str, str]]

_FORMATS = ("json", "csv", "nl")


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Note an option that was given, for the whole call: what stands later on the line wins."""
    if value is not None and value is not False:
        ctx.find_root().ensure_object(dict)[param.name] = value


def _shared_options() -> list[click.Parameter]:
    def option(*names: str, **attrs: Any) -> click.Option:
        return click.Option(names, expose_value=False, callback=_keep, **attrs)

    return [
        option(
            "--store",
            metavar="ADDRESS",
            help="Folder of the knowledge base; a server (bolt://HOST:7687, neo4j://…); `memory:` is thrown away.",
        ),
        option("--json", "format", flag_value="json", default=None, help="JSON on stdout."),
        option("--csv", "format", flag_value="csv", default=None, help="Comma-separated values on stdout."),
        option("--nl", "format", flag_value="nl", default=None, help="JSON lines on stdout."),
        option("--quiet", "-q", is_flag=True, default=None, help="Say nothing but errors."),
        option("--no-color", is_flag=True, default=None, help="No colours; so does the variable NO_COLOR."),
        option("--yes", "-y", is_flag=True, default=None, help="Answer every question with yes."),
        option("--as", "person", metavar="PERSON", help="Whose name stands beside what you decide."),
        option("--debug", is_flag=True, default=None, help="Show the traceback of an error."),
    ]


SHARED = " ".join(max(p.opts, key=len) for p in _shared_options())
_HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class Verb(click.Command):
    """A command that takes the shared options and hands its function a `Context` first."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **attrs: Any) -> None:
        attrs.setdefault("context_settings", _HELP_NAMES)
        super().__init__(*args, **attrs)
        self.examples = tuple(examples)
        self.own_params = tuple(self.params)
        self.params = [*self.params, *_shared_options()]

    def invoke(self, ctx: click.Context) -> Any:
        if self.callback is None:
            return None
        return ctx.invoke(self.callback, context_of(ctx), **ctx.params)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        write_examples(self.examples, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self.own_params, ctx, formatter)


class Verbs(click.Group):
    """A verb with verbs of its own."""

    command_class = Verb

    def __init__(self, *args: Any, examples: Sequence[str] = (), **attrs: Any) -> None:
        attrs.setdefault("context_settings", _HELP_NAMES)
        super().__init__(*args, **attrs)
        self.examples = tuple(examples)
        self.own_params = tuple(self.params)
        self.params = [*self.params, *_shared_options()]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            raise click.UsageError(f"say what: {ctx.command_path} {'|'.join(self.commands)}", ctx)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            raise click.UsageError(f"`{ctx.command_path}` knows no `{args[0]}`, but {', '.join(self.commands)}", ctx)
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        write_examples(self.examples, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self.own_params, ctx, formatter)
        self.format_commands(ctx, formatter)


class Root(click.Group):
    """`kb` itself: knows its verbs from a table and imports the one that is asked for."""

    def __init__(self, table: Table) -> None:
        version = click.version_option(__version__, prog_name="kb", message="%(prog)s %(version)s")
        super().__init__(
            "kb", params=_shared_options(), context_settings=_HELP_NAMES, invoke_without_command=True, callback=_no_verb
        )
        version(self)
        self.table = table
        self.help = "Which evidence supports this claim? A literature and citation knowledge base."

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][1].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.table:
            near = difflib.get_close_matches(name, self.table, n=1)
            hint = f"did you mean `kb {near[0]}`?" if near else "`kb --help` lists the verbs"
            raise click.UsageError(f"no verb `{name}` ({hint})", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, (section, _, line) in self.table.items():
            sections.setdefault(section, []).append((name, line))
        for section, lines in sections.items():
            with formatter.section(section):
                formatter.write_dl(lines)


@click.pass_context
def _no_verb(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), color=ctx.color)


def verb(name: str | None = None, *, examples: Sequence[str] = ()) -> Callable[[Callable[..., Any]], Verb]:
    """Make a function a verb; see the module's docstring."""
    return click.command(name, cls=Verb, examples=examples)


def group(name: str | None = None, *, examples: Sequence[str] = ()) -> Callable[[Callable[..., Any]], Verbs]:
    """Make a function (its docstring is the help) a verb with verbs of its own."""
    return click.group(name, cls=Verbs, examples=examples)


# Options that several verbs share by meaning.
strict = click.option("--strict", is_flag=True, help="Exit with 3 when some input was kept raw.")
exit_code = click.option("--exit-code", is_flag=True, help="Exit with 5 when nothing is found.")


def write_examples(examples: Sequence[str], formatter: click.HelpFormatter) -> None:
    """The section "Examples" of a help text."""
    if examples:
        with formatter.section("Examples"):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


def write_options(own: Sequence[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """A verb's own options, and one line about those of every verb."""
    records = [r for p in own if isinstance(p, click.Option) and (r := p.get_help_record(ctx))]
    if records:
        with formatter.section("Options"):
            formatter.write_dl(records)
    with formatter.section("Options of every verb, told by `kb --help`"):
        formatter.write_text(SHARED)


def context_of(ctx: click.Context) -> Any:
    """The `Context` of a call, from the options given anywhere on its line."""
    from kb import settings
    from kb.commands.context import Context

    given: dict[str, Any] = ctx.find_root().ensure_object(dict)
    found = settings.load({k: given[k] for k in ("store", "person") if given.get(k)})
    context = Context(
        settings=found,
        format=given.get("format", "table"),
        quiet=given.get("quiet", False),
        colour=False if given.get("no_color") else None,
        debug=given.get("debug", False),
        yes=given.get("yes", False),
    )
    for warning in found.warnings:
        context.say(f"warning: {warning}")
    return context


def call(table: Table, args: Sequence[str]) -> int:
    """Run one command line and return its exit code; click's own errors become messages here."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a replaced stream, as in tests, may lack it
            # UTF-8 whatever the console says; what UTF-8 cannot hold (broken file names) stands escaped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        result = Root(table).main(list(args), prog_name="kb", standalone_mode=False)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "kb"
        hint = "" if error.message.endswith(")") else f" (`{path} --help` tells how)"
        click.echo(f"kb: {error.format_message().rstrip('.')}{hint}", err=True)
        return error.exit_code
    except click.ClickException as error:
        click.echo(f"kb: {error.format_message()}", err=True)
        return error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return result if isinstance(result, int) else 0
