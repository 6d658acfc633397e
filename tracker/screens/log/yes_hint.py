"""The line that says what a yes to an ask would mean, while the ask is typed."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from tracker.analysis.asks.yes_effect import YesRange, calculate_shown_yes_range, find_current_row
from tracker.analysis.asks.yes_sentences import format_ends, format_food_days
from tracker.analysis.monthly.essential_costs_sentences import NOT_COUNTED_SHORT
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import MonthlyTable
from tracker.book.database.errors import BookError
from tracker.entries.types import Ask, Entry, NeedKind
from tracker.i18n import NumberFormat, _label, format_day, join_list
from tracker.months import Month
from tracker.screens.shell.app_context import AppContext


class YesHint:
    """This month's figures, read when they are first needed, and what a yes would change."""

    def __init__(self, context: AppContext) -> None:
        """Nothing is read yet."""
        self._context = context
        self._facts: MonthlyFacts | None = None
        self._monthly: MonthlyTable | None = None

    def clear(self) -> None:
        """Read the figures again when they are next needed: something was saved."""
        self._facts = self._monthly = None

    def load_facts(self) -> MonthlyFacts:
        """Return the facts of this month, read once. Raise BookError."""
        if self._facts is None:
            today = self._context.clock.today()
            self._facts = self._context.book.load_monthly_facts(today, since=Month.from_date(today))
        return self._facts

    def load_monthly(self) -> MonthlyTable:
        """Return the figures of this month, made once. Raise BookError."""
        if self._monthly is None:
            self._monthly = MonthlyTable(self.load_facts())
        return self._monthly

    def describe_yes(self, entry: Entry) -> str:
        """Return what a yes to an ask of this month would mean, empty for anything else."""
        today = self._context.clock.today()
        month = Month.from_date(today)
        if not isinstance(entry, Ask) or Month.from_date(entry.day) != month:
            return ""
        # Saving shows the error. Here the text is only left out.
        with suppress(BookError):
            monthly = self.load_monthly()
            row, effects = find_current_row(monthly), calculate_shown_yes_range(entry, monthly)
            skipped_costs = row.skipped_costs if row else ()
            return join_list(
                _describe_effects(effects, month, skipped_costs, self._context.numbers)
            )
        return ""


def _describe_effects(
    effects: YesRange, month: Month, skipped_costs: Sequence[NeedKind], numbers: NumberFormat
) -> Iterator[str]:
    low, high = effects
    if high.share_if_yes is not None:
        yield _label("{share} of this month’s income given in total").format(
            share=format_ends(low.share_if_yes, high.share_if_yes, numbers.format_percent)
        )
    if high.beyond_left_if_yes:
        yield _label("{amount} out of your living costs").format(
            amount=format_ends(
                low.beyond_left_if_yes, high.beyond_left_if_yes, numbers.format_amount
            )
        )
    elif high.left_if_yes is not None:
        yield _label("{amount} left until {day}").format(
            amount=format_ends(low.left_if_yes, high.left_if_yes, numbers.format_amount),
            day=format_day(month.last_day),
        )
    if high.left_if_yes is not None:
        yield from (_label(NOT_COUNTED_SHORT[cost]) for cost in skipped_costs)
    days = format_food_days(effects, numbers)
    if days:
        is_once = high.year_total is None
        # Translators: {food} is e.g. “2.0 days of food”.
        yield days if is_once else _label("each time {food}").format(food=days)
    if high.year_total is not None:
        yield _label("{amount} a year").format(
            amount=format_ends(low.year_total, high.year_total, numbers.format_amount)
        )
