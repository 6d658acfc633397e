"""Hypothesis strategies for whole books: any entries that the rules allow, in the order logged.

One thing no book from here has, because entry lines cannot say it: an entry that could name a
group and has none, after an entry that has one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from os import environ
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.factories import CURRENCY
from tracker.entries.line_writer import write_lines
from tracker.entries.tags import VOCABULARY_TAGS
from tracker.entries.tokenizer import fold
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Cost,
    Entry,
    Evidence,
    Form,
    Goal,
    Income,
    Kind,
    LaterAnswer,
    Limit,
    Means,
    Meeting,
    MoneyFromGroup,
    Need,
    NeedKind,
    Note,
    Observation,
    Payment,
    Refund,
    Source,
    StoredEntry,
    Wage,
    Withdrawal,
)
from tracker.money import LARGEST_AMOUNT
from tracker.months import Month, Period

EXAMPLES = int(environ.get("TRACKER_EXAMPLES", "1"))
"""How many times as many examples the loops marked `slow` try; 1 where nobody asks for more."""

T = TypeVar("T")


def pick_every(step: int, things: Iterable[T]) -> list[T]:
    """Return each thing where more is asked for, else the first and each so many steps on."""
    return list(things) if EXAMPLES > 1 else list(things)[::step]


def count_examples(whole: int) -> int:
    """Return how many examples are tried: half of the whole where nobody asks for more."""
    return whole * EXAMPLES if EXAMPLES > 1 else whole // 2


Named = TypeVar("Named", Ask, Payment)

FIRST_DAY = date(2019, 1, 1)
"""No entry is of an earlier day."""
LAST_DAY = date(2026, 12, 31)
"""The today these books are logged on: only incomes, needs, wages and limits may start later."""
LATEST_START = date(2027, 6, 30)

NAUGHTY = (
    '"',
    '""',
    "'",
    "''",
    'it\'s "so"',
    "//",
    "a // b",
    "https://example.org//x",
    "#tag @group +goal",
    "#",
    "@",
    "+",
    "=1+1",
    "-1",
    "+1",
    "@SUM(A1)",
    "'=1+1",
    "''twice",
    "\uff1d1",
    "\uff0b\uff0d\uff20",
    "\u0663\u0664",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f3f3\ufe0f\u200d\U0001f308 \U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u202eback to front\u202c",
    "\u200b",
    "\ufeff",
    "e\u0301 and \u00e9",
    "\u0130stanbul stra\u00dfe",
    "a\u00a0b\u3000c",
    "\u4f60\u597d",
    "x" * 300,
    "a;b,c|d",
    "\\n \\t \\",
    "%s {0} {x} %(y)s",
    "<b>[red]&amp;[/]",
    "NULL",
    "None",
    "nan",
    "1e3",
    "1,000.00",
    "50",
    "30/month",
    "2%",
    "2h",
    "2025-02-30",
    "'; DROP TABLE entries; --",
    "$(ls) `ls`",
    "\U0010ffff",
)
"""Texts that trip what reads, writes or shows them."""

KEYWORDS = (
    *("ask", "answered", "paid", "income", "need", "limit", "goal", "meeting", "event", "all"),
    *("no", "later", "yes", "pledged", "gave", "for", "last", "until", "by", "ref", "met"),
    *("seen", "heard", "cost", "wrote", "wrote:", "about", "reached", "silent", ":", "2weeks"),
    *("cash", "transfer", "documented", "remembered", "estimated", "remembred", "today", "mon"),
    *("donation", "dues", "merch", "food", "rent", "fod", "eur", "usd", "month", "once", "untli"),
    *(
        "monthly",
        "a",
        "per",
        "every",
        "week",
        "daily",
        "cash",
        "receipt",
        "apart",
        "m",
        "/",
        "from",
    ),
)
"""Words that mean something in an entry line, and some that nearly do."""

LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
"""Every character that an entry may hold."""
ANY_LETTERS = st.characters(exclude_categories=["Cs"])
"""Every character there is in UTF-8: those of `st.text()`, which takes seconds to find them out."""


@cache
def texts() -> st.SearchStrategy[str]:
    """Any text that may stand in quotes: not blank, with outer spaces if it likes."""
    written = st.one_of(
        st.sampled_from(NAUGHTY),
        st.sampled_from(KEYWORDS),
        st.lists(st.sampled_from((*NAUGHTY, *KEYWORDS, " ")), min_size=2, max_size=4).map(" ".join),
        st.text(LETTERS, min_size=1, max_size=30),
    )
    return written.filter(lambda text: bool(text.strip()))


@cache
def private_notes() -> st.SearchStrategy[str]:
    """Any private note: the entry line takes the spaces around it away."""
    return texts().map(str.strip)


@cache
def group_labels() -> st.SearchStrategy[str]:
    """Any label of a group: not `all`, which means every group, and not a mere number."""
    return texts().filter(
        lambda text: fold(text) != "all" and not (text.isascii() and text.isdigit())
    )


@cache
def own_tags() -> st.SearchStrategy[str]:
    """Any tag a person may make: letters, digits, `_` and `-` of any script."""
    word = st.text(st.characters(categories=("L", "Nd"), include_characters="_-"), min_size=1)
    plain = st.sampled_from(("no", "ask", "all", "123", "-", "__", "stra\u00dfe", "IN_PUBLIC_2"))
    return st.one_of(plain, word).filter(lambda tag: fold(tag) not in VOCABULARY_TAGS)


def one_of_these(things: tuple[T, ...]) -> st.SearchStrategy[T]:
    """One of some things; made once, since a new strategy costs more than what it draws."""
    strategy: st.SearchStrategy[T] = _one_of_these(things)
    return strategy


@cache
def _one_of_these(things: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(things)


@cache
def some_of_these(things: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    """Some of the things, each once at most."""
    return st.lists(st.sampled_from(things), max_size=most, unique=True)


@cache
def _indexes(count: int) -> st.SearchStrategy[int]:
    """The number of one thing among so many, from 0."""
    return st.sampled_from(range(count))


@cache
def _flags() -> st.SearchStrategy[bool]:
    return st.booleans()


MONTH_DAYS = (1, 2, 15, 27, 28, 29, 30, 31)


def draw_day(draw: st.DrawFn, first: date, last: date) -> date:
    """Draw a day from `first` to `last`, mostly around the end of a month."""
    if draw(_indexes(3)) == 2:
        return first + timedelta(days=draw(_indexes((last - first).days + 1)))
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    month = Month.from_date(first).add_months(draw(_indexes(count)))
    number = min(draw(one_of_these(MONTH_DAYS)), month.day_count)
    return max(first, min(last, date(month.year, month.number, number)))


@cache
def days(first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[date]:
    """Days from `first` to `last`, mostly around the ends of months."""

    @st.composite
    def _day(draw: st.DrawFn) -> date:
        return draw_day(draw, first, last)

    return _day()


@cache
def amounts() -> st.SearchStrategy[int]:
    """Cents of an amount that may not be 0."""
    return st.one_of(
        st.sampled_from((1, 5, 99, 100, 1500, 2000, 3000, 5000, 95000, LARGEST_AMOUNT)),
        st.integers(1, 20_000),
        st.integers(1, LARGEST_AMOUNT),
    )


@cache
def periods() -> st.SearchStrategy[Period | None]:
    """A period, or none."""
    return st.one_of(st.none(), st.sampled_from(Period))


@cache
def _amounts_or_zero() -> st.SearchStrategy[int]:
    return st.one_of(st.just(0), amounts())


@cache
def _amounts_seldom_zero() -> st.SearchStrategy[int]:
    return st.one_of(st.just(0), amounts(), amounts())


@cache
def _percentages() -> st.SearchStrategy[int]:
    """Hundredths of a percent of the income."""
    return st.one_of(st.sampled_from((0, 100, 200, 250)), st.integers(0, 10_000))


@cache
def _lengths() -> st.SearchStrategy[int]:
    """How many days something goes on."""
    return st.one_of(st.just(0), st.integers(1, 70), st.integers(1, 700))


@cache
def _hours() -> st.SearchStrategy[int]:
    """Hundredths of an hour."""
    return st.integers(1, 99_900)


@cache
def _widths() -> st.SearchStrategy[int]:
    """Cents from the least to the most that is asked for."""
    return st.integers(1, 50_000)


@cache
def _answers(*, exact: bool, least: int) -> st.SearchStrategy[list[Answer]]:
    """Answers to one ask."""
    plain = [AnswerWord.NO, AnswerWord.LATER, AnswerWord.GAVE, AnswerWord.SILENT]
    if exact:
        plain.append(AnswerWord.YES)
    answer = st.one_of(
        st.sampled_from(plain).map(Answer),
        st.builds(Answer, st.just(AnswerWord.PLEDGED), amounts(), periods()),
    )
    return st.lists(answer, min_size=least, max_size=3)


MONEY_TYPES = ("ask", "answered", "withdrew", "paid", "income", "need", "limit")
"""The types that end, answer and replace one another."""
ALL_TYPES = (
    *(*MONEY_TYPES, *MONEY_TYPES),
    *("returned", "received", "wage", "goal", "meeting", "seen", "cost", "wrote"),
)


@dataclass(slots=True)
class BookShape:
    """What books look like: how many entries, between which days, with which texts."""

    most: int = 20
    first: date = FIRST_DAY
    last: date = LAST_DAY
    latest_start: date = LATEST_START
    """The last day on which an income, a need, a wage or a limit may start."""
    naughty: bool = True
    """Whether texts are naughty; else names and kinds are few, so that they meet often."""
    types: Sequence[str] = ALL_TYPES
    """The types of entries, the more often the more often they stand here."""

    def names(self, naughty: st.SearchStrategy[str], *plain: str) -> st.SearchStrategy[str]:
        """Naughty texts, or one of a few plain ones."""
        return naughty if self.naughty else one_of_these(plain)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What money is for in these books."""
        return tuple(Kind) if self.naughty else (Kind.DUES, Kind.MERCH)

    @property
    def need_kinds(self) -> tuple[NeedKind, ...]:
        """What it costs to live in these books."""
        return tuple(NeedKind) if self.naughty else (NeedKind.FOOD, NeedKind.RENT)


