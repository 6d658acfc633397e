"""`tracker verify`: checks a summary against the notebook."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.book.book import Book
from tracker.book.witness.hashes import HASH_DIGITS, Witness, format_root
from tracker.book.witness.witness import WitnessComparison
from tracker.cli.open_book import open_session_book
from tracker.cli.options import format_option
from tracker.cli.secret_prompt import retry_prompt
from tracker.cli.session import Session, read_first_line
from tracker.cli.terminal_prompt import ask_hidden, is_interactive, skip_terminal_input
from tracker.cli.text_table import format_table
from tracker.cli.verify_checks import VerifyChecks, run_checks
from tracker.i18n import N_label, _, _error, _label, ngettext

if TYPE_CHECKING:
    from tracker.importing.witness_reader import WitnessDocument

_HEX = re.compile(r"[0-9a-fA-F]+")
SHORTEST_ROOT = 32
"""An argument with at least this many digits is a check code, not a file."""
MOST_RUNS = 12
"""How many numbers and ranges a line of the table lists."""
ROWS = (
    ("unchanged", N_label("unchanged")),
    ("changed", N_label("changed since")),
    ("taken_out", N_label("deleted or undone since")),
    ("newer", N_label("added since")),
)


@click.command(
    "verify",
    help=_(
        "Check a summary against your notebook.\n\n"
        "FILE is the report.pdf that you gave someone. It may show only a selection. "
        "If you only have it on paper, CODE is the 64 digits of the check code on the "
        "last page. You see which entries were there, and whether they have changed "
        "since."
    ),
)
@click.argument("report", nargs=-1, required=True, metavar="FILE|CODE")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, allow_dash=True),
    help=_("Read the summary’s password from the first line of this file (- for standard input)."),
)
@format_option("table", "json")
@click.pass_obj
def verify_command(
    session: Session, report: tuple[str, ...], password_file: Path | None, format_: str
) -> None:
    """Check a summary against the notebook."""
    root = _parse_root(report)
    document = None if root else _read_witness_file(session, Path(report[0]), password_file)
    with open_session_book(session, is_writing=False) as book:
        witness = document.witness if document else _remake_witness(book, root)
        comparison = book.witness_queries.compare(witness.hashes)
        checks = run_checks(book, document, Path(report[0])) if document else VerifyChecks()
    if format_ == "json":
        # Data: in people's scripts since 0.1, never rename.
        result = {"root": witness.root, **_list_numbers(comparison), "unknown": comparison.unknown}
        result |= checks.build_json()
        click.echo(json.dumps(result, indent=2))
    if checks.differences:
        raise click.ClickException(checks.describe_differences())
    if format_ != "json":
        _print_comparison(witness, comparison, checks)


def _parse_root(words: tuple[str, ...]) -> str:
    """Return the check code that was typed, or an empty string for a file's name."""
    digits = "".join("".join(words).split())
    is_hex = _HEX.fullmatch(digits) is not None
    if len(words) == 1 and (len(digits) < SHORTEST_ROOT or not is_hex or os.path.lexists(words[0])):
        return ""
    if not is_hex:
        raise click.UsageError(
            _error("Type one file name, or the digits of one check code (0 to 9, a to f).")
        )
    if len(digits) != HASH_DIGITS:
        raise click.UsageError(
            _error(
                "A check code has {wanted} digits. You typed {count}. Compare it with the summary."
            ).format(wanted=HASH_DIGITS, count=len(digits))
        )
    return digits.lower()


def _read_witness_file(
    session: Session, file: Path, password_file: Path | None
) -> "WitnessDocument":
    """Return the witness of a file, asking for its password if it has one."""
    from tracker.importing.witness_reader import (
        WitnessError,
        WrongWitnessPasswordError,
        read_witness,
    )

    secret_file = skip_terminal_input(password_file)

    def ask_password() -> str:
        return ask_hidden(_label("Password for the summary"))

    def read_password() -> str:
        # The book's passphrase comes first where both come from standard input.
        session.read_given_passphrase()
        return read_first_line(secret_file or Path("-"))

    try:
        if secret_file is None and is_interactive():
            return retry_prompt(lambda: read_witness(file, ask_password), WrongWitnessPasswordError)
        return read_witness(file, read_password if secret_file else None)
    except WitnessError as error:
        raise click.ClickException(str(error)) from error


def _remake_witness(book: Book, root: str) -> Witness:
    """Return the witness for a check code, computed from the notebook's history."""
    witness = book.witness_queries.find_witness(root)
    if witness is None:
        raise click.ClickException(
            _error(
                "This notebook has nothing with that check code. Check the digits. If this "
                "is an older backup, or you undid a deletion, use the summary’s file "
                "instead."
            )
        )
    return witness


def _list_numbers(comparison: WitnessComparison) -> dict[str, Sequence[int]]:
    """Return the numbers of the entries by what happened to them, with the keys of the JSON."""
    # Data: in people's scripts since 0.1, never rename.
    return {
        "unchanged": comparison.unchanged,
        "changed": comparison.changed,
        "taken_out": comparison.taken_out,
        "newer": comparison.newer,
    }


def _print_comparison(
    witness: Witness, comparison: WitnessComparison, checks: VerifyChecks
) -> None:
    numbers = _list_numbers(comparison)
    click.echo(_label("Check code {code}").format(code=format_root(witness.root)))
    click.echo()
    rows = [
        (_label(name), str(len(numbers[key])), _format_runs(numbers[key])) for key, name in ROWS
    ]
    for line in format_table([("", _label("entries"), _label("numbers")), *rows], right=[1]):
        click.echo(line)
    click.echo()
    for sentence in (*checks.describe_checks(), *_describe_comparison(comparison)):
        click.echo(sentence)


def _describe_comparison(comparison: WitnessComparison) -> Iterator[str]:
    """Yield what else can be looked up, and what the comparison doesn't show."""
    if comparison.unknown:
        yield ngettext(
            "{count} entry of the summary isn’t in this notebook. It was deleted for good, "
            "or the notebook is an older backup.",
            "{count} entries of the summary aren’t in this notebook. They were deleted for "
            "good, or the notebook is an older backup.",
            comparison.unknown,
        ).format(count=comparison.unknown)
    if comparison.changed or comparison.taken_out:
        yield _("To see what an entry was before, type: tracker history N")
    yield _(
        "This shows what you had written down by then, and whether you changed it "
        "since. It doesn’t show whether it is true."
    )
    yield _("Only the person who got the summary can say when that was.")


def _format_runs(numbers: Iterable[int]) -> str:
    """Return the numbers of one line, with ranges for consecutive ones (`1-5, 7`)."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    texts = [f"{first}-{last}" if last > first else f"{first}" for first, last in runs]
    return ", ".join([*texts[:MOST_RUNS], *(["…"] if len(texts) > MOST_RUNS else [])])
