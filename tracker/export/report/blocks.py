"""The blocks of a summary: pieces of text that a PDF and a terminal each show in their own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.series import Series


class ParagraphStyle(StrEnum):
    """How large a paragraph is."""

    PLAIN = "plain"
    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading. The title of the summary has level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """Some sentences."""

    text: str
    style: ParagraphStyle = ParagraphStyle.PLAIN


@dataclass(frozen=True, slots=True)
class BulletListBlock:
    """Sentences that are independent of each other, one below the other."""

    items: Sequence[str]
    style: ParagraphStyle = ParagraphStyle.PLAIN


class TitledList(NamedTuple):
    """A short list below its title."""

    title: str
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class SideBySideBlock:
    """Short lists side by side."""

    lists: Sequence[TitledList]


@dataclass(frozen=True, slots=True)
class FrameBlock:
    """Blocks in a frame: what the person asks of the reader."""

    blocks: "Sequence[ReportBlock]"


@dataclass(frozen=True, slots=True)
class FooterBlock:
    """Blocks at the end of the last page, which are kept and not read."""

    blocks: "Sequence[ReportBlock]"


class KeyFigure(NamedTuple):
    """A number to see at first glance: what it is, how much, and remarks about it."""

    label: str
    value: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFiguresBlock:
    """A few numbers side by side."""

    figures: Sequence[KeyFigure]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. Its first column is aligned left, all others right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """The drawing of a series below its heading, and a description for those who cannot see it."""

    heading: str
    series: Series
    alt_text: str
    remark: str = ""
    """What its legend does not say."""


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """The drawing of an ask's days, and a description for those who cannot see it."""

    timeline: Timeline
    alt_text: str


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Words that were said, and when."""

    words: str
    source: str


class AskDay(NamedTuple):
    """A day in the timeline of an ask. What was not recorded is empty."""

    day: str
    steps: str
    tag_phrases: str
    quotes: str
    """What was said, in quotes."""
    own_words: str = ""
    """What the person says of it, never in quotes as if someone else had said it."""


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
    """Digits to compare with others, in groups that are easy to read."""

    groups: Sequence[str]


ReportBlock: TypeAlias = (
    HeadingBlock
    | ParagraphBlock
    | BulletListBlock
    | SideBySideBlock
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
    """The whole summary: a first page that is complete in itself, and what follows it."""

    title: str
    """The title that a viewer shows. It names no group, as others may see it."""
    language: str
    page_one: Sequence[ReportBlock]
    more_pages: Sequence[ReportBlock]