@dataclass(slots=True)
class _BookBuilder:
    """A book being made: its entries so far, and the names that its later ones may use."""

    draw: st.DrawFn
    shape: BookShape
    groups: list[str]
    tags: list[str]
    campaigns: list[str]
    events: list[str]
    entries: list[Entry] = field(default_factory=list)
    goals_named: list[str] = field(default_factory=list)

    def maybe(self, strategy: st.SearchStrategy[T]) -> T | None:
        """Something, or none."""
        return self.draw(strategy) if self.draw(_flags()) else None

    def day(self, *, later: bool = False, since: date | None = None) -> date:
        """A day of an entry; `later` where it may lie in the future."""
        first = self.shape.first if since is None else since
        last = self.shape.latest_start if later else self.shape.last
        return draw_day(self.draw, first, last)

    def until(self, start: date, *, standing: bool) -> date | None:
        """A day on or after the start, or none."""
        if not standing:
            return None
        length = self.maybe(_lengths())
        return None if length is None else start + timedelta(days=length)

    def group(self) -> str | None:
        """A group; one without is drawn only while no entry has one."""
        some = one_of_these(tuple(self.groups))
        if any(getattr(entry, "group", None) is not None for entry in self.entries):
            return self.draw(some)
        return self.maybe(some)

    def label(self) -> str | None:
        """A label, or none."""
        return self.maybe(self.shape.names(texts(), "side job"))

    def note(self) -> str | None:
        """A private note, or none."""
        return self.maybe(private_notes()) if self.shape.naughty else None

    def words(self) -> str | None:
        """Words that were said, or none."""
        return self.maybe(texts()) if self.shape.naughty else None

    def common(self) -> dict[str, Any]:
        """What every entry may have: how it is known, and the three texts."""
        return {
            "evidence": self.evidence(),
            "words": self.words(),
            "own_words": self.note(),
            "private_note": self.note(),
        }

    def names(self) -> dict[str, Any]:
        """A campaign, an event, both or none."""
        return {
            "campaign": self.maybe(one_of_these(tuple(self.goals_named)))
            if self.goals_named
            else None,
            "event": self.maybe(one_of_these(tuple(self.events))) if self.shape.naughty else None,
        }

    def open_amount(self) -> int | None:
        """An amount, or none that is known."""
        return self.draw(st.one_of(amounts(), amounts(), st.none()))

    def evidence(self) -> Evidence:
        """How it is known."""
        evidence: Evidence = self.draw(one_of_these(tuple(Evidence)))
        return evidence

    def circumstances(self) -> tuple[str, ...]:
        """Some tags of the vocabulary and of the book's own, each once."""
        if not self.shape.naughty:
            return ()
        return tuple(self.draw(some_of_these((*VOCABULARY_TAGS, *self.tags), 3)))

    def target(self, entry_class: type[Named]) -> tuple[int, Named] | None:
        """An earlier entry to refer to, with its number."""
        candidates = [
            (number, entry)
            for number, entry in enumerate(self.entries, start=1)
            if isinstance(entry, entry_class)
        ]
        return candidates[self.draw(_indexes(len(candidates)))] if candidates else None

    def answers(self, *, exact: bool, least: int = 0) -> tuple[Answer, ...]:
        """Answers in their order; `yes` only to an exact amount."""
        return tuple(self.draw(_answers(exact=exact, least=least)))

    def ask(self) -> Ask:
        """An ask, sometimes the same again."""
        target = self.target(Ask) if self.draw(_flags()) else None
        day = self.day(since=target[1].day if target else None)
        low, high = _draw_ends(self.draw)
        every = self.draw(periods())
        answers = self.answers(exact=low is not None and low == high)
        standing = every is not None or any(answer.every for answer in answers)
        return Ask(
            day=day,
            **self.common(),
            low=low,
            high=high,
            kind=target[1].kind if target else self.draw(one_of_these(self.shape.kinds)),
            every=every,
            until=self.until(day, standing=standing),
            answers=answers,
            circumstances=self.circumstances(),
            **self.names(),
            group=target[1].group if target else self.group(),
            for_entry=target[0] if target else None,
        )

    def answered(self) -> Entry:
        """An earlier ask answered; without one an ask."""
        target = self.target(Ask)
        if target is None:
            return self.ask()
        number, ask = target
        return LaterAnswer(
            day=self.day(since=ask.day),
            **self.common(),
            for_entry=number,
            answers=self.answers(exact=ask.low is not None and ask.low == ask.high, least=1),
            kind=ask.kind,
            circumstances=self.circumstances(),
            group=ask.group,
        )

    def withdrew(self) -> Entry:
        """A pledge taken back; without an ask an ask."""
        target = self.target(Ask)
        if target is None:
            return self.ask()
        number, ask = target
        return Withdrawal(
            day=self.day(since=ask.day),
            **self.common(),
            for_entry=number,
            kind=ask.kind,
            group=ask.group,
        )

    def paid(self) -> Payment:
        """A payment: once, regular, ended with 0; for an ask or not."""
        target = self.target(Ask) if self.draw(_flags()) else None
        day = self.day(since=target[1].day if target else None)
        every = self.draw(periods())
        return Payment(
            day=day,
            **self.common(),
            amount=self.draw(st.one_of(st.just(0), amounts())) if every else self.open_amount(),
            kind=target[1].kind if target else self.draw(one_of_these(tuple(self.shape.kinds))),
            every=every,
            until=self.until(day, standing=every is not None),
            by=self.maybe(one_of_these(tuple(Means))),
            ref=self.words(),
            label=self.label(),
            **self.names(),
            group=target[1].group if target else self.group(),
            for_entry=target[0] if target else None,
        )

    def seen(self) -> Observation:
        """Money asked of others, or given by them."""
        low, high = _draw_ends(self.draw)
        return Observation(
            day=self.day(),
            **self.common(),
            source=self.draw(one_of_these(tuple(Source))),
            low=low,
            high=high,
            kind=self.draw(one_of_these(tuple(self.shape.kinds))),
            every=self.draw(periods()),
            circumstances=self.circumstances(),
            **self.names(),
            group=self.group(),
        )

    def cost(self) -> Cost:
        """Money around the group."""
        return Cost(
            day=self.day(),
            **self.common(),
            amount=self.open_amount(),
            by=self.maybe(one_of_these(tuple(Means))),
            ref=self.words(),
            label=self.label(),
            **self.names(),
            group=self.group(),
        )

    def wrote(self) -> Note:
        """A thought."""
        common = self.common()
        return Note(day=self.day(), **(common | {"own_words": common["own_words"] or "a thought"}))

    def returned(self) -> Entry:
        """Money of a payment that came back; without one a payment."""
        target = self.target(Payment)
        if target is None:
            return self.paid()
        number, paid = target
        return Refund(
            day=self.day(since=paid.day),
            **self.common(),
            amount=self.open_amount(),
            for_entry=number,
            kind=paid.kind,
            by=self.maybe(one_of_these(tuple(Means))),
            ref=self.words(),
            group=paid.group,
        )

    def received(self) -> MoneyFromGroup:
        """Money from the group."""
        return MoneyFromGroup(
            day=self.day(),
            **self.common(),
            amount=self.draw(amounts()),
            by=self.maybe(one_of_these(tuple(Means))),
            ref=self.words(),
            label=self.label(),
            group=self.group(),
        )

    def income(self) -> Income:
        """Money in; 0 says none or ends."""
        day, every = self.day(later=True), self.draw(periods())
        return Income(
            day=day,
            **self.common(),
            amount=self.draw(st.one_of(st.just(0), amounts(), amounts())),
            every=every,
            until=self.until(day, standing=every is not None),
            for_month=None if every else self.maybe(days().map(Month.from_date)),
            label=self.label(),
        )

    def need(self) -> Need:
        """What living costs."""
        day, every = self.day(later=True), self.draw(periods())
        return Need(
            day=day,
            **self.common(),
            amount=self.draw(st.one_of(st.just(0), amounts(), amounts())),
            kind=self.draw(st.sampled_from(self.shape.need_kinds)),
            every=every,
            until=self.until(day, standing=every is not None),
            label=self.label(),
        )

    def wage(self) -> Wage:
        """What an hour of work brings."""
        return Wage(
            day=self.day(later=True),
            **self.common(),
            amount=self.draw(amounts()),
        )

    def limit(self) -> Limit:
        """My line: a percentage or an amount."""
        day = self.day(later=True)
        percent = self.maybe(_percentages())
        return Limit(
            day=day,
            **self.common(),
            percent=percent,
            amount=None if percent is not None else self.draw(_amounts_or_zero()),
            until=self.until(day, standing=True),
        )

    def goal(self) -> Goal:
        """A collective target; it makes its campaign."""
        campaign = self.draw(one_of_these(tuple(self.campaigns)))
        self.goals_named.append(campaign)
        low, high = _draw_ends(self.draw)
        return Goal(
            day=self.day(),
            **self.common(),
            low=low or 1,
            high=high or 1,
            campaign=campaign,
            met=self.draw(_flags()),
            group=self.group(),
        )

    def meeting(self) -> Meeting:
        """Time with the group."""
        return Meeting(
            day=self.day(),
            form=self.draw(one_of_these(tuple(Form))),
            **self.draw(st.sampled_from((*HOURS, {"hours": self.maybe(st.integers(1, 99_900))}))),
            circumstances=self.circumstances(),
            **self.names(),
            group=self.group(),
            **self.common(),
        )


