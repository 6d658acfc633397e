"""`tracker` without a terminal: this month in a few sentences."""

from collections.abc import Iterator

import click

from tracker.analysis.asks.yes_sentences import describe_upcoming_payments
from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.clock_checks import explain_empty_table
from tracker.analysis.monthly.essential_costs_sentences import (
    EXAMPLE_COST_LINES,
    NOT_COUNTED_SENTENCES,
    NOT_IN_COPY,
    describe_beyond_left,
    describe_unknown_costs,
    explain_how_to_add,
)
from tracker.analysis.monthly.estimates_text import describe_given
from tracker.analysis.monthly.limit_sentences import describe_written_limit
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.i18n import (
    NumberFormat,
    _,
    _label,
    format_amount,
    format_date,
    format_month,
    format_percent,
    ngettext,
)


def print_this_month(session: Session) -> None:
    """Print what is left, the share of income that was given, and what was asked."""
    with open_session_book(session, is_writing=False) as book:
        facts = book.load_monthly_facts(session.today)
    print_month(facts)


def print_month(facts: MonthlyFacts) -> None:
    """Print this month's sentences."""
    table = MonthlyTable(facts)
    rows = table.build_rows(first=table.current_month)
    click.echo(format_month(table.current_month.first_day))
    if reason := explain_empty_table(facts):
        click.echo(reason)
        return
    if not rows:
        click.echo(_("No entries yet. To add the first one, type: tracker log"))
        return
    for sentence in describe_month(adjust_amount_left(rows[0])):
        click.echo(sentence)


def describe_month(row: MonthRow) -> list[str]:
    """Return the sentences for a row of `adjust_amount_left`, leaving out what is unknown."""
    sentences = list(_describe_left(row))
    if row.share_given is not None and row.knows_given:
        sentences.append(
            _("You gave {share} of this month’s income.").format(
                share=format_percent(row.share_given)
            )
        )
    low, high = row.new_asks_range
    asked_text = format_amount(low)
    if high != low:
        asked_text = _label("{low} to {high}").format(low=asked_text, high=format_amount(high))
    if row.asked_open:
        sentences.append(
            ngettext(
                "They asked once without naming an amount.",
                "They asked {count} times without naming an amount.",
                row.asked_open,
            ).format(count=row.asked_open)
        )
    text = _("You were asked for {asked} and gave {given}.")
    if row.asked_open and not high:
        text = _("You gave {given}.")
    given = describe_given(row.given, row.given_estimated, row.given_open, NumberFormat())
    sentences.append(text.format(asked=asked_text, given=given))
    if row.earlier_yes_amount:
        sentences.append(
            _("{amount} more counts as asked, because you said yes to it earlier.").format(
                amount=format_amount(row.earlier_yes_amount)
            )
        )
    if row.limit is not None:
        sentences.append(describe_written_limit(row.limit, NumberFormat()))
    return sentences


def _describe_left(row: MonthRow) -> Iterator[str]:
    """Yield what is left and what isn't counted in it, or which living costs are unknown."""
    if row.left is not None:
        yield _("You have {amount} left until {day}, after living costs.").format(
            amount=format_amount(row.left), day=format_date(row.month.last_day)
        )
        if row.upcoming_payments:
            yield describe_upcoming_payments(row, NumberFormat())
        yield from (_(NOT_COUNTED_SENTENCES[cost]) for cost in row.skipped_costs)
    elif row.is_copy:
        yield _(NOT_IN_COPY)
    elif row.income is not None and row.unknown_costs:
        yield describe_unknown_costs(row.unknown_costs)
        yield explain_how_to_add([EXAMPLE_COST_LINES[cost] for cost in row.unknown_costs])
    if row.beyond_left:
        yield describe_beyond_left(row).format(amount=format_amount(row.beyond_left))
