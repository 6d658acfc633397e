"""The monthly table computed a second time, naively: day by day, in plain Python.

It is written from docs/reference/figures.md, "Amounts, months and days", "What repeats",
"The monthly table", alone. It uses nothing of `tracker.analysis` and no SQL. What that page says in
few words is read here as follows:

- The table runs from the month of the earliest entry, of whatever type, or from the earlier month
  that an income is for, to today's month.
- A group has a row when any entry names it, even one after today; the rows stand in the order in
  which entries (by number) first named them. An entry without a group counts for `all` alone.
- Asks, answers, withdrawals, payments, money back and money received after today do not exist
  yet: they neither count nor end anything.
- "A newer one" of a recurring item is the first that starts after it (by day, then by number), and
  only that one replaces it. One of amount 0, whatever its period, only ends.
- `until` on an ask ends what is asked and what is pledged, where these stand; a pledge that is
  made once counts in its month whatever `until` says.
- `yes` and a pledge in an answer are to the ask that `for` names, with its amount, period and
  `until`, also where that ask was repeated since.
- A pledge that is replaced, refused or withdrawn on the day on which it was made is not counted.
- What is noted "by the month's end" is noted in the book with a date up to the month's last day.
- An income `for` another month falls on that month's first day, once its own day is there.
- The limit in force is the one that started last (by day, then by number); where its `until` is
  over none is in force, though an older one had none. "The first set in the month" is the first by
  day, then by number. "Without income" means none noted, or noted as 0.
- A group's row measures what that group was given against the whole limit.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Entry,
    Income,
    Kind,
    LaterAnswer,
    Limit,
    MoneyFromGroup,
    Need,
    Payment,
    Refund,
    StoredEntry,
    Wage,
    Withdrawal,
)
from tracker.months import Period

Cell = str | int | bool | None
Recurring = Income | Need | Payment
GAPS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
WEEKS = {Period.WEEK: 1, Period.TWO_WEEKS: 2, Period.FOUR_WEEKS: 4}


@dataclass
class Event:
    """Cents that moved, or were asked or promised, on one day."""

    column: str
    day: date
    cents: int
    group: str | None = None


@dataclass
class Promise:
    """A pledge in force."""

    day: date
    cents: int
    every: Period | None
    until: date | None


def compute_table(
    items: Sequence[StoredEntry], today: date, currency: str
) -> list[dict[str, Cell]]:
    """The rows of months.csv, as `tracker months --format json` has them."""
    if not items:
        return []
    month_end = date(today.year, today.month, monthrange(today.year, today.month)[1])
    now = [item for item in items if _is_there(item, today, month_end)]
    first = min(min(item.entry.day, _find_counted_day(item.entry)) for item in items)
    first = first.replace(day=1)
    days = [first + timedelta(days=n) for n in range(max(0, (month_end - first).days + 1))]
    events = [event for day in days for event in _find_events(day, now, today)]
    groups: list[str] = []
    for item in items:
        group = getattr(item.entry, "group", None)
        if group is not None and group not in groups:
            groups.append(group)
    return [
        _build_row(month, group, items, now, events, currency)
        for month in days
        if month.day == 1
        for group in ([None, *groups] if len(groups) > 1 else [None])
    ]


def _is_there(item: StoredEntry, today: date, month_end: date) -> bool:
    living = isinstance(item.entry, Income | Need | Limit | Wage)
    return item.entry.day <= (month_end if living else today)


def _find_events(day: date, items: Sequence[StoredEntry], today: date) -> Iterator[Event]:
    for item in items:
        entry = item.entry
        if isinstance(entry, Income | Need) and _is_counted(day, item, entry, items):
            yield Event("income" if isinstance(entry, Income) else "needs", day, entry.amount)
        if day > today:
            continue
        if isinstance(entry, Payment) and _is_counted(day, item, entry, items):
            yield Event("given_open", day, int(entry.amount is None), entry.group)
            yield Event("given", day, entry.amount or 0, entry.group)
            yield Event(f"given_{entry.kind}", day, entry.amount or 0, entry.group)
        if isinstance(entry, Refund) and entry.day == day:
            yield Event("returned_open", day, int(entry.amount is None), entry.group)
        if isinstance(entry, Refund | MoneyFromGroup) and entry.day == day:
            yield Event(entry.word, day, entry.amount or 0, entry.group)
        if isinstance(entry, Ask) and entry.for_entry is None:
            yield from _find_ask_events(day, item.number, entry, items)


def _is_occurrence(day: date, start: date, every: Period | None, until: date | None) -> bool:
    """Whether something recurring (or, without a period, done once) falls on a day."""
    if every is None:
        return day == start
    if day < start or (until is not None and day > until):
        return False
    if every in WEEKS:
        return (day - start).days % (7 * WEEKS[every]) == 0
    gap = (day.year - start.year) * 12 + day.month - start.month
    is_last_day = (day + timedelta(days=1)).month != day.month
    return gap % GAPS[every] == 0 and (
        day.day == start.day or (is_last_day and day.day < start.day)
    )


def _is_counted(
    day: date, item: StoredEntry, entry: Recurring, items: Sequence[StoredEntry]
) -> bool:
    if not _is_occurrence(day, _find_counted_day(entry), entry.every, entry.until):
        return False
    if entry.every is None:
        return True
    newer = [
        other
        for other in items
        if _is_same_row(entry, other) and (other.entry.day, other.number) > (entry.day, item.number)
    ]
    if not newer:
        return True
    next_one = min(newer, key=lambda other: (other.entry.day, other.number)).entry
    assert isinstance(next_one, Income | Need | Payment)
    if day >= next_one.day:
        return False
    if next_one.amount == 0 or WEEKS.keys() & {entry.every, next_one.every}:
        return True
    return (day.year, day.month) != (next_one.day.year, next_one.day.month)


def _find_counted_day(entry: Entry) -> date:
    """The entry's day, or the first of the month that an income says it is for."""
    month = entry.for_month if isinstance(entry, Income) else None
    return entry.day if month is None else date(month.year, month.number, 1)


