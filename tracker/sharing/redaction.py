"""Entries and figures as they leave: without what stays, and no text that names it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.entries.columns import Columns, from_columns, to_columns
from tracker.entries.tokens import fold
from tracker.entries.types import Income, Limit, Logged, Need, Wage
from tracker.figures.facts import Facts, Group
from tracker.figures.monthly import Row
from tracker.figures.table import SHARES, Cell, cells
from tracker.money import Hundredths, canonical
from tracker.months import Month
from tracker.sharing.choice import Choice
from tracker.texts import _

LONG = 4
"""From so many letters on a name is also taken out where it is a part of a longer word."""
OF_INCOME = ("income", "needs", "left", "beyond_left")
"""The columns of `months.csv` from which the income is seen."""
TEXTS = ("label", "campaign", "words", "ref", "private_note")
"""The columns with a person's own words beside the group and the tags."""


class Renaming:
    """Groups' names inside what a person typed: each gives way to the name that is shown.

    A group that stays out gives way to “another group”.
    """

    def __init__(self, choice: Choice, labels: Iterable[str], aliases: Mapping[str, str]) -> None:
        """`labels` are those of the book's groups, `aliases` what the book calls some of them."""
        instead: dict[str, str] = {}
        for label in labels:
            if not choice.takes_group(label):
                instead[label] = _("another group")
                if label in aliases:
                    instead[aliases[label]] = _("another group")
            elif choice.name(label) != label:
                instead[label] = choice.name(label)
        # What is shown itself is never taken out.
        shown = {fold(choice.name(label)) for label in labels if choice.takes_group(label)}
        names = sorted((name for name in instead if fold(name) not in shown), key=len, reverse=True)
        self._instead = {fold(name): instead[name] for name in names}
        self._pattern = re.compile("|".join(map(_finding, names)), re.IGNORECASE)
        self.columns: set[str] = set()
        """The columns in which something gave way."""

    def __call__(self, row: Columns) -> Columns:
        """The row, its own texts without the names that stay."""
        if not self._instead:
            return row
        found: dict[str, Any] = {
            name: self._shown(text)
            for name in TEXTS
            if (text := getattr(row, name)) and self._pattern.search(text)
        }
        tags = tuple(dict.fromkeys(map(self.tag, row.circumstances)))
        if tags != row.circumstances:
            found["circumstances"] = tags
        self.columns |= found.keys()
        return row._replace(**found) if found else row

    def entry(self, item: Logged) -> Logged:
        """An entry, its own texts without the names that stay."""
        if not self._instead:
            return item
        row = to_columns(item.entry)
        shown = self(row)
        return item if shown == row else replace(item, entry=from_columns(shown))

    def text(self, text: str) -> str:
        """One text without the names that stay."""
        return self._shown(text) if self._instead else text

    def tag(self, tag: str) -> str:
        """A tag of one's own without the names that stay."""
        if not self._instead:
            return tag
        return self._pattern.sub(
            lambda found: re.sub(r"\W+", "_", self._instead_of(found[0])).strip("_") or "group",
            tag,
        )

    def _shown(self, text: str) -> str:
        return self._pattern.sub(lambda found: self._instead_of(found[0]), text)

    def _instead_of(self, name: str) -> str:
        return self._instead.get(fold(name), _("another group"))


def _finding(name: str) -> str:
    """Where a name stands: anywhere when it is long, else only as a word of its own."""
    ways = {re.escape(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")}
    spelt = "|".join(sorted(ways))
    return f"(?:{spelt})" if len(name) >= LONG else rf"(?<!\w)(?:{spelt})(?!\w)"


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
    """A month by column; without `income` its amounts are empty and shares in whole percent.

    A share with two decimals, beside what was given, would tell the income to the cent.
    """
    values = cells(row)
    if income:
        return values
    for name in SHARES:
        hundredths: Hundredths | None = getattr(row, name)
        if hundredths is not None:
            values[name] = canonical(whole_percent(hundredths))
    return values | dict.fromkeys(OF_INCOME)


def whole_percent(hundredths: Hundredths) -> Hundredths:
    """A percentage rounded half up to a whole one."""
    return (hundredths + 50) // 100 * 100
