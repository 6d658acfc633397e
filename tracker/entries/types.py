"""The types of entries, a class for each: ask, payment, income and so on.

Their words are those of docs/reference/entry-line.md, "Words".

Amounts are whole cents, percentages hundredths of a percent, hours hundredths of an hour,
None means "not noted". Entries are values: they never change, a changed entry is a new one.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias

from tracker.money import Cents, Hundredths
from tracker.months import Month, Period


class Kind(StrEnum):
    """What the money was for."""

    # Data: in people's notebooks since 0.1. Never rename.
    DONATION = "donation"
    DUES = "dues"
    MERCH = "merch"
    EVENT = "event"
    LITERATURE = "literature"
    OTHER = "other"


class NeedKind(StrEnum):
    """What it costs to live."""

    # Data: in people's notebooks since 0.1. Never rename.
    FOOD = "food"
    RENT = "rent"
    ENERGY = "energy"
    TRANSPORT = "transport"
    HEALTH = "health"
    DEBT = "debt"
    OTHER = "other"


class Evidence(StrEnum):
    """How the person knows."""

    # Data: in people's notebooks since 0.1. Never rename.
    DOCUMENTED = "documented"
    REMEMBERED = "remembered"
    ESTIMATED = "estimated"


class Means(StrEnum):
    """How money moved."""

    # Data: in people's notebooks since 0.1. Never rename.
    CASH = "cash"
    TRANSFER = "transfer"
    CARD = "card"
    DEBIT = "debit"


class Source(StrEnum):
    """How the person knows what others were asked or gave."""

    # Data: in people's notebooks since 0.1. Never rename.
    SEEN = "seen"
    HEARD = "heard"


class Form(StrEnum):
    """How time was spent with the group. The first four are meetings in a narrow sense."""

    # Data: in people's notebooks since 0.1. Never rename.
    MEETING = "meeting"
    EVENT = "event"
    ONE_TO_ONE = "one-to-one"
    STALL = "stall"
    MESSAGE = "message"
    CALL = "call"


class AnswerWord(StrEnum):
    """What was answered to an ask."""

    # Data: in people's notebooks since 0.1. Never rename.
    NO = "no"
    LATER = "later"
    YES = "yes"
    PLEDGED = "pledged"
    GAVE = "gave"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Only `pledged` has an amount, and a period when the pledge recurs."""

    word: AnswerWord
    amount: Cents | None = None
    every: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBase:
    """What every entry has: its day, how it is known, and three texts.

    `words` is what was said, word for word, `own_words` what the person says of it, and
    `private_note` is only for the person.
    """

    day: date
    evidence: Evidence = Evidence.REMEMBERED
    words: str | None = None
    own_words: str | None = None
    private_note: str | None = None

    @property
    def counted_day(self) -> date:
        """The day on which it counts."""
        return self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(EntryBase):
    """One request for money. `low` and `high` are None when it named no amount."""

    # Data: in people's notebooks since 0.1. Never rename.
    word: ClassVar[str] = "ask"
    low: Cents | None
    high: Cents | None
    kind: Kind
    every: Period | None = None
    until: date | None = None
    answers: tuple[Answer, ...] = ()
    circumstances: tuple[str, ...] = ()
    label: str | None = None
    campaign: str | None = None
    event: str | None = None
    group: str | None = None
    for_entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(EntryBase):
    """Money asked of others, given by others, or announced. Never counted in a sum.

    `low` and `high` are None when no amount is known.
    """

    source: Source
    low: Cents | None
    high: Cents | None
    kind: Kind
    every: Period | None = None
    circumstances: tuple[str, ...] = ()
    label: str | None = None
    campaign: str | None = None
    event: str | None = None
    group: str | None = None

    @property
    def word(self) -> str:
        """Its first word in an entry line."""
        return self.source.value


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterAnswer(EntryBase):
    """An ask answered later. Kind and group are the ask's."""

    word: ClassVar[str] = "answered"
    for_entry: int
    answers: tuple[Answer, ...]
    kind: Kind
    circumstances: tuple[str, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(EntryBase):
    """A pledge that is taken back from this day. Kind and group are the ask's."""

    word: ClassVar[str] = "withdrew"
    for_entry: int
    kind: Kind
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(EntryBase):
    """Money that was paid to the group. It is regular if it has a period.

    `amount` is None when it is not known. Then no sum has it.
    """

    word: ClassVar[str] = "paid"
    amount: Cents | None
    kind: Kind
    every: Period | None = None
    until: date | None = None
    by: Means | None = None
    ref: str | None = None
    label: str | None = None
    campaign: str | None = None
    event: str | None = None
    group: str | None = None
    for_entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost(EntryBase):
    """Money around the group that the group did not get, such as a train ticket.

    `amount` is None when it is not known.
    """

    word: ClassVar[str] = "cost"
    amount: Cents | None
    by: Means | None = None
    ref: str | None = None
    label: str | None = None
    campaign: str | None = None
    event: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund(EntryBase):
    """Money of a payment that came back. Kind and group are the payment's.

    `amount` is None when it is not known.
    """

    word: ClassVar[str] = "returned"
    amount: Cents | None
    for_entry: int
    kind: Kind
    by: Means | None = None
    ref: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyFromGroup(EntryBase):
    """Money the group gave the person."""

    word: ClassVar[str] = "received"
    amount: Cents
    by: Means | None = None
    ref: str | None = None
    label: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Income(EntryBase):
    """Money that comes in. An amount of 0 says there was none.

    `for_month` is the month in which it counts, where that is not the month of its day.
    """

    word: ClassVar[str] = "income"
    amount: Cents
    every: Period | None = None
    until: date | None = None
    for_month: Month | None = None
    label: str | None = None

    @property
    def counted_day(self) -> date:
        """The day on which it counts: its own, or the first of the month it is for."""
        return self.for_month.first_day if self.for_month else self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(EntryBase):
    """What living costs."""

    word: ClassVar[str] = "need"
    amount: Cents
    kind: NeedKind
    every: Period | None = None
    until: date | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage(EntryBase):
    """What an hour of work brings, net."""

    word: ClassVar[str] = "wage"
    amount: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(EntryBase):
    """The person's limit: a percentage of income or an amount a month. The other is None."""

    word: ClassVar[str] = "limit"
    percent: Hundredths | None = None
    amount: Cents | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(EntryBase):
    """A fundraising goal of the group. `met` means that the group says it was reached.

    `low` and `high` are the same, but where only a range is known.
    """

    word: ClassVar[str] = "goal"
    low: Cents
    high: Cents
    campaign: str
    met: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(EntryBase):
    """Time with the group. One where nobody asked is worth recording, too.

    `hours_high` is the second end of a range. `minutes` is the whole time where hundredths of an
    hour cannot hold it. Then `hours` is the nearest that they can.
    """

    form: Form
    hours: int | None = None
    hours_high: int | None = None
    minutes: int | None = None
    circumstances: tuple[str, ...] = ()
    campaign: str | None = None
    event: str | None = None
    group: str | None = None

    @property
    def word(self) -> str:
        """Its first word in an entry line."""
        return self.form.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(EntryBase):
    """A thought, in `own_words`. It's as private as a private note."""

    word: ClassVar[str] = "wrote"


Entry: TypeAlias = (
    Ask
    | Observation
    | LaterAnswer
    | Withdrawal
    | Payment
    | Cost
    | Refund
    | MoneyFromGroup
    | Income
    | Need
    | Wage
    | Limit
    | Goal
    | Meeting
    | Note
)
"""Anything that can be logged."""

TaggedEntry: TypeAlias = Ask | Observation | LaterAnswer | Meeting
"""Entries that take circumstances."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry in a notebook: its number, its stable id and the local day when it was logged."""

    number: int
    id: str
    logged_on: date
    entry: Entry
