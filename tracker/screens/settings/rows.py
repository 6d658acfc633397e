"""What Settings shows: the values of today, each as a line, and what enter does with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.analysis.groups.meeting_schedule import MeetingSchedule
from tracker.analysis.groups.prompts import SKIPPED_FOREVER, PromptKind, build_setting_key
from tracker.analysis.monthly.facts import MonthlyFacts
from tracker.book.files.backups import AUTOMATIC_OFF, AUTOMATIC_SETTING
from tracker.book.stores.groups import StoredGroup
from tracker.book.stores.letter import Letter
from tracker.entries.bare_amount import write_line_without_amount
from tracker.entries.entry_description import build_description
from tracker.entries.line_writer import write_line
from tracker.entries.types import Entry, Evidence, Income, Limit, Need, StoredEntry
from tracker.i18n import (
    N_,
    NumberFormat,
    _,
    format_date,
    format_day,
    format_month,
    join_list,
    ngettext,
)
from tracker.months import Month
from tracker.screens.settings.auto_lock import idle_minutes
from tracker.screens.settings.living_costs import COST_LABELS, cost_told
from tracker.screens.settings.meeting_schedule import meets
from tracker.widgets.section_list import ListRow, ListSection

QUESTIONS = {
    PromptKind.INCOME: N_("What comes in?"),
    PromptKind.LIMIT: N_("What is your line?"),
    PromptKind.STILL: N_("Is your income still the same?"),
}
"""The questions that can be put aside for good, in few words."""


class Does(StrEnum):
    """What enter does on a line."""

    GROUP = "group"
    MEETS = "meets"
    ENTRY = "entry"
    COST = "cost"
    MY_LINE = "my_line"
    LETTER = "letter"
    TAGS = "tags"
    CURRENCY = "currency"
    IDLE = "idle"
    OPENS = "opens"
    COPIES = "copies"
    CHECK = "check"
    THEME = "theme"
    HIDE = "hide"
    ASK_AGAIN = "ask"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Values:
    """All that Settings shows, as it is now."""

    facts: MonthlyFacts
    this_month: Sequence[StoredEntry]
    """The entries of this month."""
    groups: Sequence[StoredGroup]
    settings: Mapping[str, str]
    encrypted: bool
    theme: str
    numbers: NumberFormat
    keys_changed: int = 0
    regular: Sequence[MeetingSchedule] = ()
    letter: Letter | None = None
    is_letter_begun: bool = False
    last_copy: date | None = None
    """The day of the latest copy of the book; None where there is none."""

    @property
    def today(self) -> date:
        """The day on which this is looked at."""
        return self.facts.today

    @property
    def currency(self) -> str:
        """How the book calls its currency."""
        return self.facts.currency

    def regular_of(self, group: StoredGroup) -> MeetingSchedule | None:
        """When a group meets, if that is set."""
        return next((each for each in self.regular if each.number == group.number), None)


def parts(values: Values) -> list[ListSection]:
    """The lines of the page, part by part."""
    return [
        _groups(values),
        _money(values),
        ListSection(_("Your words"), list(_words(values))),
        ListSection(_("This notebook"), list(_app(values))),
    ]


def what(does: Does, about: object = "") -> str:
    """The id of a line: what enter does there, and with what."""
    return f"{does}:{about}"


def doing(line: str) -> tuple[Does, str]:
    """What enter does on the line with this id, and with what."""
    does, _colon, about = line.partition(":")
    return Does(does), about


def _groups(values: Values) -> ListSection:
    lines = [line for group in values.groups for line in _lines_of_group(group, values)]
    said = "" if lines else _("No group has a name yet. Type @!name in a line, like @!choir.")
    return ListSection(_("Groups"), lines, said)


def _lines_of_group(group: StoredGroup, values: Values) -> Iterator[ListRow]:
    yield ListRow(what(Does.GROUP, group.number), group.label, _group(group))
    if group.left_on is None:
        regular = values.regular_of(group)
        told = meets(regular) if regular else _("not set")
        before, __, after = _("{group} meets").partition("{group}")
        yield ListRow(
            what(Does.MEETS, group.number),
            f"{before}{group.label}",
            told,
            regular is None,
            after,
        )


def _group(group: StoredGroup) -> str:
    alias = (
        _("shown as {alias}").format(alias=group.alias)
        if group.alias
        else _("shown under its own name")
    )
    if group.left_on is None:
        return alias
    return f"{alias}, " + _("left on {day}").format(day=format_date(group.left_on))


def _money(values: Values) -> ListSection:
    lines = [
        _entry_line(item.number, again(item.entry, values), item.entry, values)
        for item in standing(values.facts)
    ]
    lines += [
        ListRow("", _head(item.entry, values), _rest(item.entry, values), is_faint=True)
        for item in values.this_month
        if isinstance(item.entry, Income | Need) and not item.entry.every
    ]
    income, need = what(Does.ENTRY, "0 income "), what(Does.ENTRY, "0 need ")
    lines += [
        ListRow(income, _("Note an income"), _("like 950/month"), True),
        ListRow(need, _("Note what you live on"), _("like food 260/month"), True),
    ]
    noted = {item.entry.kind for item in standing(values.facts) if isinstance(item.entry, Need)}
    lines += [
        ListRow(what(Does.COST, cost), _(label), cost_told(cost, values.facts), is_faint=True)
        for cost, label in COST_LABELS.items()
        if cost not in noted
    ]
    line, said = _my_line(values)
    lines.append(line)
    if values.facts.first_limit is not None:
        history = _("every line that you chose")
        lines.append(ListRow(what(Does.MY_LINE), _("Its history"), history, True))
    about = _("My line is the most you want to give. A newer entry ends the one before it.")
    return ListSection(_("Your money"), lines, f"{about} {said}".rstrip())


def _entry_line(number: int, line: str, entry: Entry, values: Values) -> ListRow:
    # With its number: two entries may be written alike, and a line of the list is one of a kind.
    return ListRow(what(Does.ENTRY, f"{number} {line}"), _head(entry, values), _rest(entry, values))


def _head(entry: Entry, values: Values) -> str:
    told = build_description(entry, values.numbers.format_amount)
    return (
        _("{what}: {kind}").format(what=told.type_label, kind=told.kind)
        if told.kind
        else told.type_label
    )


def _rest(entry: Entry, values: Values) -> str:
    told, when = build_description(entry, values.numbers.format_amount), ""
    if getattr(entry, "every", None) is None:
        when = _("on {day}").format(day=format_day(entry.day))
    elif entry.day > values.today:
        when = _("from {day}").format(day=format_date(entry.day))
    return join_list(part for part in (told.amount, when, told.details) if part)


def standing(facts: MonthlyFacts) -> list[StoredEntry]:
    """The incomes and needs that stand today, then those that begin later this month."""
    now: dict[tuple[object, ...], StoredEntry] = {}
    later: list[StoredEntry] = []
    for item in sorted(facts.other_entries, key=lambda item: (item.entry.day, item.number)):
        entry = item.entry
        if not isinstance(entry, Income | Need) or not entry.every:
            continue
        if entry.day > facts.today:
            later.append(item)
        else:
            now[entry.word, getattr(entry, "kind", None), entry.label] = item
    found = [item for item in (*now.values(), *later) if _goes_on(item.entry, facts.today)]
    return sorted(found, key=lambda item: isinstance(item.entry, Need))


def _goes_on(entry: Entry, today: date) -> bool:
    return (
        isinstance(entry, Income | Need)
        and entry.amount > 0
        and (entry.until is None or entry.until >= today)
    )


def again(entry: Entry, values: Values) -> str:
    """The line of an entry as it would be noted today; without its amount while that is hidden."""
    if values.numbers.is_hidden:
        return write_line_without_amount(entry, values.currency)
    bare = replace(entry, private_note=None, evidence=Evidence.REMEMBERED)
    return write_line(bare, values.currency).split(" ", 1)[1]


def _my_line(values: Values) -> tuple[ListRow, str]:
    """My line, and from when on it counts where that is not at once."""
    title, month = _("My line"), Month.from_date(values.today)
    set_so_far = [
        (item.entry.day, item.number, item.entry)
        for item in values.facts.other_entries
        if isinstance(item.entry, Limit) and item.entry.day <= values.today
    ]
    _day, number, limit = max(set_so_far, default=(values.today, 0, None))
    if limit is None or (limit.until and limit.until < values.today):
        words = _("none yet")
        return ListRow(what(Does.ENTRY, "0 limit "), title, words, True), ""
    said = ""
    if limit.day > month.first_day and any(day <= month.first_day for day, *_rest in set_so_far):
        said = _("Your line counts from {month} on.").format(
            month=format_month(month.add_months(1).first_day)
        )
    line = what(Does.ENTRY, f"{number} {again(limit, values)}")
    return ListRow(line, title, _limit(limit, values)), said


def _limit(limit: Limit, values: Values) -> str:
    if limit.percent is not None and values.numbers.is_hidden:
        amount = _("{percent} of income").format(percent=values.numbers.format_percent(0))
    else:
        amount = build_description(limit, values.numbers.format_amount).amount
    return _("{amount}, since {day}").format(amount=amount, day=format_date(limit.day))


def _words(values: Values) -> Iterator[ListRow]:
    letter = values.letter
    if letter is not None:
        told = _("written on {day}").format(day=format_date(letter.written_on))
    elif values.is_letter_begun:
        told = _("begun")
    else:
        told = _("none; write one on a calm day")
    yield ListRow(what(Does.LETTER), _("A letter to myself"), told, letter is None)
    yield ListRow(what(Does.TAGS), _("How it was asked"), _("the tags, and what they mean"), True)


def _app(values: Values) -> Iterator[ListRow]:
    yield ListRow(what(Does.CURRENCY), _("Currency"), values.currency)
    opens = _("set") if values.encrypted else _("none. Anyone can open it.")
    yield ListRow(what(Does.OPENS), _("Passphrase"), opens)
    if values.encrypted:
        minutes = idle_minutes(values.settings)
        locks = (
            ngettext("after a minute without a key", "after {count} minutes without a key", minutes)
            if minutes
            else _("never by itself")
        )
        yield ListRow(what(Does.IDLE), _("Locks"), locks.format(count=minutes))
    else:
        yield ListRow("", _("Locks"), _("never: it has no passphrase"), is_faint=True)
    yield ListRow(what(Does.COPIES), _("Copies of it"), _copies(values))
    yield ListRow(what(Does.CHECK), _("All of it whole?"), _("look"), True)
    yield ListRow(what(Does.THEME), _("Colours"), values.theme)
    yield ListRow(
        what(Does.HIDE), _("Amounts"), _("hidden") if values.numbers.is_hidden else _("shown")
    )
    yield ListRow(what(Does.KEYS), _("Keys"), _keys(values.keys_changed))
    for question, words in QUESTIONS.items():
        if values.settings.get(build_setting_key(question)) == SKIPPED_FOREVER:
            yield ListRow(
                what(Does.ASK_AGAIN, question), _(words), _("not asked any more; ask again"), True
            )


def _copies(values: Values) -> str:
    last = (
        _("the last of {day}").format(day=format_date(values.last_copy))
        if values.last_copy
        else _("none yet")
    )
    when = (
        _("only when you ask")
        if values.settings.get(AUTOMATIC_SETTING) == AUTOMATIC_OFF
        else _("made on closing Tracker")
    )
    return f"{when}, {last}"


def _keys(changed: int) -> str:
    if not changed:
        return _("as they were at first")
    return ngettext("one changed", "{count} changed", changed).format(count=changed)
