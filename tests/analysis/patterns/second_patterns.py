"""The patterns computed a second time, naively: counted entry by entry, in plain Python.

It is written from docs/reference/patterns.md, "Rules of the patterns", alone. It uses nothing of
`tracker.analysis`. What a month comes to is asked of `second_computation`. What that page says in
few words is read here as follows:

- Nothing after today counts. Ask, meeting, goal and month count by their own day; what followed
  may lie after the range, up to today.
- Every repeat is an ask. Its answers are those on its own line and in its `answered` entries, in
  the order of day, number and position.
- An ask with several noes was followed if one of them was; the days are those of the first such.
- The same ask is the whole tree of `for`.
- `no_accepted` names aside the asks with a no of which neither was noted.
- Hours are added up in hundredths and rounded once, half up. So are those at the high ends.
- What was seen belongs to a meeting as an ask does. What was heard belongs to none.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise

from tests.analysis.monthly import second_computation
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
from tracker.entries.types import (
    AnswerWord,
    Ask,
    Goal,
    Limit,
    Meeting,
    Observation,
    Payment,
    Source,
    StoredEntry,
)
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
    book = SecondBook(now, today, group, first, last, items)
    months = _list_months(book)
    rows = {month: compute_row(items, today, month, group) for month in months}
    return [
        _count_money_came_up(book),
        _count_meetings_with_ask(book),
        _count_observations(book, "seen", Source.SEEN),
        _count_observations(book, "heard", Source.HEARD),
        _count_hours_per_ask(book),
        _count_asked_in_public(book),
        _count_asked_again(book, "no_then_asked_again", NO, _find_ask_after_no),
        _count_asked_again(book, "yes_then_asked_again", YES, _find_next_ask),
        _count_no_then_yes(book),
        _count_no_accepted(book),
        _count_goals_raised(book),
        compute_pledges(book),
        _count_months_over_limit(book, rows),
        _find_share_trend(book, rows),
        _sum_time_given(book),
    ]


def _find_meeting(book: SecondBook, number: int, ask: Ask | Observation) -> int | None:
    """Return the meeting at which an ask was made, or others were asked."""
    numbers = [
        meeting_number
        for meeting_number, meeting in book.find_meetings()
        if (meeting.day, meeting.group) == (ask.day, ask.group)
    ]
    before = [meeting_number for meeting_number in numbers if meeting_number < number]
    return max(before) if before else min(numbers, default=None)


def _count_money_came_up(book: SecondBook) -> FoundPattern:
    asked, seen, elsewhere = set(), set(), 0
    for number, ask in book.find_asks():
        meeting = _find_meeting(book, number, ask)
        elsewhere += meeting is None
        asked |= {meeting} - {None}
    for number, observation in book.find_observations(Source.SEEN):
        seen |= {_find_meeting(book, number, observation)} - {None}
    yes, unknown, written = [], [], []
    for number, meeting_entry in book.find_meetings():
        if number in asked or number in seen:
            yes.append(number)
        elif "no_money" not in meeting_entry.circumstances:
            unknown.append(number)
            continue
        written.append(number)
    return FoundPattern(
        "money_came_up",
        count=len(yes),
        total=len(written),
        value=None,
        has_enough=len(written) >= 3,
        entries=tuple(yes),
        aside_count=elsewhere,
        total_entries=tuple(written),
        counted_entries=tuple(yes),
        unrecorded_count=len(unknown),
        asked_count=len(asked),
    )


def _count_observations(book: SecondBook, name: str, source: Source) -> FoundPattern:
    observations = book.find_observations(source)
    numbers = tuple(number for number, _entry in observations)
    once = [entry for _number, entry in observations if not entry.every and entry.low]
    ends = [end for entry in once for end in (entry.low, entry.high) if end]
    return FoundPattern(
        name,
        count=len(numbers),
        total=len(numbers),
        value=None,
        has_enough=len(numbers) >= 1,
        entries=numbers,
        aside_count=len([entry for _n, entry in observations if entry.every and entry.low]),
        total_entries=numbers,
        counted_entries=numbers,
        low=min(ends) if len(once) >= 3 else None,
        high=max(ends) if len(once) >= 3 else None,
    )


def _count_meetings_with_ask(book: SecondBook) -> FoundPattern:
    meeting_of_each_ask = [_find_meeting(book, number, ask) for number, ask in book.find_asks()]
    with_ask = tuple(sorted({number for number in meeting_of_each_ask if number is not None}))
    meetings = tuple(number for number, _meeting in book.find_meetings())
    return FoundPattern(
        "meetings_with_ask",
        count=len(with_ask),
        total=len(meetings),
        value=None,
        has_enough=len(meetings) >= 3,
        entries=with_ask,
        aside_count=meeting_of_each_ask.count(None),
        total_entries=meetings,
        counted_entries=with_ask,
        unrecorded_count=_count_money_came_up(book).unrecorded_count,
        asked_count=len(with_ask),
    )


def _count_hours_per_ask(book: SecondBook) -> FoundPattern:
    hours = {
        number: meeting.hours
        for number, meeting in book.find_meetings()
        if meeting.hours is not None
    }
    asks = tuple(
        number for number, ask in book.find_asks() if _find_meeting(book, number, ask) in hours
    )
    hours_in_all = Fraction(sum(hours.values()), 100)
    at_most = sum((_find_high_hours(meeting) for _n, meeting in book.find_meetings()), Fraction(0))
    total = round_half_up(hours_in_all * 10)
    return FoundPattern(
        "hours_per_ask",
        count=len(asks),
        total=total,
        value=count_tenths(hours_in_all / len(asks)) if asks else None,
        has_enough=total >= 30,
        entries=asks,
        aside_count=[_find_meeting(book, number, ask) for number, ask in book.find_asks()].count(
            None
        ),
        total_entries=tuple(hours),
        counted_entries=asks,
        low=total if hours else None,
        high=count_tenths(at_most) if hours else None,
        value_high=count_tenths(at_most / len(asks)) if asks else None,
    )


def _find_high_hours(meeting: Meeting) -> Fraction:
    """The hours of a meeting, of a range its high end. Without hours it is 0."""
    return Fraction(meeting.hours_high or meeting.hours or 0, 100)


def _count_asked_in_public(book: SecondBook) -> FoundPattern:
    tagged = [(number, ask) for number, ask in book.find_asks() if ask.circumstances]
    public = tuple(number for number, ask in tagged if PUBLIC & set(ask.circumstances))
    return FoundPattern(
        "asked_in_public",
        count=len(public),
        total=len(tagged),
        value=None,
        has_enough=len(tagged) >= 3,
        entries=public,
        aside_count=len(book.find_asks()) - len(tagged),
        total_entries=tuple(number for number, _ask in tagged),
        counted_entries=public,
    )


FollowUp = tuple[int, int | None]
"""After how many days it was asked again, and in which further ask."""


def _find_next_ask(book: SecondBook, ask: Ask, answer: SecondAnswer) -> FollowUp | None:
    """The next ask of the same group and kind within 30 days of an answer."""
    later = [
        (other.day, number)
        for number, other in book.find_all_asks()
        if (other.group, other.kind) == (ask.group, ask.kind)
        and (
            timedelta(days=0) < other.day - answer.day <= timedelta(days=30)
            or (other.day == answer.day and number > answer.number)
        )
    ]
    if not later:
        return None
    day, number = min(later)
    return (day - answer.day).days, number


def _find_ask_after_no(book: SecondBook, ask: Ask, answer: SecondAnswer) -> FollowUp | None:
    """The same, where a further answer on the line also says that the asking went on."""
    return _find_next_ask(book, ask, answer) if answer.is_last else (0, None)


def _count_asked_again(
    book: SecondBook,
    name: str,
    words: Sequence[AnswerWord],
    find_follow_up: Callable[[SecondBook, Ask, SecondAnswer], FollowUp | None],
) -> FoundPattern:
    asks = book.find_asks_with(words)
    days, entries, counted = [], set(), []
    for number, ask in asks:
        follow_ups = [
            find_follow_up(book, ask, answer) for answer in book.find_answers(number, words)
        ]
        existing = [follow_up for follow_up in follow_ups if follow_up is not None]
        if existing:
            gap, entry = existing[0]
            days.append(gap)
            counted.append(number)
            entries |= {number} if entry is None else {number, entry}
    return _build_found(name, asks, days, entries, counted)


def _count_no_then_yes(book: SecondBook) -> FoundPattern:
    asks = book.find_asks_with(NO)
    days, entries, counted = [], set(), []
    for number, _ask in asks:
        no = book.find_answers(number, NO)[0]
        repeats = [
            repeat
            for repeat, _other in book.find_all_asks()
            if find_root(book, repeat) == find_root(book, number)
        ]
        later_yeses = [
            answer
            for repeat in repeats
            for answer in book.find_answers(repeat, YES)
            if answer[:3] > no[:3]
        ]
        if later_yeses:
            yes = min(later_yeses)
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
    """Return the pattern of what followed some of these asks, after so many days."""
    return FoundPattern(
        name,
        count=len(days),
        total=len(asks),
        value=count_tenths(find_median(days)),
        has_enough=len(asks) >= 3,
        entries=tuple(sorted(entries)),
        total_entries=tuple(number for number, _ask in asks),
        counted_entries=tuple(counted),
        values=tuple(10 * gap for gap in sorted(days)),
    )


def _count_no_accepted(book: SecondBook) -> FoundPattern:
    asks = book.find_asks_with(NO)
    tagged, accepted = [], []
    for number, _ask in asks:
        tags = {tag for _number, entry in book.find_lines(number) for tag in entry.circumstances}
        if tags & {"no_accepted", "no_not_accepted"}:
            tagged.append(number)
            if "no_not_accepted" not in tags:
                accepted.append(number)
    return FoundPattern(
        "no_accepted",
        count=len(accepted),
        total=len(tagged),
        value=None,
        has_enough=len(tagged) >= 3,
        entries=tuple(accepted),
        aside_count=len(asks) - len(tagged),
        total_entries=tuple(tagged),
        counted_entries=tuple(accepted),
    )


def _count_goals_raised(book: SecondBook) -> FoundPattern:
    goals: dict[tuple[str | None, str], list[tuple[date, int, Goal]]] = {}
    for item in book.items:
        if isinstance(item.entry, Goal) and book.is_of_group(item):
            campaign = goals.setdefault((item.entry.group, item.entry.campaign), [])
            campaign.append((item.entry.day, item.number, item.entry))
    raised, rises, ranges, entries = [], [], [], []
    for campaign in goals.values():
        campaign.sort(key=lambda goal: goal[:2])
        for index, ((_day, _number, old), (day, number, new)) in enumerate(pairwise(campaign)):
            if new.low <= old.high or not book.is_in_range(day):
                continue
            raised.append(number)
            before = [goal for _day, _number, goal in campaign[: index + 1]]
            if any(goal.met and (goal.low, goal.high) == (old.low, old.high) for goal in before):
                if old.low == old.high and new.low == new.high:
                    rises.append(Fraction(100 * (new.low - old.low), old.low))
                least = Fraction(100 * (new.low - old.high), old.high)
                most = Fraction(100 * (new.high - old.low), old.low)
                ranges.append((round_half_up(least * 100), round_half_up(most * 100)))
                entries.append(number)
    rise = find_median(rises)
    return FoundPattern(
        "goal_raised",
        count=len(entries),
        total=len(raised),
        value=None if rise is None else round_half_up(rise * 100),
        has_enough=len(raised) >= 1,
        entries=tuple(sorted(entries)),
        total_entries=tuple(sorted(raised)),
        counted_entries=tuple(sorted(entries)),
        values=tuple(round_half_up(rise * 100) for rise in sorted(rises)),
        low=min((least for least, _most in ranges), default=None),
        high=max((most for _least, most in ranges), default=None),
        ranges=tuple(sorted(ranges)),
    )


Row = dict[str, second_computation.Cell]


def _list_months(book: SecondBook) -> list[Month]:
    """The months from the first to the last ask, payment or meeting, cut to what is asked for."""
    days = []
    for item in book.items:
        if book.is_of_group(item):
            days += book.find_payment_days(item)
            days += [item.entry.day] if isinstance(item.entry, Ask | Meeting) else []
    if not days:
        return []
    every = sorted({Month.from_date(day) for day in list_days(min(days), max(days))})
    return [month for month in every if book.is_in_range(month.first_day)]


def _find_payments(book: SecondBook, months: Sequence[Month]) -> tuple[int, ...]:
    """The payments that were made in some months."""
    return tuple(
        item.number
        for item in book.items
        if book.is_of_group(item)
        and any(Month.from_date(day) in months for day in book.find_payment_days(item))
    )


def _count_months_over_limit(book: SecondBook, rows: dict[Month, Row]) -> FoundPattern:
    known = [month for month, row in rows.items() if row["over_limit"] is not None]
    above = [month for month in known if rows[month]["over_limit"]]
    payments = _find_payments(book, above)
    limits = {_find_limit(book, month) for month in known}
    past = [
        month
        for month in known
        if month.last_day < book.today.replace(day=1)
        and (count_hundredths(rows[month]["given"]) or not rows[month]["given_open"])
    ]
    newest = max(past, default=None)
    return FoundPattern(
        "months_over_limit",
        count=len(above),
        total=len(known),
        value=None,
        has_enough=len(known) >= 3,
        entries=payments,
        total_entries=tuple(sorted({*_find_payments(book, known), *limits})),
        counted_entries=payments,
        newest_month=newest and (newest, count_hundredths(rows[newest]["given"]) or 0),
    )


def _find_limit(book: SecondBook, month: Month) -> int:
    """Return the number of the limit that counts in a month which has one."""
    first, last = month.first_day, month.last_day
    limits = sorted(
        (item.entry.day, item.number, item.entry.until)
        for item in book.limits
        if isinstance(item.entry, Limit)
    )
    earlier = [limit for limit in limits if limit[0] <= first]
    if earlier and (earlier[-1][2] is None or earlier[-1][2] >= first):
        return earlier[-1][1]
    return next(number for day, number, _until in limits if first <= day <= last)


def _find_share_trend(book: SecondBook, rows: dict[Month, Row]) -> FoundPattern:
    shares = {
        month: Fraction(share)
        for month, row in rows.items()
        if month < Month.from_date(book.today)
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
    payments = _find_payments(book, list(shares))
    return FoundPattern(
        "share_trend",
        count=None,
        total=len(shares),
        value=value,
        has_enough=len(shares) >= 6,
        entries=payments,
        aside_count=_count_unknown_payments(book, list(shares)),
        total_entries=payments,
    )


def _count_unknown_payments(book: SecondBook, months: Sequence[Month]) -> int:
    """The payments of these months whose amount is not known."""
    return len(
        [
            item
            for item in book.items
            if isinstance(item.entry, Payment)
            and item.entry.amount is None
            and book.is_of_group(item)
            and Month.from_date(item.entry.day) in months
        ]
    )


def _sum_time_given(book: SecondBook) -> FoundPattern:
    meetings = [
        (number, meeting, Fraction(meeting.hours, 100))
        for number, meeting in book.find_meetings()
        if meeting.hours
    ]
    hours_in_all = sum((hours for _number, _meeting, hours in meetings), Fraction(0))
    at_most = sum((_find_high_hours(meeting) for _n, meeting, _h in meetings), Fraction(0))
    months = len({Month.from_date(meeting.day) for _number, meeting, _hours in meetings})
    entries = tuple(number for number, _meeting, _hours in meetings)
    return FoundPattern(
        "time_given",
        count=round_half_up(hours_in_all * 10),
        total=months,
        value=count_tenths(hours_in_all / months) if months else None,
        has_enough=months >= 1,
        entries=entries,
        total_entries=entries,
        counted_entries=entries,
        low=round_half_up(hours_in_all * 10) if months else None,
        high=round_half_up(at_most * 10) if months else None,
        value_high=count_tenths(at_most / months) if months else None,
    )
