"""The words of both drawings: title, months shown, legend, source; one wording for one meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.charts.series import WHOLE, Point, Series
from tracker.money import Hundredths
from tracker.texts import (
    _,
    ngettext,
    short_month,
    shown_amount,
    shown_limit_percent,
    shown_month,
    shown_percent,
)

LONGEST_NAME = 60
"""A longer name is cut: the title is to be read at a glance."""
HIDDEN = "•••"
"""What stands for a number while amounts are hidden."""


class Sign(StrEnum):
    """What a legend explains; each drawing has its own shape for it."""

    GIVEN = "given"
    ASKED = "asked"
    LINE = "line"
    BEYOND = "beyond"
    NO_INCOME = "no income"
    GIVEN_WITHOUT = "given without income"
    OPEN = "open"
    SO_FAR = "so far"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the legend: a sign and what it means."""

    sign: Sign
    text: str


def title(groups: Sequence[str] = ()) -> str:
    """What the drawing shows; without a name it is the group, with several all of them."""
    if len(groups) > 1:
        return _("What all groups asked for and what I gave, as a part of my income")
    name = " ".join(groups[0].split()) if groups else _("the group")
    name = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    return _("What {group} asked for and what I gave, as a part of my income").format(group=name)


def months_shown(series: Series) -> str:
    """From which month to which: `October 2025 to November 2026`; empty without a month."""
    if not series.points:
        return ""
    first, last = (shown_month(series.points[index].month.first) for index in (0, -1))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def nothing() -> str:
    """What stands where there is no month to draw."""
    return _("Nothing is noted yet, so there is nothing to draw.")


def source() -> str:
    """Whose word the drawing is."""
    return _("Drawn from one person's own notes. The group has not been heard.")


def so_far() -> str:
    """How today's month is marked."""
    return _("so far")


def my_line() -> str:
    """How the person's own limit is named."""
    return _("my line")


def month_so_far(first: date) -> str:
    """Today's month and its mark: `Nov: so far`."""
    return _("{month}: so far").format(month=short_month(first))


def months_cut(shown: Series, whole: Series) -> str:
    """Which months are shown where not all of them fit."""
    count, total = len(shown.points), len(whole.points)
    if shown.points[-1] == whole.points[-1]:
        text = ngettext("last of {total} months", "last {count} of {total} months", count)
        return text.format(count=count, total=total)
    last = shown_month(shown.points[-1].month.first)
    text = ngettext("{last}, of {total} months", "{count} of {total} months, to {last}", count)
    return text.format(count=count, total=total, last=last)


def legend(shown: Series, top: Hundredths, hidden: bool = False) -> list[Item]:
    """What the signs mean that stand in these months, the most needed first."""
    points = shown.points
    items = []
    if not all(point.without_income for point in points):
        items.append(Item(Sign.GIVEN, _("given")))
    bands = [point.band for point in points if point.band]
    if bands:
        ranges = any(low != high for low, high in bands)
        items.append(Item(Sign.ASKED, _("asked, low to high") if ranges else _("asked")))
    lines = [point.line for point in points if point.line is not None]
    if lines:
        items.append(Item(Sign.LINE, _line(lines, hidden)))
    items += [Item(Sign.BEYOND, text) for text in _beyond(points, top, hidden)]
    items += _without_income(points, shown.currency, hidden)
    if any(point.asked_open for point in points):
        items.append(Item(Sign.OPEN, _("asked without an amount")))
    items += [
        Item(Sign.SO_FAR, month_so_far(point.month.first)) for point in points if point.so_far
    ]
    return items


def _line(lines: Sequence[Hundredths], hidden: bool) -> str:
    if hidden:
        return my_line()
    if min(lines) == max(lines):
        return _("my line, {share}").format(share=shown_limit_percent(lines[-1]))
    return _("my line, at last {share}").format(share=shown_limit_percent(lines[-1]))


def _beyond(points: Sequence[Point], top: Hundredths, hidden: bool) -> list[str]:
    texts = []
    given = max((point.given or 0 for point in points), default=0)
    asked = max((point.band[1] for point in points if point.band), default=0)
    if given > WHOLE:
        text = (
            _("gave more than all of the income")
            if hidden
            else _("gave more than all of the income, up to {share}")
        )
        texts.append(text.format(share=shown_percent(given)))
    if asked > top:
        text = (
            _("asked for more than fits here")
            if hidden
            else _("asked for more than fits here, up to {share}")
        )
        texts.append(text.format(share=shown_percent(asked)))
    return texts


def _without_income(points: Sequence[Point], currency: str, hidden: bool) -> list[Item]:
    without = [point for point in points if point.without_income]
    items = []
    empty = [point for point in without if not point.given_cents]
    gifts = [point for point in without if point.given_cents]
    if empty:
        items.append(Item(Sign.NO_INCOME, _no_income(empty)))
    if gifts:
        cents = sum(point.given_cents for point in gifts)
        amount = HIDDEN if hidden else f"{shown_amount(cents)}\N{NO-BREAK SPACE}{currency}".strip()
        text = _("{why}, {amount} given").format(why=_no_income(gifts), amount=amount)
        items.append(Item(Sign.GIVEN_WITHOUT, text))
    return items


def _no_income(points: Sequence[Point]) -> str:
    if not any(point.income_noted for point in points):
        return _("no income noted")
    if all(point.income_noted for point in points):
        return _("no income")
    return _("no income, or none noted")
