"""`tracker how-often`: how often things happened, as sentences about one group or two."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import click

from tracker.analysis.groups.group_activity import build_group_activity
from tracker.analysis.groups.group_comparison import can_compare, compare_groups
from tracker.analysis.groups.group_comparison_sentences import (
    NUMBERS_COME_LATER,
    describe_comparison,
)
from tracker.analysis.monthly.clock_checks import explain_empty_table
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.analysis.patterns.pattern import Pattern, select_shown_patterns
from tracker.analysis.patterns.pattern_json import JsonValue, serialize_pattern
from tracker.analysis.patterns.pattern_sentences import describe_pattern
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.open_book import open_session_book
from tracker.cli.options import format_option, range_options
from tracker.cli.param_types import refuse_reversed_range
from tracker.cli.safe_output import get_program_output
from tracker.cli.session import Session
from tracker.i18n import NumberFormat, _, _error, format_short_months
from tracker.months import Month
from tracker.steps import pause_garbage_collection

NUMBERS = NumberFormat()
"""The command line hides no numbers."""


# Nothing is folded here, as it is on the screen: a list is read once and piped.
@click.command(
    "how-often",
    help=_(
        "Show how often things happened.\n\n"
        "You see how often you were asked at meetings, asked again after a no, and "
        "more. Each sentence says what it was counted from. Nothing is graded."
    ),
)
@range_options
@click.option(
    "--against",
    metavar="G",
    help=_("Compare with another group, by name or number (- reads it from standard input)."),
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
    refuse_reversed_range(first, last)
    if against is not None and group is None:
        raise click.UsageError(
            _error("--against compares two groups. Choose the first one with --group.")
        )
    names = [session.read_option(name) for name in (group, against)]
    with pause_garbage_collection(), open_session_book(session, is_writing=False) as book:
        labels = [
            find_chosen_group(name, book.load_parse_context()) for name in names if name is not None
        ]
        pattern_facts = book.ask_queries.load_pattern_facts(session.today)
        # The asks of each month are not needed here, and a notebook can have many.
        facts = book.load_monthly_facts(session.today)
        table = MonthlyTable(facts)
        leaving_days = {
            stored_group.label: stored_group.left_on
            for stored_group in book.groups.load_all()
            if stored_group.left_on
        }
        patterns_by_group = [
            (label, find_patterns(pattern_facts, table, label, first, last))
            for label in labels or [None]
        ]
    activities = [build_group_activity(pattern_facts, label) for label in labels if label]
    comes_later = against is not None and not can_compare(*activities)
    if format_ == "json":
        _print_json(patterns_by_group, names_groups=against is not None, comes_later=comes_later)
    elif reason := explain_empty_table(facts):
        click.echo(reason, err=True)
    elif table.first_month is None:
        click.echo(_("No entries yet. To add the first one, type: tracker log"), err=True)
    elif comes_later:
        click.echo(_(NUMBERS_COME_LATER))
    else:
        for line in _format_text(patterns_by_group, _format_range(table, first, last)):
            click.echo(line)
        if against is not None:
            older, younger = activities
            comparison = compare_groups(older, younger, table, leaving_days)
            click.echo("\n".join(["", *describe_comparison(comparison, NUMBERS)]))


def _print_json(
    patterns_by_group: Sequence[tuple[GroupLabel, list[Pattern]]],
    *,
    names_groups: bool,
    comes_later: bool,
) -> None:
    """Print a list of objects, one per line. Indented, each entry number would be a line.

    Where the numbers of two groups come later, no pattern has enough for a sentence.
    """
    labels = [label for label, _patterns in patterns_by_group]
    objects: list[dict[str, JsonValue]] = []
    for row in zip(*(patterns for _group, patterns in patterns_by_group), strict=True):
        for label, pattern in zip(labels, row, strict=True):
            text = _(NUMBERS_COME_LATER)
            if not comes_later:
                text = describe_pattern(pattern, NUMBERS, label)
            shown = replace(pattern, has_enough=pattern.has_enough and not comes_later)
            pattern_json = serialize_pattern(shown, text)
            objects.append({**pattern_json, "group": label} if names_groups else pattern_json)
    lines = ",\n".join(
        "  " + json.dumps(pattern_json, ensure_ascii=False) for pattern_json in objects
    )
    # Click would first search the text for colours.
    get_program_output().write(f"[\n{lines}\n]\n" if lines else "[]\n")


def _format_text(
    patterns_by_group: Sequence[tuple[GroupLabel, list[Pattern]]], months: str
) -> Iterator[str]:
    """Yield the sentences of one group after the other, below its name and months."""
    for index, (label, patterns) in enumerate(patterns_by_group):
        if index:
            yield ""
        if heading := " · ".join(filter(None, (label, months))):
            yield heading
        yield from _list_sentences(patterns, label)


def _format_range(table: MonthlyTable, first: Month | None, last: Month | None) -> str:
    """Return the first and last month, or an empty string without a chosen range."""
    if first is None and last is None:
        return ""
    begin = first or table.first_month or table.current_month
    return format_short_months(begin.first_day, (last or table.current_month).first_day)


def _list_sentences(patterns: Sequence[Pattern], group: GroupLabel) -> Iterator[str]:
    """Yield first what can be said, then what needs more entries."""
    shown = select_shown_patterns(patterns)
    enough = [describe_pattern(pattern, NUMBERS, group) for pattern in shown if pattern.has_enough]
    few = [describe_pattern(pattern, NUMBERS, group) for pattern in shown if not pattern.has_enough]
    yield from enough
    if enough and few:
        yield ""
    yield from few
