"""Entries and figures as they leave: without what stays, and no text that names it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.entries.columns import Columns
from tracker.entries.types import Income, Limit, Logged, Need, Wage
from tracker.figures.facts import Facts, Group
from tracker.figures.monthly import Row
from tracker.figures.table import SHARES, Cell, cells
from tracker.money import Hundredths, canonical
from tracker.months import Month
from tracker.sharing.choice import Choice

WHOLE = 100_00
"""All of the income, in hundredths of a percent."""
OF_INCOME = ("income", "needs", "left", "beyond_left")
"""The columns of `months.csv` from which the income is seen."""


def emptied(row: Columns, choice: Choice) -> Columns:
    """The row without the cells that stay."""
    if not choice.labels and (row.label or row.ref):
        row = row._replace(label=None, ref=None)
    if not choice.words and row.words:
        row = row._replace(words=None)
    return row


def emptied_columns(choice: Choice) -> tuple[str, ...]:
    """The columns of `entries.csv` whose cells stay."""
    return (*(() if choice.labels else ("label", "ref")), *(() if choice.words else ("words",)))


def takes_entry(item: Logged, choice: Choice) -> bool:
    """Whether an entry of a group and a day that go along does so itself."""
    return choice.income or not isinstance(item.entry, Income | Need | Wage)


def taken_facts(facts: Facts, choice: Choice, first_day: date | None) -> Facts:
    """The facts of the groups that go along, under the names they are shown by.

    `first_day` is the earliest day of what goes along. The months are not cut: a month's figures
    rest on what stood before it.
    """
    name, takes = choice.name, choice.takes_group
    return replace(
        facts,
        first_day=first_day,
        groups=[name(label) for label in facts.groups if takes(label)],
        paid={
            (month, group and name(group), kind): cents
            for (month, group, kind), cents in facts.paid.items()
            if takes(group)
        },
        returned=_taken(facts.returned, choice),
        received=_taken(facts.received, choice),
        others=[shown_as(item, choice) for item in facts.others if takes(group_of(item))],
    )


def _taken(
    sums: Mapping[tuple[Month, Group], int], choice: Choice
) -> dict[tuple[Month, Group], int]:
    return {
        (month, group and choice.name(group)): cents
        for (month, group), cents in sums.items()
        if choice.takes_group(group)
    }


def group_of(item: Logged) -> Group:
    """The group that an entry is about; None without one."""
    group: Group = getattr(item.entry, "group", None)
    return group


def shown_as(item: Logged, choice: Choice) -> Logged:
    """An entry with its group under the name that is shown."""
    entry = item.entry
    if isinstance(entry, Income | Need | Wage | Limit) or entry.group is None:
        return item
    return replace(item, entry=replace(entry, group=choice.name(entry.group)))


def month_cells(row: Row, *, income: bool) -> dict[str, Cell]:
    """A month by column; without `income` its amounts and most shares are empty.

    What was given in percent of the income stays, roughly: beside the amount itself two decimals
    would tell the income to the cent, and so would the share of a large ask.
    """
    values = cells(row)
    if income:
        return values
    values |= dict.fromkeys((*OF_INCOME, *SHARES))
    if row.share_given is not None:
        values["share_given"] = canonical(rough_percent(row.share_given))
    return values


def rough_percent(hundredths: Hundredths) -> Hundredths:
    """A percentage with one digit that counts, in whole percent, 100 at most; halves go up."""
    step = 100 if hundredths < 1000 else 1000
    return min(WHOLE, (hundredths + step // 2) // step * step)
