"""The patterns once more, naively: counted entry by entry, in plain Python.

It is written from docs/reference/figures.md, "Patterns", alone. It uses nothing of
`tracker.analysis`. What a month comes to is asked of `second_computation`. What that page says in
few words is read here as follows:

- Nothing after today counts. Ask, meeting, goal and month count by their own day; what followed
  may lie after the range, up to today.
- Every repeat is an ask. Its answers are those on its own line and in its `answered` entries, in
  the order of day, number and position.
- An ask with several noes was followed if one of them was; the days are those of the first such.
- The same ask is the whole tree of `for`.
- `no_accepted` names aside the asks with a no of which neither was noted.
- Hours are added up in hundredths and rounded once, half up.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise

from tests.analysis.monthly import second_computation as monthly
from tests.analysis.patterns.second_pledges import compute_pledges
from tests.analysis.second_book import (
    FoundPattern,
    SecondAnswer,
    SecondBook,
    compute_row,
    count_hundredths,
    count_tenths,
    find_median,
    find_root,
    list_days,
    round_half_up,
)
from tracker.entries.types import AnswerWord, Ask, Goal, Limit, Meeting, StoredEntry
from tracker.months import Month

YES = (AnswerWord.YES, AnswerWord.PLEDGED, AnswerWord.GAVE)
NO = (AnswerWord.NO,)
PUBLIC = {"in_public", "public_pledge"}


def compute_patterns(
    items: Sequence[StoredEntry],
    today: date,
    group: str | None = None,
    first: Month | None = None,
    last: Month | None = None,
) -> list[FoundPattern]:
    """Every pattern, in the order of the reference. None of an empty book."""
    if not items:
        return []
    now = [item for item in items if item.entry.day <= today]
    seen = SecondBook(now, today, group, first, last, items)
    months = _list_months(seen)
    rows = {month: compute_row(items, today, month, group) for month in months}
    return [
        _count_meetings_with_ask(seen),
        _count_hours_per_ask(seen),
        _count_asked_in_public(seen),
        _count_asked_again(seen, "no_then_asked_again", NO, _find_ask_after_no),
        _count_asked_again(seen, "yes_then_asked_again", YES, _find_next_ask),
        _count_no_then_yes(seen),
        _count_no_accepted(seen),
        _count_goals_raised(seen),
        compute_pledges(seen),
        _count_months_over_limit(seen, rows),
        _find_share_trend(seen, rows),
        _sum_time_given(seen),
    ]


def _find_meeting(seen: SecondBook, number: int, ask: Ask) -> int | None:
    """The meeting at which an ask was made."""
    there = [at for at, met in seen.find_meetings() if (met.day, met.group) == (ask.day, ask.group)]
    before = [at for at in there if at < number]
    return max(before) if before else min(there, default=None)


def _count_meetings_with_ask(seen: SecondBook) -> FoundPattern:
    where = [_find_meeting(seen, number, ask) for number, ask in seen.find_asks()]
    count, of = {at for at in where if at is not None}, len(seen.find_meetings())
    aside = where.count(None)
    at, met = tuple(sorted(count)), tuple(number for number, _met in seen.find_meetings())
    return "meetings_with_ask", len(count), of, None, of >= 3, at, aside, met, at, ()


def _count_hours_per_ask(seen: SecondBook) -> FoundPattern:
    hours = {number: met.hours for number, met in seen.find_meetings() if met.hours is not None}
    asks = [number for number, ask in seen.find_asks() if _find_meeting(seen, number, ask) in hours]
    spent = Fraction(sum(hours.values()), 100)
    of = round_half_up(spent * 10)
    value = count_tenths(spent / len(asks)) if asks else None
    found = tuple(asks)
    return "hours_per_ask", len(asks), of, value, of >= 30, found, 0, tuple(hours), found, ()


def _count_asked_in_public(seen: SecondBook) -> FoundPattern:
    noted = [(number, ask) for number, ask in seen.find_asks() if ask.circumstances]
    public = tuple(number for number, ask in noted if PUBLIC & set(ask.circumstances))
    of, aside = len(noted), len(seen.find_asks()) - len(noted)
    made = tuple(number for number, _ask in noted)
    return "asked_in_public", len(public), of, None, of >= 3, public, aside, made, public, ()


FollowUp = tuple[int, int | None]
"""After how many days it was asked again, and in which further ask."""


def _find_next_ask(seen: SecondBook, ask: Ask, said: SecondAnswer) -> FollowUp | None:
    """The next ask of the same group and kind within 30 days of an answer."""
    later = [
        (other.day, number)
        for number, other in seen.find_all_asks()
        if (other.group, other.kind) == (ask.group, ask.kind)
        and (
            timedelta(days=0) < other.day - said.day <= timedelta(days=30)
            or (other.day == said.day and number > said.number)
        )
    ]
    if not later:
        return None
    day, number = min(later)
    return (day - said.day).days, number


def _find_ask_after_no(seen: SecondBook, ask: Ask, said: SecondAnswer) -> FollowUp | None:
    """The same, where a further answer on the line also says that the asking went on."""
    return _find_next_ask(seen, ask, said) if said.is_last else (0, None)


def _count_asked_again(
    seen: SecondBook,
    name: str,
    words: Sequence[AnswerWord],
    after: Callable[[SecondBook, Ask, SecondAnswer], FollowUp | None],
) -> FoundPattern:
    asks = seen.find_asks_with(words)
    days, entries, counted = [], set(), []
    for number, ask in asks:
        found = [after(seen, ask, said) for said in seen.find_answers(number, words)]
        followed = [one for one in found if one is not None]
        if followed:
            gap, at = followed[0]
            days.append(gap)
            counted.append(number)
            entries |= {number} if at is None else {number, at}
    return _build_found(name, asks, days, entries, counted)


def _count_no_then_yes(seen: SecondBook) -> FoundPattern:
    asks = seen.find_asks_with(NO)
    days, entries, counted = [], set(), []
    for number, _ask in asks:
        no = seen.find_answers(number, NO)[0]
        same = [
            at
            for at, _other in seen.find_all_asks()
            if find_root(seen, at) == find_root(seen, number)
        ]
        later = [said for at in same for said in seen.find_answers(at, YES) if said[:3] > no[:3]]
        if later:
            yes = min(later)
            days.append((yes.day - no.day).days)
            counted.append(number)
            entries |= {number, yes.number}
    return _build_found("no_then_yes", asks, days, entries, counted)


def _build_found(
    name: str,
    asks: Sequence[tuple[int, Ask]],
    days: Sequence[int],
    entries: set[int],
    counted: Sequence[int],
) -> FoundPattern:
    """What followed some of these asks, after so many days."""
    of, said = len(asks), tuple(number for number, _ask in asks)
    behind, each = tuple(sorted(entries)), tuple(10 * gap for gap in sorted(days))
    value = count_tenths(find_median(days))
    return name, len(days), of, value, of >= 3, behind, 0, said, tuple(counted), each


def _count_no_accepted(seen: SecondBook) -> FoundPattern:
    told, aside, accepted = [], 0, []
    for number, _ask in seen.find_asks_with(NO):
        tags = {tag for _at, entry in seen.find_lines(number) for tag in entry.circumstances}
        if not tags & {"no_accepted", "no_not_accepted"}:
            aside += 1
            continue
        told.append(number)
        if "no_not_accepted" not in tags:
            accepted.append(number)
    of, count, taken = len(told), len(accepted), tuple(accepted)
    return "no_accepted", count, of, None, of >= 3, taken, aside, tuple(told), taken, ()


def _count_goals_raised(seen: SecondBook) -> FoundPattern:
    goals: dict[tuple[str | None, str], list[tuple[date, int, Goal]]] = {}
    for item in seen.items:
        if isinstance(item.entry, Goal) and seen.is_of_group(item):
            campaign = goals.setdefault((item.entry.group, item.entry.campaign), [])
            campaign.append((item.entry.day, item.number, item.entry))
    raised, rises, entries = [], [], []
    for campaign in goals.values():
        campaign.sort(key=lambda goal: goal[:2])
        for index, ((_day, _number, old), (day, number, new)) in enumerate(pairwise(campaign)):
            if new.amount <= old.amount or not seen.is_in_range(day):
                continue
            raised.append(number)
            before = [goal for _day, _number, goal in campaign[: index + 1]]
            if any(goal.met and goal.amount == old.amount for goal in before):
                rises.append(Fraction(100 * (new.amount - old.amount), old.amount))
                entries.append(number)
    rise = find_median(rises)
    value = None if rise is None else round_half_up(rise * 100)
    of, met = len(raised), tuple(sorted(entries))
    each = tuple(round_half_up(rise * 100) for rise in sorted(rises))
    return "goal_raised", len(rises), of, value, of >= 1, met, 0, tuple(sorted(raised)), met, each


Row = dict[str, monthly.Cell]


def _list_months(seen: SecondBook) -> list[Month]:
    """The months from the first to the last ask, payment or meeting, cut to what is asked for."""
    days = []
    for item in seen.items:
        if seen.is_of_group(item):
            days += seen.find_payment_days(item)
            days += [item.entry.day] if isinstance(item.entry, Ask | Meeting) else []
    if not days:
        return []
    every = sorted({Month.from_date(day) for day in list_days(min(days), max(days))})
    return [month for month in every if seen.is_in_range(month.first_day)]


def _find_payments(seen: SecondBook, months: Sequence[Month]) -> tuple[int, ...]:
    """The payments that were made in some months."""
    return tuple(
        item.number
        for item in seen.items
        if seen.is_of_group(item)
        and any(Month.from_date(day) in months for day in seen.find_payment_days(item))
    )


def _count_months_over_limit(seen: SecondBook, rows: dict[Month, Row]) -> FoundPattern:
    known = [month for month, row in rows.items() if row["over_limit"] is not None]
    above = [month for month in known if rows[month]["over_limit"]]
    of, entries = len(known), _find_payments(seen, above)
    lines = {_find_limit(seen, month) for month in known}
    of_entries = tuple(sorted({*_find_payments(seen, known), *lines}))
    return "months_over_limit", len(above), of, None, of >= 3, entries, 0, of_entries, entries, ()


def _find_limit(seen: SecondBook, month: Month) -> int:
    """The number of the line of one's own that counts in a month which has one."""
    first, last = month.first_day, month.last_day
    lines = sorted(
        (item.entry.day, item.number, item.entry.until)
        for item in seen.limits
        if isinstance(item.entry, Limit)
    )
    earlier = [line for line in lines if line[0] <= first]
    if earlier and (earlier[-1][2] is None or earlier[-1][2] >= first):
        return earlier[-1][1]
    return next(number for day, number, _until in lines if first <= day <= last)


