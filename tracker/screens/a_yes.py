"""What a yes would mean, as a person is told while typing an ask."""

from collections.abc import Iterator

from tracker.entries.types import Ask, Entry
from tracker.figures.monthly import Monthly
from tracker.figures.yes import Yes, yes
from tracker.months import Month
from tracker.texts import Numbers, _, listed, shown_day


def a_yes(entry: Entry, monthly: Monthly, numbers: Numbers) -> str:
    """One line about an ask of this month; empty for anything else, or where nothing is known."""
    if not isinstance(entry, Ask) or Month.of(entry.day) != monthly.current:
        return ""
    return listed(_parts(yes(entry, monthly), monthly.current, numbers))


def _parts(meant: Yes, month: Month, numbers: Numbers) -> Iterator[str]:
    if meant.share_if_yes is not None:
        yield _("would make it {share} of this month’s income").format(
            share=numbers.percent(meant.share_if_yes)
        )
    if meant.beyond_left_if_yes:
        yield _("{amount} more than is left after what you need").format(
            amount=numbers.amount(meant.beyond_left_if_yes)
        )
    elif meant.left_if_yes is not None:
        yield _("{amount} left until {day}").format(
            amount=numbers.amount(meant.left_if_yes), day=shown_day(month.last)
        )
    if meant.year_total is not None:
        yield _("{amount} a year").format(amount=numbers.amount(meant.year_total))
    if meant.food_days:
        yield _("{days} days of food").format(days=numbers.tenths(meant.food_days))
