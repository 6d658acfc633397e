"""The rows of Settings: each current value, and what enter does with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.analysis.groups.meeting_schedule import MeetingSchedule
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.prompts import SKIPPED_FOREVER, PromptKind, build_setting_key
from tracker.book.files.backups import AUTOMATIC_OFF, AUTOMATIC_SETTING
from tracker.book.stores.auto_lock import parse_idle_minutes
from tracker.book.stores.computer_use import find_computer_use
from tracker.book.stores.groups import StoredGroup
from tracker.book.stores.letter import Letter
from tracker.clock import Moment
from tracker.entries.bare_amount import write_line_without_amount
from tracker.entries.entry_description import build_description
from tracker.entries.line_writer import write_line
from tracker.entries.types import Entry, Evidence, Income, Limit, Need, StoredEntry
from tracker.i18n import (
    N_label,
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_date,
    format_day,
    format_month,
    join_list,
)
from tracker.months import Month
from tracker.screens.settings.last_opened import describe_last_opened
from tracker.screens.settings.living_costs import COST_LABELS, describe_cost
from tracker.screens.settings.meeting_schedule import describe_schedule
from tracker.screens.start.computer_question import ANSWER_LABELS
from tracker.widgets.section_list import ListRow, ListSection

QUESTION_LABELS = {
    PromptKind.INCOME: N_label("Ask about my income"),
    PromptKind.OTHER_COSTS: N_label("Ask about other costs"),
    PromptKind.LIMIT: N_label("Ask about my limit"),
    PromptKind.STILL: N_label("Ask if income changed"),
}
"""The questions that can be turned off."""


class SettingAction(StrEnum):
    """What enter does on a row."""

    GROUP = "group"
    MEETING_SCHEDULE = "meets"
    ENTRY = "entry"
    LIVING_COST = "cost"
    LIMIT_HISTORY = "my_line"
    LETTER = "letter"
    QUESTIONS = "questions"
    TAGS = "tags"
    CURRENCY = "currency"
    COMPUTER = "computer"
    AUTO_LOCK = "idle"
    LAST_OPENED = "last_opened"
    ENCRYPTION = "opens"
    BACKUPS = "copies"
    CHECK = "check"
    THEME = "theme"
    AMOUNTS = "hide"
    ASK_AGAIN = "ask"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class SettingValues:
    """The current values that Settings shows."""

    facts: MonthlyFacts
    this_month: Sequence[StoredEntry]
    """The entries of this month."""
    groups: Sequence[StoredGroup]
    settings: Mapping[str, str]
    is_encrypted: bool
    theme: str
    numbers: NumberFormat
    changed_key_count: int = 0
    meeting_schedules: Sequence[MeetingSchedule] = ()
    letter: Letter | None = None
    has_letter_draft: bool = False
    last_opened: Moment | None = None
    """When the notebook was opened before this time, or None if that is not known."""
    last_backup: date | None = None
    """The day of the latest backup, or None without one."""

    @property
    def today(self) -> date:
        """Return the day of these values."""
        return self.facts.today

    @property
    def currency(self) -> str:
        """Return the name of the book's currency."""
        return self.facts.currency

    def find_meeting_schedule(self, group: StoredGroup) -> MeetingSchedule | None:
        """Return when a group meets, or None if that is not set."""
        return next(
            (schedule for schedule in self.meeting_schedules if schedule.number == group.number),
            None,
        )


def build_sections(values: SettingValues) -> list[ListSection]:
    """Return the rows of Settings by section."""
    return [
        _build_groups_section(values),
        _build_money_section(values),
        ListSection(_label("My words"), list(_build_words_rows(values))),
        ListSection(_label("This notebook"), list(_build_app_rows(values))),
    ]


def format_row_id(action: SettingAction, subject: object = "") -> str:
    """Return the id of a row: what enter does there, and with what."""
    return f"{action}:{subject}"


def parse_row_id(row_id: str) -> tuple[SettingAction, str]:
    """Return what enter does on the row with this id, and with what."""
    action, _colon, subject = row_id.partition(":")
    return SettingAction(action), subject


def _build_groups_section(values: SettingValues) -> ListSection:
    rows = [row for group in values.groups for row in _build_group_rows(group, values)]
    explanation = ""
    if not rows:
        explanation = _(
            "You haven’t named a group yet. To name one, add @! and the name to an entry,"
            " e.g. @!choir"
        )
    return ListSection(_label("Groups"), rows, explanation)


def _build_group_rows(group: StoredGroup, values: SettingValues) -> Iterator[ListRow]:
    yield ListRow(
        format_row_id(SettingAction.GROUP, group.number), group.label, _describe_group(group)
    )
    if group.left_on is None:
        schedule = values.find_meeting_schedule(group)
        schedule_text = describe_schedule(schedule) if schedule else _label("not set")
        yield ListRow(
            format_row_id(SettingAction.MEETING_SCHEDULE, group.number),
            _label("Meeting day"),
            schedule_text,
            schedule is None,
        )


