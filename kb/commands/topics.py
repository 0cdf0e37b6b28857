"""`kb help`: topics that belong to no single verb, and the help of a verb."""

from __future__ import annotations

import difflib

import click

from kb import settings
from kb.commands import verb
from kb.commands.context import Context
from kb.errors import NotFound

_SETTINGS = "\n".join(
    f"  {k.name:9} {k.option or '(no option)':11}  {', '.join(k.env):19}  {k.meaning}" for k in settings.KEYS
)

TOPICS = {
    "exit-codes": """\
  0    done
  1    failed; one line on stderr says what, where and what to do
  2    the words of the command do not fit together
  3    done, but some input was kept raw (only with --strict)
  4    no server answers at the store's address
  5    nothing found (only with --exit-code)
  130  stopped by Ctrl-C; nothing is half written
""",
    "formats": """\
A verb prints for people unless told otherwise; data go to stdout, remarks and problems to stderr.

  --json   one JSON array, an object for each row (for some verbs one object)
  --nl     JSON lines: one object a line
  --csv    comma-separated, UTF-8, with a header; lists stand as JSON in their cell

Tables are for reading only: on a terminal long cells are cut, and columns may change.
""",
    "settings": f"""\
The first that says something wins: option, environment, kb.toml of the project, config.toml of yours, default.

  setting   option       environment  meaning
{_SETTINGS}

The project is the nearest folder upwards with a `kb.toml` or a `kb-store` in it. A settings file is TOML:

  store = "kb-store"      # paths count from the file's own folder
  person = "Ada"

`kb doctor` shows every value and where it comes from.
""",
    "stores": """\
A store is one folder. Which one: --store, KB_STORE, a settings file, else `kb-store` in the project's folder,
else your own data folder (`kb status` says which, and why). `memory:` is a store that is thrown away.
One process writes at a time; others wait a little, then say who holds it.
A store that another version of the engine wrote is copied and dumped before it is opened.
""",
}


@verb("help", examples=("kb help", "kb help exit-codes", "kb help evidence"))
@click.argument("topic", required=False)
def topics(ctx: Context, topic: str | None) -> None:
    """Explain a TOPIC (exit-codes, formats, settings, stores) or a verb."""
    root = click.get_current_context().find_root()
    if topic is None:
        ctx.write(f"{root.get_help()}\n\nTopics: {', '.join(f'`kb help {name}`' for name in TOPICS)}\n")
    elif topic in TOPICS:
        ctx.write(TOPICS[topic])
    else:
        command = root.command.get_command(root, topic) if isinstance(root.command, click.Group) else None
        if command is None:
            names = [*TOPICS, *(root.command.list_commands(root) if isinstance(root.command, click.Group) else ())]
            near = difflib.get_close_matches(topic, names, n=1)
            hint = f"did you mean `kb help {near[0]}`?" if near else f"topics: {', '.join(TOPICS)}"
            raise NotFound(f"no topic or verb `{topic}`", hint)
        ctx.write(click.Context(command, info_name=topic, parent=root).get_help() + "\n")
