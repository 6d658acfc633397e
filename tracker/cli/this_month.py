"""`tracker` without a terminal: this month in a few sentences."""

from collections.abc import Iterator

import click

from tracker.analysis.asks.yes_sentences import regular_to_come
from tracker.analysis.monthly.amount_left import to_tell
from tracker.analysis.monthly.clock_checks import why_empty
from tracker.analysis.monthly.essential_costs_sentences import (
    LINES,
    NOT_IN_COPY,
    WITHOUT,
    beyond_left_told,
    how_to_add,
    unknown_costs_told,
)
from tracker.analysis.monthly.facts import Facts
from tracker.analysis.monthly.table import Monthly, Row
from tracker.cli.open_book import opened
from tracker.cli.session import Session
from tracker.i18n import (
    Numbers,
    _,
    ngettext,
    shown_amount,
    shown_date,
    shown_limit_percent,
    shown_month,
    shown_percent,
)


def print_this_month(session: Session) -> None:
    """Print what is left to live on, the part of income that was given, and what was asked."""
    with opened(session, writing=False) as book:
        facts = book.facts(session.today)
    print_month(facts)


def print_month(facts: Facts) -> None:
    """Print what a book says of this month."""
    monthly = Monthly(facts)
    rows = monthly.rows(first=monthly.current)
    click.echo(shown_month(monthly.current.first))
    if wrong := why_empty(facts):
        click.echo(wrong)
        return
    if not rows:
        click.echo(_("Nothing is logged yet; tracker log notes the first entry."))
        return
    for sentence in sentences(to_tell(rows[0])):
        click.echo(sentence)


def sentences(row: Row) -> list[str]:
    """What a month's row says, as `to_tell` gives it; what cannot be known is left out."""
    found = list(_left(row))
    if row.share_given is not None:
        found.append(
            _("{share} of this month's income went to the group").format(
                share=shown_percent(row.share_given)
            )
        )
    low, high = row.asked_anew
    asked = shown_amount(low)
    if high != low:
        asked = _("{low} to {high}").format(low=asked, high=shown_amount(high))
    if row.asked_open:
        found.append(
            ngettext(
                "asked once without an amount",
                "asked {count} times without an amount",
                row.asked_open,
            ).format(count=row.asked_open)
        )
    found.append(
        _("asked for {asked}, gave {given}").format(asked=asked, given=shown_amount(row.given))
    )
    if row.asked_earlier:
        found.append(
            _("{amount} counts as asked from what you said yes to earlier").format(
                amount=shown_amount(row.asked_earlier)
            )
        )
    limit = row.limit
    if limit is not None and limit.percent is not None:
        found.append(_("my line: {percent}").format(percent=shown_limit_percent(limit.percent)))
    elif limit is not None and limit.amount is not None:
        found.append(_("my line: {amount} a month").format(amount=shown_amount(limit.amount)))
    return found


def _left(row: Row) -> Iterator[str]:
    """What is left, and what that leaves out; or what is not known of what living costs."""
    if row.left is not None:
        yield _("{amount} left to live on until {day}").format(
            amount=shown_amount(row.left), day=shown_date(row.month.last)
        )
        if row.to_come:
            yield regular_to_come(row, Numbers())
        yield from (_(WITHOUT[cost]) for cost in row.costs_left_out)
    elif row.is_copy:
        yield _(NOT_IN_COPY)
    elif row.income is not None and row.unknown_costs:
        yield unknown_costs_told(row.unknown_costs)
        yield how_to_add([LINES[cost] for cost in row.unknown_costs])
    if row.beyond_left:
        yield beyond_left_told(row).format(amount=shown_amount(row.beyond_left))
