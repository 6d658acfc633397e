"""What a page is made of: pieces of text that a PDF and a terminal show, each in its own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.series import Series


class Style(StrEnum):
    """How a paragraph stands on the page."""

    PLAIN = "plain"
    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the whole has the level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences that stand for themselves, one below the other."""

    items: Sequence[str]
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Frame:
    """What is set apart by a frame, because it is what is wanted of the reader."""

    blocks: "Sequence[Block]"


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of the last page: it is there to be kept, not to be read."""

    blocks: "Sequence[Block]"


class Figure(NamedTuple):
    """A number that is to be seen at first glance: what it is, how much, and what it rests on."""

    label: str
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """A few numbers side by side."""

    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its first column is read from the left, all others are flush right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing of a series below its heading, and in words what it shows."""

    heading: str
    series: Series
    told: str
    remark: str = ""
    """What its legend leaves unsaid."""


@dataclass(frozen=True, slots=True)
class LifeLine:
    """The drawing of an ask's days, and the same in words for who cannot see it."""

    life: Timeline
    told: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that were said, and when."""

    words: str
    source: str


class DayTold(NamedTuple):
    """A day in the life of an ask; what is not noted is empty."""

    day: str
    happened: str
    how: str
    said: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an ask, one below the other."""

    days: Sequence[DayTold]


class Term(NamedTuple):
    """A word and what it means here."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and what they mean, as a table below the names of its two columns."""

    head: tuple[str, str]
    terms: Sequence[Term]


@dataclass(frozen=True, slots=True)
class Code:
    """Digits that are compared with others, in groups that the eye can hold."""

    groups: Sequence[str]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Points
    | Frame
    | Foot
    | Figures
    | Table
    | Chart
    | LifeLine
    | Quote
    | Days
    | Terms
    | Code
)


@dataclass(frozen=True, slots=True)
class Document:
    """The whole: a first page that is complete in itself, and what follows it."""

    title: str
    """What a program that shows it calls it; it names no group, for others may see that."""
    language: str
    first: Sequence[Block]
    more: Sequence[Block]
