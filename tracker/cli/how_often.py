"""`tracker how-often`: how often, as sentences; of one group, or of two beside each other."""

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import click

from tracker.analysis.monthly.clock_checks import explain_empty_table
from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.analysis.patterns.pattern_json import JsonValue, serialize_pattern
from tracker.analysis.patterns.patterns import find_patterns
from tracker.analysis.patterns.sentences import describe_pattern
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.open_book import open_session_book
from tracker.cli.options import format_option, range_options
from tracker.cli.param_types import refuse_reversed_range
from tracker.cli.safe_output import get_program_output
from tracker.cli.session import Session
from tracker.i18n import NumberFormat, _, format_short_month
from tracker.months import Month

NUMBERS = NumberFormat()
"""On the command line nothing is hidden."""


@click.command(
    "how-often",
    help=_(
        "Say how often: asked at meetings, asked again after a no, raised after it was "
        "met, and more.\n\n"
        "Each sentence says what it was counted from; nothing is graded."
    ),
)
@range_options
@click.option(
    "--against",
    metavar="G",
    help=_("Beside it another group: its name or number (- reads it from standard input)."),
)
@format_option("text", "json")
@click.pass_obj
def how_often_command(
    session: Session,
    group: str | None,
    first: Month | None,
    last: Month | None,
    against: str | None,
    format_: str,
) -> None:
    """Say how often each pattern was found."""
    refuse_reversed_range(first, last, is_reversed=bool(first and last and first > last))
    if against is not None and group is None:
        raise click.UsageError(_("--against wants --group, the one it is laid beside."))
    names = [session.read_input_line() if name == "-" else name for name in (group, against)]
    with _pause_garbage_collection(), open_session_book(session, is_writing=False) as book:
        labels = [
            find_chosen_group(name, book.load_parse_context()) for name in names if name is not None
        ]
        happened = book.ask_queries.load_pattern_facts(session.today)
        # What was asked month by month is not needed here, and of it a book may have very much.
        facts = book.load_monthly_facts(session.today, with_asks=False)
        monthly = MonthlyTable(facts)
        left = {each.label: each.left_on for each in book.groups.load_all() if each.left_on}
        told = [
            (label, find_patterns(happened, monthly, label, first, last))
            for label in labels or [None]
        ]
    if format_ == "json":
        _print_json(told, names_groups=against is not None)
    elif wrong := explain_empty_table(facts):
        click.echo(wrong, err=True)
    elif monthly.first_month is None:
        click.echo(_("Nothing is logged yet; tracker log notes the first entry."), err=True)
    else:
        months = _format_range(monthly, first, last)
        for line in _format_text(told, months, happened, monthly, left):
            click.echo(line)


@contextmanager
def _pause_garbage_collection() -> Iterator[None]:
    """Let Python look for no circles: among 100,000 tuples that takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _print_json(told: Sequence[tuple[GroupLabel, list[Pattern]]], *, names_groups: bool) -> None:
    """A list of objects, one a line: its numbers of entries would else be a line each."""
    labels = [label for label, _found in told]
    objects: list[dict[str, JsonValue]] = []
    for row in zip(*(found for _label, found in told), strict=True):
        for label, pattern in zip(labels, row, strict=True):
            each = serialize_pattern(pattern, describe_pattern(pattern, NUMBERS, label))
            objects.append({**each, "group": label} if names_groups else each)
    lines = ",\n".join("  " + json.dumps(each, ensure_ascii=False) for each in objects)
    # What click prints it first searches for colours.
    get_program_output().write(f"[\n{lines}\n]\n" if lines else "[]\n")


def _format_text(
    told: Sequence[tuple[GroupLabel, list[Pattern]]],
    months: str,
    happened: PatternFacts,
    monthly: MonthlyTable,
    left: Mapping[str, date],
) -> Iterator[str]:
    """The sentences of each group, one group after the other, below whom and when they are of."""
    for place, (label, found) in enumerate(told):
        if place:
            yield ""
        if of := " · ".join(filter(None, (label, months))):
            yield of
        yield from _list_sentences(found, label)
    if len(told) > 1:
        yield from _compare_groups([label for label, _found in told], happened, monthly, left)


def _format_range(monthly: MonthlyTable, first: Month | None, last: Month | None) -> str:
    """From when to when is counted; empty where no range was asked for."""
    if first is None and last is None:
        return ""
    begin = first or monthly.first_month or monthly.current_month
    return _("{first} to {last}").format(
        first=format_short_month(begin.first_day),
        last=format_short_month((last or monthly.current_month).first_day),
    )


def _list_sentences(found: Sequence[Pattern], group: GroupLabel) -> Iterator[str]:
    """What can be said first, then what needs more entries."""
    enough = [describe_pattern(pattern, NUMBERS, group) for pattern in found if pattern.has_enough]
    few = [describe_pattern(pattern, NUMBERS, group) for pattern in found if not pattern.has_enough]
    yield from enough
    if enough and few:
        yield ""
    yield from few


def _compare_groups(
    labels: Sequence[GroupLabel],
    happened: PatternFacts,
    monthly: MonthlyTable,
    left: Mapping[str, date],
) -> Iterator[str]:
    """Both groups after as many meetings, below their sentences."""
    from tracker.analysis.groups.group_activity import build_group_activity
    from tracker.analysis.groups.group_comparison import compare_groups
    from tracker.analysis.groups.group_comparison_sentences import describe_comparison

    one, other = (build_group_activity(happened, label) for label in labels if label is not None)
    yield ""
    yield from describe_comparison(compare_groups(one, other, monthly, left), NUMBERS)