def _describe_group(group: StoredGroup) -> str:
    alias = (
        _label("shown as {alias}").format(alias=group.alias)
        if group.alias
        else _label("shown under its real name")
    )
    if group.left_on is None:
        return alias
    last_day = _label("last day {day}").format(day=format_date(group.left_on))
    return join_list((last_day, alias))


def _build_money_section(values: SettingValues) -> ListSection:
    rows = [
        _build_entry_row(
            item.number, format_entry_from_today(item.entry, values), item.entry, values
        )
        for item in find_regular_entries(values.facts)
    ]
    rows += _build_one_off_rows(values)
    income, need = (
        format_row_id(SettingAction.ENTRY, "0 income "),
        format_row_id(SettingAction.ENTRY, "0 need "),
    )
    rows += [
        ListRow(income, _label("Add an income"), _label("e.g. 950 a month"), True),
        ListRow(need, _label("Add a living cost"), _label("e.g. food 260 a month"), True),
    ]
    regular_kinds = {
        item.entry.kind
        for item in find_regular_entries(values.facts)
        if isinstance(item.entry, Need)
    }
    rows += [
        ListRow(
            format_row_id(SettingAction.LIVING_COST, cost),
            _label(label),
            describe_cost(cost, values.facts),
            is_faint=True,
        )
        for cost, label in COST_LABELS.items()
        if cost not in regular_kinds
    ]
    limit_row, limit_note = _build_limit_row(values)
    rows.append(limit_row)
    if values.facts.first_limit is not None:
        history = _label("every limit you’ve set")
        rows.append(
            ListRow(
                format_row_id(SettingAction.LIMIT_HISTORY), _label("Past limits"), history, True
            )
        )
    explanation = _(
        "Your limit is the most you want to give. If you set a new one, it counts from then on."
    )
    return ListSection(_label("My money"), rows, f"{explanation} {limit_note}".rstrip())


def _build_one_off_rows(values: SettingValues) -> list[ListRow]:
    """Return a row for each income and cost of this month that doesn't repeat."""
    return [
        ListRow(
            "",
            _format_entry_label(item.entry, values),
            _format_entry_value(item.entry, values),
            is_faint=True,
        )
        for item in values.this_month
        if isinstance(item.entry, Income | Need) and not item.entry.every
    ]


def _build_entry_row(number: int, line: str, entry: Entry, values: SettingValues) -> ListRow:
    # With its number, because two entries may be written alike and row ids have to differ.
    return ListRow(
        format_row_id(SettingAction.ENTRY, f"{number} {line}"),
        _format_entry_label(entry, values),
        _format_entry_value(entry, values),
    )


def _format_entry_label(entry: Entry, values: SettingValues) -> str:
    if isinstance(entry, Income):
        return _label("Income")
    kind = build_description(entry, values.numbers.format_amount).kind
    return _label("Living costs: {kind}").format(kind=kind)


def _format_entry_value(entry: Entry, values: SettingValues) -> str:
    description, when = build_description(entry, values.numbers.format_amount), ""
    if getattr(entry, "every", None) is None:
        when = _label("on {day}").format(day=format_day(entry.day))
    elif entry.day > values.today:
        when = _label("from {day}").format(day=format_date(entry.day))
    return join_list(part for part in (description.amount, when, description.details) if part)


def find_regular_entries(facts: MonthlyFacts) -> list[StoredEntry]:
    """Return the regular incomes and living costs, then those that begin later this month."""
    current: dict[tuple[object, ...], StoredEntry] = {}
    later: list[StoredEntry] = []
    for item in sorted(facts.other_entries, key=lambda item: (item.entry.day, item.number)):
        entry = item.entry
        if not isinstance(entry, Income | Need) or not entry.every:
            continue
        if entry.day > facts.today:
            later.append(item)
        else:
            current[entry.word, getattr(entry, "kind", None), entry.label] = item
    ongoing = [item for item in (*current.values(), *later) if _is_ongoing(item.entry, facts.today)]
    return sorted(ongoing, key=lambda item: isinstance(item.entry, Need))


def _is_ongoing(entry: Entry, today: date) -> bool:
    return (
        isinstance(entry, Income | Need)
        and entry.amount > 0
        and (entry.until is None or entry.until >= today)
    )


def format_entry_from_today(entry: Entry, values: SettingValues) -> str:
    """Return the line of an entry from today on, without its amount while amounts are hidden."""
    if values.numbers.is_hidden:
        return write_line_without_amount(entry, values.currency)
    bare = replace(entry, private_note=None, evidence=Evidence.REMEMBERED)
    return write_line(bare, values.currency).split(" ", 1)[1]


