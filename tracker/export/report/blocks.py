"""The blocks of a report: pieces of text that a PDF and a terminal show, each in its own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.series import Series


class ParagraphStyle(StrEnum):
    """How a paragraph stands on the page."""

    PLAIN = "plain"
    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading; the title of the whole has the level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """Some sentences."""

    text: str
    style: ParagraphStyle = ParagraphStyle.PLAIN


@dataclass(frozen=True, slots=True)
class BulletListBlock:
    """Sentences that stand for themselves, one below the other."""

    items: Sequence[str]
    style: ParagraphStyle = ParagraphStyle.PLAIN


@dataclass(frozen=True, slots=True)
class FrameBlock:
    """Blocks in a frame: what the person asks of the reader."""

    blocks: "Sequence[ReportBlock]"


@dataclass(frozen=True, slots=True)
class FooterBlock:
    """Blocks at the foot of the last page, to be kept, not to be read."""

    blocks: "Sequence[ReportBlock]"


class KeyFigure(NamedTuple):
    """A number that is to be seen at first glance: what it is, how much, and what it rests on."""

    label: str
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class KeyFiguresBlock:
    """A few numbers side by side."""

    figures: Sequence[KeyFigure]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its first column is read from the left, all others are flush right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """The drawing of a series below its heading, and in words what it shows."""

    heading: str
    series: Series
    alt_text: str
    remark: str = ""
    """What its legend does not say."""


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """The drawing of an ask's days, and the same in words for who cannot see it."""

    timeline: Timeline
    alt_text: str


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Words that were said, and when."""

    words: str
    source: str


class AskDay(NamedTuple):
    """A day in the timeline of an ask; what is not noted is empty."""

    day: str
    steps: str
    tag_phrases: str
    quotes: str


@dataclass(frozen=True, slots=True)
class AskDaysBlock:
    """The days of an ask, one below the other."""

    days: Sequence[AskDay]


class GlossaryTerm(NamedTuple):
    """A word and what it means here."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class GlossaryBlock:
    """Words and what they mean, as a table below the names of its two columns."""

    head: tuple[str, str]
    terms: Sequence[GlossaryTerm]


@dataclass(frozen=True, slots=True)
class CheckCodeBlock:
    """Digits that are compared with others, in groups that the eye can hold."""

    groups: Sequence[str]


ReportBlock: TypeAlias = (
    HeadingBlock
    | ParagraphBlock
    | BulletListBlock
    | FrameBlock
    | FooterBlock
    | KeyFiguresBlock
    | TableBlock
    | ChartBlock
    | TimelineBlock
    | QuoteBlock
    | AskDaysBlock
    | GlossaryBlock
    | CheckCodeBlock
)


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """The whole: a first page that is complete in itself, and what follows it."""

    title: str
    """What a program that shows it calls it; it names no group, for others may see that."""
    language: str
    page_one: Sequence[ReportBlock]
    more_pages: Sequence[ReportBlock]
