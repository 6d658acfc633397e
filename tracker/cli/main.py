"""`tracker` and its commands: global options, the table of commands, exit codes."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import click

from tracker import __version__
from tracker.book.database.errors import BookError
from tracker.book.database.file_guard import FileChangedError, describe_rescue
from tracker.cli.param_types import DayType
from tracker.cli.safe_output import protect_output
from tracker.cli.session import Session
from tracker.clock import SystemClock
from tracker.i18n import N_label, _, _error, _label

# Data: in people's scripts since 0.1, never rename.
COMMANDS = {
    "log": "log",
    "drafts": "drafts",
    "entries": "entries",
    "months": "months",
    "total": "total",
    "how-often": "how_often",
    "what-if": "what_if",
    "card": "card",
    "chart": "chart",
    "timeline": "timeline",
    "undo": "undo",
    "redo": "redo",
    "export": "export",
    "sentences": "sentences",
    "view": "view",
    "verify": "verify",
    "people": "people",
    "new": "new",
    "check": "check",
    "backup": "backup",
    "restore": "restore",
    "passphrase": "passphrase",
    "history": "history",
    "erase": "erase",
    "import": "import_",
    "where": "where",
    "help": "help",
    "dont-ask": "dont_ask",
    "demo": "demo",
    "completion": "completion",
}
"""Each command, and its module in `tracker.cli`, in the order in which help lists them."""

HELP_GROUPS = (
    ("log", N_label("Every week")),
    ("export", N_label("Show someone")),
    ("new", N_label("Care")),
    ("help", N_label("More")),
)
"""The headings in the list of commands, each with the command that it comes before."""

# Data: in people's scripts since 0.1, never rename.
ALIASES = {"life": "timeline", "patterns": "how-often"}
"""The former names of commands. They work, but help and completion don't list them."""

UNTRACED_COMMANDS = frozenset({"people", "card", "sentences", "help"})
"""Commands of which no compiled file is written."""

# Data: in people's scripts since 0.1, never rename.
COMPLETION_VARIABLE = "_TRACKER_COMPLETE"
"""The variable that a shell sets to ask for completions."""


class CommandGroup(click.Group):
    """The commands, each imported only when it is called (or when help lists them all).

    Help texts are passed to click, because docstrings are empty under PYTHONOPTIMIZE=2 and can't be
    translated.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which help lists them."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in groups, each with a heading."""
        names = list(COMMANDS)
        starts = [names.index(first) for first, _heading in HELP_GROUPS]
        width = max(map(len, names))
        for (_first, heading), start, end in zip(
            HELP_GROUPS, starts, (*starts[1:], len(names)), strict=True
        ):
            rows = [
                (f"{name:<{width}}", self._find_summary(ctx, name)) for name in names[start:end]
            ]
            with formatter.section(_label(heading)):
                formatter.write_dl(rows)

    def _find_summary(self, ctx: click.Context, name: str) -> str:
        """Return the first paragraph of a command's help, which is one sentence."""
        command = self.get_command(ctx, name)
        return (command.help or "").partition("\n")[0] if command else ""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of a name, also of a former name, or None if there is none."""
        name = ALIASES.get(name, name)
        if name not in COMMANDS:
            return None
        if name in UNTRACED_COMMANDS:
            # The date of a compiled file would show when it was first used.
            sys.dont_write_bytecode = True
        module = import_module(f"tracker.cli.{COMMANDS[name]}")
        command: click.Command = getattr(module, f"{name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed, or raise UsageError with a similar one.

        A former name becomes today's, which help and errors then show.
        """
        typed, *others = args
        name = ALIASES.get(typed, typed)
        if name not in COMMANDS and not name.startswith("-"):
            from tracker.entries.parse_error import shorten_word
            from tracker.entries.word_matching import find_similar_word

            similar = find_similar_word(name, (*COMMANDS, *ALIASES))
            raise click.UsageError(
                _error("There’s no command {name}. Did you mean {suggestion}?").format(
                    name=shorten_word(name), suggestion=ALIASES.get(similar, similar)
                )
                if similar
                else _error(
                    "There’s no command {name}. To see all commands, type: tracker --help"
                ).format(name=shorten_word(name))
            )
        return super().resolve_command(ctx, [name, *others])


