"""What a yes would mean, as sentences: the month with it and without, a year, food, work."""

from collections.abc import Iterator

from tracker.entries.types import Ask
from tracker.figures.monthly import Monthly
from tracker.figures.yes import Yes
from tracker.texts import Numbers, _, listed, shown_date


def yes_sentences(ask: Ask, meant: Yes, monthly: Monthly, numbers: Numbers) -> Iterator[str]:
    """What can be known of a yes, then what to note so that more can."""
    if ask.high is None:
        yield _("No amount is named yet; with one, this says what a yes would mean.")
    elif ask.high != ask.low:
        yield _("Counted at the higher end, {amount}.").format(amount=numbers.amount(ask.high))
    yield from _month(meant, monthly, numbers)
    yield from _once(meant, numbers, each_time=ask.every is not None)
    if meant.year_total is not None:
        yield _("In a year a yes comes to {amount}.").format(
            amount=numbers.amount(meant.year_total)
        )
    yield from _lacking(ask, meant, monthly)


def _month(meant: Yes, monthly: Monthly, numbers: Numbers) -> Iterator[str]:
    """This month as it is, and as a yes would make it."""
    if meant.left_now is not None:
        left, day = numbers.amount(meant.left_now), shown_date(monthly.current.last)
        if meant.left_if_yes is None:
            yield _("{left} is left to live on until {day}.").format(left=left, day=day)
        else:
            yield _("{left} is left to live on until {day}; with a yes it is {then}.").format(
                left=left, day=day, then=numbers.amount(meant.left_if_yes)
            )
    if meant.beyond_left_if_yes:
        yield _("{amount} of what is given then is more than is left after what you need.").format(
            amount=numbers.amount(meant.beyond_left_if_yes)
        )
    if meant.share_now is not None and meant.share_if_yes is not None:
        yield _("Given of this month’s income: {now}; with a yes {then}.").format(
            now=numbers.percent(meant.share_now), then=numbers.percent(meant.share_if_yes)
        )
    if meant.over_limit is not None:
        yield (
            _("With a yes, what you give this month is above your line.")
            if meant.over_limit
            else _("With a yes, what you give this month stays within your line.")
        )


def _once(meant: Yes, numbers: Numbers, *, each_time: bool) -> Iterator[str]:
    """What the amount is in days of food and hours of work."""
    parts = []
    if meant.food_days is not None:
        parts.append(_("{days} days of food").format(days=numbers.tenths(meant.food_days)))
    if meant.work_hours is not None:
        parts.append(_("{hours} hours of work").format(hours=numbers.tenths(meant.work_hours)))
    if parts:
        told = _("{what}, each time.") if each_time else _("{what}.")
        yield told.format(what=listed(parts))


def _lacking(ask: Ask, meant: Yes, monthly: Monthly) -> Iterator[str]:
    """What is not noted, and the line that notes it."""
    row = next(iter(monthly.rows(monthly.current, monthly.current)), None)
    if row is None or row.income is None:
        yield _("No income is noted; with one, like income 950/month, this says which part it is.")
    if meant.left_now is None and (row is None or not row.needs):
        yield _(
            "What you need is not noted; with it, like need rent 380/month, this says what is left."
        )
    if ask.high is not None and meant.food_days is None:
        yield _("Food is not noted; with it, like need food 260/month, this says how many days.")
    if monthly.wage is None:
        yield _("No wage is noted; with one, like wage 12, this says how many hours of work.")
