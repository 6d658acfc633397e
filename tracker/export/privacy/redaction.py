"""Removes what is left out from entries and monthly figures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.analysis.monthly.columns import MonthCell, serialize_row
from tracker.analysis.monthly.monthly_facts import GroupLabel, MonthlyFacts
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.book.entry_batches import EntryBatch
from tracker.entries.flat_row import FlatRow
from tracker.entries.types import Income, Limit, Need, Note, Source, StoredEntry, Wage
from tracker.export.privacy.income_rounding import round_income
from tracker.export.privacy.selection import ExportSelection
from tracker.money import Hundredths
from tracker.months import Month

INCOME_COLUMNS = ("income", "needs")
"""The columns of `months.csv` that would have amounts of income and living costs."""
_INCOMES = frozenset((Income.word, Need.word, Wage.word))
_OBSERVATIONS = frozenset(source.value for source in Source)


def redact_row(row: FlatRow, selection: ExportSelection) -> FlatRow:
    """Return the row without the cells that are left out."""
    if not selection.labels and (row.label or row.ref):
        row = row._replace(label=None, ref=None)
    if not selection.words and row.words:
        row = row._replace(words=None)
    # A thought is included with the private notes, and it is only own words.
    if not selection.own_words and row.own_words and row.type != Note.word:
        row = row._replace(own_words=None)
    return row


def redact_batch(batch: EntryBatch, selection: ExportSelection) -> None:
    """Empty the cells that are left out, as `redact_row` does."""
    for name in list_redacted_columns(selection):
        values = batch.columns[name]
        if name == "own_words":
            batch.columns[name] = [
                words if type_ == Note.word else None
                for type_, words in zip(batch.columns["type"], values, strict=True)
            ]
        else:
            batch.columns[name] = [None] * len(values)


def list_redacted_columns(selection: ExportSelection) -> tuple[str, ...]:
    """Return the columns of `entries.csv` whose cells are left out."""
    return (
        *(() if selection.labels else ("label", "ref")),
        *(() if selection.words else ("words",)),
        *(() if selection.own_words else ("own_words",)),
    )


def includes_entry(item: StoredEntry, selection: ExportSelection) -> bool:
    """Return whether an entry of an included group and day is included itself."""
    if is_withheld(item, selection):
        return False
    percent: Hundredths | None = getattr(item.entry, "percent", None)
    return selection.income or not reveals_income(item.entry.word, percent)


def is_withheld(item: StoredEntry, selection: ExportSelection) -> bool:
    """Return whether an entry leaves no trace: a thought, or what others were asked or gave."""
    return is_type_withheld(item.entry.word, selection)


def is_type_withheld(type_: str, selection: ExportSelection) -> bool:
    """Return whether entries of a type leave no trace."""
    if type_ == Note.word:
        return not selection.private_notes
    return type_ in _OBSERVATIONS and not selection.observations


def reveals_income(type_: str, percent: Hundredths | None) -> bool:
    """Return whether an entry of a type reveals the income, as a limit in percent of it does."""
    return type_ in _INCOMES or (type_ == Limit.word and percent is not None)


def redact_facts(
    facts: MonthlyFacts, selection: ExportSelection, first_day: date | None
) -> MonthlyFacts:
    """Return the facts of the included groups, under the names they are shown by.

    `first_day` is the earliest day of what is included. The months are not cut, because a month's
    figures depend on earlier entries. The limit is among them only if the income and everything
    that was given are included, which are compared with it.
    """
    rename, includes = selection.rename_group, selection.includes_group
    if not selection.income:
        facts = _round_incomes(facts)
    lacks_groups = not all(map(selection.includes_group, facts.groups))
    without_limit = not selection.income or lacks_groups
    return replace(
        facts,
        lacks_groups=lacks_groups,
        first_day=first_day,
        groups=[rename(label) for label in facts.groups if includes(label)],
        paid={
            (month, group and rename(group), kind): cents
            for (month, group, kind), cents in facts.paid.items()
            if includes(group)
        },
        paid_open=_select_sums(facts.paid_open, selection),
        paid_estimated=_select_sums(facts.paid_estimated, selection),
        paid_documented=_select_sums(facts.paid_documented, selection),
        returned=_select_sums(facts.returned, selection),
        returned_open=_select_sums(facts.returned_open, selection),
        received=_select_sums(facts.received, selection),
        observations=_select_observations(facts, selection),
        ask_counts=_select_sums(facts.ask_counts, selection),
        asked_low=_select_sums(facts.asked_low, selection),
        asked_high=_select_sums(facts.asked_high, selection),
        asked_open=_select_sums(facts.asked_open, selection),
        pledged=_select_sums(facts.pledged, selection),
        other_entries=[
            rename_entry_group(item, selection)
            for item in facts.other_entries
            if includes(find_entry_group(item))
            and not (without_limit and isinstance(item.entry, Limit))
        ],
    )


def _round_incomes(facts: MonthlyFacts) -> MonthlyFacts:
    """Return the facts with each month's income rounded, and without living costs and wages.

    Regular income is rounded before it is added up. Otherwise an amount that occurs four times in
    one month and five times in the next would be rounded in several ways, which would reveal more.
    """
    recurring_incomes = [
        replace(item, entry=replace(item.entry, amount=round_income(item.entry.amount)))
        for item in facts.other_entries
        if isinstance(item.entry, Income)
    ]
    one_off_incomes = {month: round_income(cents) for month, cents in facts.income.items()}
    incomes = MonthlyTable(
        replace(facts, income=one_off_incomes, other_entries=recurring_incomes)
    ).income_by_month
    return replace(
        facts,
        first_need=None,
        income={month: round_income(cents) for month, cents in incomes.items()},
        needs={},
        food={},
        other_entries=[
            item for item in facts.other_entries if not isinstance(item.entry, Income | Need | Wage)
        ],
    )


def _select_sums(
    sums: Mapping[tuple[Month, GroupLabel], int], selection: ExportSelection
) -> dict[tuple[Month, GroupLabel], int]:
    return {
        (month, group and selection.rename_group(group)): cents
        for (month, group), cents in sums.items()
        if selection.includes_group(group)
    }


def _select_observations(
    facts: MonthlyFacts, selection: ExportSelection
) -> Mapping[tuple[Month, GroupLabel, Source], int]:
    """Return how often others were seen or heard to be asked or give, nothing without that part."""
    if not selection.observations:
        return {}
    return {
        (month, group and selection.rename_group(group), source): count
        for (month, group, source), count in facts.observations.items()
        if selection.includes_group(group)
    }


def find_entry_group(item: StoredEntry) -> GroupLabel:
    """Return the group that an entry is about, or None."""
    group: GroupLabel = getattr(item.entry, "group", None)
    return group


def rename_entry_group(item: StoredEntry, selection: ExportSelection) -> StoredEntry:
    """Return an entry with its group under the name that is shown."""
    entry = item.entry
    if isinstance(entry, Income | Need | Wage | Limit | Note) or entry.group is None:
        return item
    shown_name = selection.rename_group(entry.group)
    if shown_name == entry.group:
        return item
    return replace(item, entry=replace(entry, group=shown_name))


def build_month_cells(row: MonthRow, *, income: bool) -> dict[str, MonthCell]:
    """Return a month by column. Without `income` no amount of income or of living costs.

    Its shares are included: `redact_facts` calculated them from the rounded income.
    """
    values = serialize_row(row)
    return values if income else values | dict.fromkeys(INCOME_COLUMNS)