@click.command(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "A private, offline notebook of what a group asks you for and what you "
        "give.\n\n"
        "Without a command, it opens the app. Without a terminal, it prints this "
        "month."
    ),
)
@click.option(
    # Data: in people's scripts since 0.1, never rename.
    "--book",
    "book",
    type=click.Path(path_type=Path),
    # Data: in people's scripts since 0.1, never rename.
    envvar="TRACKER_BOOK",
    help=_("Notebook file (or set TRACKER_BOOK). Default: your own, in the data folder."),
)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, allow_dash=True),
    help=_("Read the passphrase from the first line of this file (- for standard input)."),
)
@click.option("--today", type=DayType(), help=_("Use another date as today, e.g. 2025-10-02"))
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def tracker(
    ctx: click.Context, book: Path | None, passphrase_file: Path | None, today: date | None
) -> None:
    """Open the app, or print this month without a terminal."""
    session = Session.from_options(book, passphrase_file, today)
    ctx.obj = session
    if ctx.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from tracker.app import run_app

        path = session.unannounced_path
        ctx.exit(run_app(path, session.clock, session.pop_passphrase, session.place_message))
    from tracker.cli.this_month import print_this_month

    print_this_month(session)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code. Print one plain sentence if it fails."""
    _set_utf8_output()
    with protect_output():
        return _run_command(list(arguments))


def _run_command(arguments: list[str]) -> int:
    try:
        result = _invoke(arguments)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.NoSuchOption as error:
        return _print_error(_describe_unknown_option(error), error.exit_code)
    except click.ClickException as error:
        return _print_error(error.format_message(), error.exit_code)
    except FileChangedError as error:
        return _print_error(_save_rescue(error), 1)
    except BookError as error:
        return _print_error(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return _print_error(_error("Stopped. Anything saved before this stays saved."), 1)
    except BrokenPipeError:
        # The reader has seen enough, as with `| head`.
        _silence_output()
        return 0
    except UnicodeDecodeError:
        # Click decodes what is typed. Files and standard input have messages of their own.
        return _print_error(
            _error(
                "Your terminal sent text that isn’t UTF-8. Check the terminal’s encoding "
                "and try again. Anything saved before this stays saved."
            ),
            1,
        )
    except OSError as error:
        _silence_output()
        return _print_error(
            _error(
                "Your system reported an error ({reason}). Anything saved before this stays saved."
            ).format(reason=error.strerror),
            1,
        )
    return result if isinstance(result, int) else 0


def _save_rescue(error: FileChangedError) -> str:
    """Save what was open when another program changed the file, and return a message."""
    from tracker.book.files.rescue import save_rescue_copy

    try:
        copy_path = save_rescue_copy(error.path, error.content, SystemClock().today())
    except BookError as rescue_error:
        return f"{error} {rescue_error}"
    return f"{error} {describe_rescue(copy_path)}"


def _describe_unknown_option(error: click.NoSuchOption) -> str:
    """Return a sentence for an unknown option, or for a global one after the command."""
    if error.option_name in ("--book", "--passphrase-file", "--today"):
        command = error.ctx.info_name if error.ctx else "months"
        return _error("Put {option} before the command: tracker {option} … {command}").format(
            option=error.option_name, command=command
        )
    return error.format_message()


def _invoke(arguments: list[str]) -> object:
    """Run a command without click's way to end, which treats a closed pipe as a failure."""
    if COMPLETION_VARIABLE in os.environ:
        return tracker.main(arguments, prog_name="tracker", standalone_mode=False)
    with tracker.make_context("tracker", arguments) as context:
        return tracker.invoke(context)


def _print_error(sentence: str, code: int) -> int:
    from tracker.cli.messages import make_visible

    click.echo("\n".join(map(make_visible, sentence.split("\n"))), err=True)
    return code


def _silence_output() -> None:
    """Let Python's own last flush of standard output go nowhere, instead of complaining."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _set_utf8_output() -> None:
    """Write UTF-8 into files and pipes, and replace letters that a terminal can't show."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace", newline="")