def _build_limit_row(values: SettingValues) -> tuple[ListRow, str]:
    """Return the row of my limit, and a sentence about when it begins if that is next month."""
    title, month = _label("My limit"), Month.from_date(values.today)
    set_so_far = [
        (item.entry.day, item.number, item.entry)
        for item in values.facts.other_entries
        if isinstance(item.entry, Limit) and item.entry.day <= values.today
    ]
    _day, number, limit = max(set_so_far, default=(values.today, 0, None))
    if limit is None or (limit.until and limit.until < values.today):
        words = _label("none", "limit")
        return ListRow(format_row_id(SettingAction.ENTRY, "0 limit "), title, words, True), ""
    note = ""
    if limit.day > month.first_day and any(day <= month.first_day for day, *_rest in set_so_far):
        note = _("Your new limit counts from {month}.").format(
            month=format_month(month.add_months(1).first_day)
        )
    row_id = format_row_id(
        SettingAction.ENTRY, f"{number} {format_entry_from_today(limit, values)}"
    )
    return ListRow(row_id, title, _format_limit(limit, values)), note


def _format_limit(limit: Limit, values: SettingValues) -> str:
    if limit.percent is not None and values.numbers.is_hidden:
        amount = _label("{percent} of income").format(percent=values.numbers.format_percent(0))
    else:
        amount = build_description(limit, values.numbers.format_amount).amount
    return _label("{amount}, since {day}").format(amount=amount, day=format_date(limit.day))


def _build_words_rows(values: SettingValues) -> Iterator[ListRow]:
    letter = values.letter
    if letter is not None:
        letter_text = _label("written on {day}").format(day=format_date(letter.written_on))
    elif values.has_letter_draft:
        letter_text = _label("draft", "letter")
    else:
        letter_text = _label("write one on a calm day")
    yield ListRow(
        format_row_id(SettingAction.LETTER),
        _label("A letter to myself"),
        letter_text,
        letter is None,
    )
    yield ListRow(
        format_row_id(SettingAction.QUESTIONS),
        _label("My questions to a group"),
        _label("ask what you like"),
        True,
    )
    yield ListRow(
        format_row_id(SettingAction.TAGS),
        _label("Tags"),
        _label("names and meanings"),
        True,
    )


def _build_app_rows(values: SettingValues) -> Iterator[ListRow]:
    yield ListRow(format_row_id(SettingAction.CURRENCY), _label("Currency"), values.currency)
    yield from _build_access_rows(values)
    yield ListRow(
        format_row_id(SettingAction.BACKUPS), _label("Backups"), _describe_backups(values)
    )
    yield ListRow(format_row_id(SettingAction.CHECK), _label("Check notebook"), _label("run"), True)
    yield ListRow(format_row_id(SettingAction.THEME), _label("Theme"), values.theme)
    yield ListRow(
        format_row_id(SettingAction.AMOUNTS),
        _label("Amounts"),
        _label("hidden") if values.numbers.is_hidden else _label("shown"),
    )
    yield ListRow(
        format_row_id(SettingAction.KEYS), _label("Keys"), _describe_keys(values.changed_key_count)
    )
    for question, label in QUESTION_LABELS.items():
        if values.settings.get(build_setting_key(question)) == SKIPPED_FOREVER:
            yield ListRow(
                format_row_id(SettingAction.ASK_AGAIN, question),
                _label(label),
                _label("off, press enter to turn on"),
                True,
            )


def _build_access_rows(values: SettingValues) -> Iterator[ListRow]:
    """Yield the rows about who can open the notebook, and when it was opened."""
    passphrase_text = _label("none, anyone can open it")
    if values.is_encrypted:
        passphrase_text = _label("set", "passphrase")
    yield ListRow(format_row_id(SettingAction.ENCRYPTION), _label("Passphrase"), passphrase_text)
    if values.is_encrypted:
        minutes = parse_idle_minutes(values.settings)
        lock_text = (
            _label_plural("after {count} minute", "after {count} minutes", minutes)
            if minutes
            else _label("off", "auto-lock")
        )
        yield ListRow(
            format_row_id(SettingAction.AUTO_LOCK),
            _label("Auto-lock"),
            lock_text.format(count=minutes),
        )
    else:
        yield ListRow("", _label("Auto-lock"), _label("off, no passphrase"), is_faint=True)
    use = find_computer_use(values.settings)
    yield ListRow(
        format_row_id(SettingAction.COMPUTER),
        _label("Shared computer"),
        _label(ANSWER_LABELS[use]) if use else _label("not asked"),
        use is None,
    )
    yield ListRow(
        format_row_id(SettingAction.LAST_OPENED),
        _label("Last opened"),
        describe_last_opened(values.last_opened),
        values.last_opened is None,
    )


def _describe_backups(values: SettingValues) -> str:
    is_manual = values.settings.get(AUTOMATIC_SETTING) == AUTOMATIC_OFF
    if values.last_backup is None:
        return _label("manual, none yet") if is_manual else _label("on quitting, none yet")
    text = _label("manual, last {day}") if is_manual else _label("on quitting, last {day}")
    return text.format(day=format_date(values.last_backup))


def _describe_keys(changed: int) -> str:
    if not changed:
        return _label("default", "keys")
    return _label_plural("{count} key changed", "{count} keys changed", changed).format(
        count=changed
    )