HOURS: tuple[dict[str, Any], ...] = (
    {"hours": 233, "minutes": 140},
    {"hours": 1000, "hours_high": 1250},
)
"""Times that one number of hundredths cannot hold."""


def _draw_ends(draw: st.DrawFn) -> tuple[int | None, int | None]:
    """Draw the ends of an asked amount: exact, a range or open."""
    sort = draw(one_of_these(("exact", "exact", "range", "open")))
    if sort == "open":
        return None, None
    low = draw(amounts())
    if sort == "exact" or low == LARGEST_AMOUNT:
        return low, low
    return low, min(LARGEST_AMOUNT, low + draw(_widths()))


@cache
def _draw_type_words(most: int, types: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """The types of the entries to come: as often many as few."""
    word = st.sampled_from(types)
    return st.integers(0, most).flatmap(lambda n: st.lists(word, min_size=n, max_size=n))


def _draw_distinct(names: st.SearchStrategy[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=1, max_size=most, unique_by=fold)


@st.composite
def books(draw: st.DrawFn, shape: BookShape | None = None) -> list[Entry]:
    """Any book: its entries in the order logged, the first of which has number 1."""
    shape = shape or BookShape()
    making = _BookBuilder(
        draw,
        shape,
        groups=draw(_draw_distinct(shape.names(group_labels(), "circle", "choir"), 3)),
        tags=draw(_draw_distinct(own_tags(), 3)) if shape.naughty else [],
        campaigns=(names := draw(_draw_distinct(shape.names(texts(), "office", "van"), 4)))[::2],
        events=names[1::2] or ["seminar of spring"],
    )
    for word in draw(_draw_type_words(shape.most, tuple(shape.types))):
        making.entries.append(getattr(making, word)())
    return making.entries


def number_entries(entries: Iterable[Entry], on: date = LAST_DAY) -> list[StoredEntry]:
    """Return entries as a book has them: numbered from 1, with ids, logged on one day."""
    return [
        StoredEntry(number, f"id{number:06}", on, entry)
        for number, entry in enumerate(entries, start=1)
    ]


def write_entry_lines(entries: Sequence[Entry]) -> list[str]:
    """The entry lines of a book."""
    return list(write_lines(number_entries(entries), CURRENCY))


@st.composite
def book_texts(draw: st.DrawFn, shape: BookShape | None = None) -> list[str]:
    """The lines of a text that makes any book, with comments and blank lines strewn in."""
    idle = st.sampled_from(("", "   ", "// a comment", "# another", "#", '// "half a quote'))
    lines: list[str] = []
    for line in write_entry_lines(draw(books(shape))):
        lines += draw(st.lists(idle, max_size=1))
        lines.append(line)
    return lines


_PARTS = (
    *("2025-10-02", "2026-02-30", "yesterday", "thu", "50", "12,50", "50-450", "50-20", "?", "0"),
    *("30/month", "30/moth", "0/month", "\u20ac50", "$5", "-5", "1e3", "1,000", "2h", "2%", "200h"),
    *("#in_public", "#!own", "#nope", "@!circle", "@circle", '@!"a b"', "+office", "+nope"),
    *('"words"', '"half', "'label'", "'half", "// note", "for", "1", "2", "pledged 50/month", "x"),
    *("gave 20", "until 2026-12-31", "by cash", 'ref "folder"', "EUR", "met", "one-to-one"),
    *("+!event:fair", "+!campaign:van", "+!fair", ": mine", "5/2weeks", "2h20", "10-12h", "8-9"),
    *("for 2026-11", "for 2026-13", "about 20", "wrote: a thought"),
)


@cache
def raw_lines() -> st.SearchStrategy[str]:
    """Any line at all: parts of the grammar in any order, naughty texts, mere noise."""
    part = st.one_of(st.sampled_from(_PARTS), st.sampled_from(KEYWORDS), st.sampled_from(NAUGHTY))
    mixed = st.lists(part, max_size=8)
    return st.one_of(
        mixed.map(" ".join),
        mixed.map("".join),
        st.text(ANY_LETTERS, max_size=60),
        st.text(st.characters(codec=None), max_size=20),
    )