def _is_same_row(entry: Recurring, other: StoredEntry) -> bool:
    """Whether a recurring item is of the same row of items, of which a newer ends an older."""
    against = other.entry
    if type(against) is not type(entry) or not isinstance(against, Income | Need | Payment):
        return False
    if against.every is None or against.label != entry.label:
        return False
    return all(
        getattr(against, name, None) == getattr(entry, name, None) for name in ("kind", "group")
    )


def _find_ask_events(
    day: date, root: int, first: Ask, items: Sequence[StoredEntry]
) -> Iterator[Event]:
    """What an ask with all that is tied to it comes to on a day."""
    references = _find_references(root, items)
    asks_of_month = [
        item
        for item in references
        if isinstance(item.entry, Ask)
        and (item.entry.day.year, item.entry.day.month) == (day.year, day.month)
    ]
    if asks_of_month:
        last = max(asks_of_month, key=lambda item: (item.entry.day, item.number)).entry
        if isinstance(last, Ask) and last.day == day:
            yield from _find_asked_events(last)
    promise = _find_promise(day, references)
    if promise is None or not _is_occurrence(day, promise.day, promise.every, promise.until):
        return
    yield Event("pledged", day, promise.cents, first.group)
    if promise.every is not None and not asks_of_month:
        yield Event("asked_low", day, promise.cents, first.group)
        yield Event("asked_high", day, promise.cents, first.group)


def _find_asked_events(ask: Ask) -> Iterator[Event]:
    """What the last ask of its month counts: every time until the month's end, at its ends."""
    if ask.low is None or ask.high is None:
        yield Event("asked_open", ask.day, 1, ask.group)
        return
    day = ask.day
    while day.month == ask.day.month:
        if _is_occurrence(day, ask.day, ask.every, ask.until):
            yield Event("asked_low", ask.day, ask.low, ask.group)
            yield Event("asked_high", ask.day, ask.high, ask.group)
        day += timedelta(days=1)


def _find_references(root: int, items: Sequence[StoredEntry]) -> list[StoredEntry]:
    """An ask, its repeats, and their answers and withdrawals, in the order of time."""
    numbers = {root}
    references = []
    for item in items:
        is_reference = item.number == root or getattr(item.entry, "for_entry", None) in numbers
        if is_reference and isinstance(item.entry, Ask | LaterAnswer | Withdrawal):
            references.append(item)
            numbers.add(item.number)
    return sorted(references, key=lambda item: (item.entry.day, item.number))


