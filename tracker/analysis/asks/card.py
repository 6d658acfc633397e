"""A card for the room: what the person can read or show when someone asks for money there.

It never names an amount of Tracker's own. An amount on it is the person's limit, or they typed it.

It names no ask and no days of food: an amount to divide would be one that Tracker proposes. What is
changed on a card is kept nowhere, because a kept card is proof that a person prepares for a
conversation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.analysis.asks.yes_effect import find_current_row
from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.i18n import N_, _, _error, _label, format_amount, format_count
from tracker.money import Cents

MOST_LINES = 4
"""How many lines of one's own a card may have."""
MOST_CHARACTERS = 60
"""How long such a line may be: a longer one isn't copied by hand."""
CENTS = 100
SYNC_SENTENCE = N_("Note apps on your phone may sync to this computer.")
"""What to know before a card is copied to a phone."""


@dataclass(frozen=True, slots=True)
class CardFigures:
    """The figures that a card may show, each None where it is not known."""

    limit: Cents | None = None
    """The most the person wants to give in this month."""
    left: Cents | None = None
    food_day: Cents | None = None
    """What one day of food costs this month."""


def find_card_figures(table: MonthlyTable) -> CardFigures:
    """Return the figures of this month."""
    row = find_current_row(table)
    if row is None:
        return CardFigures()
    month, food = table.current_month, table.sum_food(table.current_month)
    return CardFigures(
        limit=_find_limit_amount(row),
        left=adjust_amount_left(row).left,
        food_day=(food + month.day_count // 2) // month.day_count if food else None,
    )


def _find_limit_amount(row: MonthRow) -> Cents | None:
    """Return the limit as an amount. A share of the income is rounded down to a whole one."""
    if row.limit is None:
        return None
    if row.limit.amount is not None:
        return row.limit.amount
    if row.income is None or row.limit.percent is None:
        return None
    return row.income * row.limit.percent // 10_000 // CENTS * CENTS


def build_default_lines(figures: CardFigures) -> tuple[str, str]:
    """Return the two lines of a card on which nothing was changed."""
    return _("Not today. I’ll tell you next week."), _describe_limit(figures.limit)


def _describe_limit(limit: Cents | None) -> str:
    if limit is None:
        # Any amount here would be one that Tracker proposes.
        return _("I decide about money at home.")
    if limit == 0:
        return _("I don’t give money.")
    return _("At most {amount}.").format(amount=_format_short_amount(limit))


def describe_left(left: Cents) -> str:
    """Return the line about what is left this month."""
    return _("I have {amount} left this month.").format(amount=_format_short_amount(left))


def describe_food_day(food_day: Cents) -> str:
    """Return the line about what a day of food costs."""
    return _("A day of food costs me {amount}.").format(amount=_format_short_amount(food_day))


def describe_call(number: str) -> str:
    """Return the line with a number to call."""
    return _label("Call {number}").format(number=number)


def _format_short_amount(cents: Cents) -> str:
    """Return an amount for a small card: without decimals where it has none."""
    return format_amount(cents) if cents % CENTS else format_count(cents // CENTS)


def clean_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield each line that has something on it, with single spaces."""
    for line in lines:
        if text := " ".join(line.split()):
            yield text


def find_line_refusal(line: str) -> str:
    """Return why a text is too long for a line of the card, or an empty text."""
    if len(" ".join(line.split())) <= MOST_CHARACTERS:
        return ""
    return _error("A line of the card has {most} characters at most. Please shorten it.").format(
        most=MOST_CHARACTERS
    )
