"""`tracker completion`: the script that makes a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from tracker.cli.main import COMPLETION_VARIABLE
from tracker.i18n import _, _error

# Data: in people's scripts since 0.1, never rename.
SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    help=_(
        "Print the shell completion script.\n\n"
        "\b\n"
        "SHELL is bash, zsh or fish. For bash:\n"
        "  tracker completion bash > "
        "~/.local/share/bash-completion/completions/tracker\n\n"
        "Then open a new terminal."
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the shell completion script."""
    completion_class = get_completion_class(shell)
    if completion_class is None:
        raise click.ClickException(
            _error("Tracker doesn’t know this shell. Choose bash, zsh or fish.")
        )
    root = ctx.find_root()
    click.echo(completion_class(root.command, {}, "tracker", COMPLETION_VARIABLE).source())