def _find_promise(day: date, references: Sequence[StoredEntry]) -> Promise | None:
    """The pledge in force at the end of a day."""
    asks = {item.number: item.entry for item in references if isinstance(item.entry, Ask)}
    promise: Promise | None = None
    for item in references:
        entry = item.entry
        if entry.day > day:
            break
        if isinstance(entry, Withdrawal):
            promise = None
        elif isinstance(entry, Ask | LaterAnswer):
            ask = entry if isinstance(entry, Ask) else asks[entry.for_entry]
            for answer in entry.answers:
                promise = _apply_answer(answer, promise, ask, entry.day)
    return promise


def _apply_answer(answer: Answer, promise: Promise | None, ask: Ask, day: date) -> Promise | None:
    """The pledge in force after an answer: `later` and a gift change nothing."""
    if answer.word is AnswerWord.NO:
        return None
    if answer.word is AnswerWord.YES:
        assert ask.high is not None
        return Promise(day, ask.high, ask.every, ask.until)
    if answer.word is AnswerWord.PLEDGED:
        assert answer.amount is not None
        return Promise(day, answer.amount, answer.every, ask.until)
    return promise


def _build_row(
    month: date,
    group: str | None,
    items: Sequence[StoredEntry],
    now: Sequence[StoredEntry],
    events: Sequence[Event],
    currency: str,
) -> dict[str, Cell]:
    last = month.replace(day=monthrange(month.year, month.month)[1])

    def total(column: str) -> int:
        shared = group is None or column in ("income", "needs")
        return sum(
            event.cents
            for event in events
            if event.column == column
            and month <= event.day <= last
            and (shared or event.group == group)
        )

    earned = any(
        isinstance(item.entry, Income) and _find_counted_day(item.entry) <= last for item in now
    )
    lived = any(isinstance(item.entry, Need) and item.entry.day <= last for item in items)
    income = total("income") if earned else None
    needs = total("needs") if lived else None
    given = total("given")
    rest = income - needs if income is not None and needs is not None else None
    return {
        "month": f"{month.year:04}-{month.month:02}",
        "group": "all" if group is None else group,
        "currency": currency,
        "income": _format_cents(income),
        "needs": _format_cents(needs),
        "asked_low": _format_cents(total("asked_low")),
        "asked_high": _format_cents(total("asked_high")),
        "asked_open": total("asked_open"),
        "pledged": _format_cents(total("pledged")),
        "given": _format_cents(given),
        "returned": _format_cents(total("returned")),
        "received": _format_cents(total("received")),
        **{f"given_{kind}": _format_cents(total(f"given_{kind}")) for kind in Kind},
        "share_asked_low": _format_percent(total("asked_low"), income),
        "share_asked_high": _format_percent(total("asked_high"), income),
        "share_given": _format_percent(given, income),
        "share_after_needs": _format_percent(given, rest),
        "left": None if rest is None else _format_cents(max(0, rest - given)),
        "beyond_left": None if rest is None else _format_cents(max(0, given - max(0, rest))),
        "over_limit": _is_over_limit(given, income, _find_limit(month, last, now)),
        "given_open": total("given_open"),
        "returned_open": total("returned_open"),
    }


def _find_limit(month: date, last: date, items: Sequence[StoredEntry]) -> Limit | None:
    limits = sorted(
        (item.entry.day, item.number, item.entry) for item in items if isinstance(item.entry, Limit)
    )
    earlier = [limit for day, _number, limit in limits if day <= month]
    if earlier and (earlier[-1].until is None or earlier[-1].until >= month):
        return earlier[-1]
    set_now = [limit for day, _number, limit in limits if month <= day <= last]
    return set_now[0] if set_now else None


def _is_over_limit(given: int, income: int | None, limit: Limit | None) -> bool | None:
    if limit is None:
        return None
    if limit.amount is not None:
        return given > limit.amount
    assert limit.percent is not None
    if not income:
        return None
    return Decimal(given) > Decimal(income) * limit.percent / 10_000


def _format_cents(cents: int | None) -> str | None:
    return None if cents is None else str(Decimal(cents).scaleb(-2).quantize(Decimal("0.01")))


def _format_percent(part: int, whole: int | None) -> str | None:
    if whole is None or whole <= 0:
        return None
    return str((Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))
