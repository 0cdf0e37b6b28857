"""`kb completion`: the lines that teach a shell to complete `kb`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from kb.commands import verb
from kb.commands.context import Context
from kb.errors import UsageError


@verb(examples=('eval "$(kb completion bash)"', "kb completion fish > ~/.config/fish/completions/kb.fish"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(ctx: Context, shell: str) -> None:
    """Print what SHELL needs to complete verbs, options and names. Bash must be 4.4 or later."""
    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"no completion for {shell}")
    root = click.get_current_context().find_root().command
    ctx.write(kind(root, {}, "kb", "_KB_COMPLETE").source() + "\n")