def _find_share_trend(seen: SecondBook, rows: dict[Month, Row]) -> FoundPattern:
    shares = {
        month: Fraction(share)
        for month, row in rows.items()
        if month < Month.from_date(seen.today)
        and (share := count_hundredths(row["share_given"])) is not None
    }
    slope = find_median(
        [
            (shares[later] - shares[earlier])
            / (12 * (later.year - earlier.year) + later.number - earlier.number)
            for earlier, later in combinations(sorted(shares), 2)
        ]
    )
    value = None if slope is None else round_half_up(abs(slope)) * (-1 if slope < 0 else 1)
    of, entries = len(shares), _find_payments(seen, list(shares))
    return "share_trend", None, of, value, of >= 6, entries, 0, entries, (), ()


def _sum_time_given(seen: SecondBook) -> FoundPattern:
    timed = [(at, met, Fraction(met.hours, 100)) for at, met in seen.find_meetings() if met.hours]
    spent = sum((hours for _at, _met, hours in timed), Fraction(0))
    of = len({Month.from_date(met.day) for _at, met, _hours in timed})
    value = count_tenths(spent / of) if of else None
    entries = tuple(at for at, _met, _hours in timed)
    count = round_half_up(spent * 10)
    return "time_given", count, of, value, of >= 1, entries, 0, entries, entries, ()
