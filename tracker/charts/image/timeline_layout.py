"""Places the timelines of asks on a page: a line of days for each, labels above their days.

The days are to scale, with all timelines of a page on one scale. Each day's label begins above its
signs, so high that no line down to another day crosses it: labels are read from the left, and where
they are above one another from the top. Lengths are inches.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.image.font import measure_text
from tracker.charts.image.legend import MARGIN
from tracker.charts.timeline_text import (
    TimelineDay,
    build_timeline_days,
    format_timeline_subtitle,
    format_timeline_title,
)
from tracker.i18n import _label, join_list
from tracker.months import Month

WORDS_SIZE, LINE_HEIGHT = 9, 0.165
LABEL_WIDTH = 2.75
"""The most width for the words of a day. As much is free to the right of the last day."""
SIGN_WIDTH, DAY_GAP = 0.14, 0.03
"""From one sign to the next of the same day, and what is between those of two days beside that."""
CLEARANCE = 0.1
"""What stays free around words."""
TITLE_SIZE, TITLE_HEIGHT = 11, 0.34
FOOT_HEIGHT, TIMELINE_GAP = 0.14, 0.16
"""Below the line of a timeline, and from there to the next timeline."""
WORDS_RISE = 0.17
"""From the line up to the lowest words."""


@dataclass(frozen=True, slots=True)
class TimelineAxis:
    """The days of a page, from the first of a month to the last of one."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def from_days(cls, days: Sequence[date], width: float) -> "TimelineAxis":
        """Return an axis of whole months around some days."""
        first, last = Month.from_date(min(days)).first_day, Month.from_date(max(days)).last_day
        return cls(first, last, MARGIN + CLEARANCE, width - MARGIN - LABEL_WIDTH)

    def find_x(self, day: date) -> float:
        """Return the place of a day."""
        day_count = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * (day - self.first).days / day_count

    @property
    def months(self) -> Iterator[Month]:
        """Every month on it."""
        month, last = Month.from_date(self.first), Month.from_date(self.last)
        while month <= last:
            yield month
            month = month.add_months(1)


@dataclass(frozen=True, slots=True)
class DayLabel:
    """A day's words: from where they are drawn, and how high above the line they begin and end."""

    day: TimelineDay
    x: float
    lines: tuple[tuple[str, bool], ...]
    """Each line, and whether it quotes what was said."""
    low: float
    high: float

    @property
    def signs_end(self) -> float:
        """Where its last sign ends."""
        return self.x + SIGN_WIDTH * (len(self.day.marks) - 1) + SIGN_WIDTH / 2


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """A timeline, or as much of one as fits a page."""

    timeline: Timeline
    timeline_days: tuple[TimelineDay, ...]
    title: str
    subtitle: str
    is_continuation: bool = False
    """Whether earlier days are on the page before."""
    is_continued: bool = False
    """Whether later days are on the next page."""

    @property
    def dates(self) -> list[date]:
        """The days of it."""
        return [day.day for day in self.timeline_days]


def build_timeline_part(timeline: Timeline, *, with_group: bool) -> TimelinePart:
    """Return a part that holds all of a timeline."""
    return TimelinePart(
        timeline,
        tuple(build_timeline_days(timeline)),
        format_timeline_title(timeline),
        format_timeline_subtitle(timeline, with_group=with_group),
    )


def place_labels(part: TimelinePart, axis: TimelineAxis) -> list[DayLabel]:
    """Return the labels of a part's days, each in its place."""
    xs = _place_days(part.timeline_days, axis)
    placed: list[tuple[float, float, float]] = []
    labels: list[DayLabel] = []
    for x, day in sorted(
        zip(xs, part.timeline_days, strict=True), key=lambda placed_day: -placed_day[0]
    ):
        lines = _wrap_day_words(day)
        end = x + _measure_width(lines) + CLEARANCE
        low = max(
            (high + CLEARANCE for start, _end, high in placed if start < end), default=WORDS_RISE
        )
        high = low + LINE_HEIGHT * len(lines)
        placed.append((x, end, high))
        labels.append(DayLabel(day, x, lines, low, high))
    return labels[::-1]


def _place_days(days: Sequence[TimelineDay], axis: TimelineAxis) -> list[float]:
    """Return the place of the first sign of each day: at its day, or as near as there is room.

    Days whose signs would run into one another make room evenly to both sides.
    """
    offsets = [0.0]
    for day in days:
        offsets.append(offsets[-1] + SIGN_WIDTH * len(day.marks) + DAY_GAP)
    runs: list[tuple[float, int]] = []
    for day, offset in zip(days, offsets, strict=False):
        runs.append((axis.find_x(day.day) - offset, 1))
        while len(runs) > 1 and runs[-2][0] > runs[-1][0]:
            (start, count), (next_start, next_count) = runs[-2:]
            runs[-2:] = [
                (
                    (start * count + next_start * next_count) / (count + next_count),
                    count + next_count,
                )
            ]
    places = [place for place, count in runs for _day in range(count)]
    most = axis.right - offsets[-1] + DAY_GAP
    return [
        max(axis.left, min(place, most)) + offset
        for place, offset in zip(places, offsets, strict=False)
    ]


def measure_height(part: TimelinePart, axis: TimelineAxis) -> float:
    """Return how high a part is with its title. Labels may be next to the title."""
    return _measure_height(part, place_labels(part, axis))


def _measure_height(part: TimelinePart, labels: Sequence[DayLabel]) -> float:
    end = find_title_end(part)
    below = max((label.high for label in labels if label.x < end), default=0.0)
    return max(below + TITLE_HEIGHT, *(label.high for label in labels)) + FOOT_HEIGHT + TIMELINE_GAP


def find_title_end(part: TimelinePart) -> float:
    """Return where a part's title and subtitle end."""
    return (
        MARGIN
        + measure_text(part.title, TITLE_SIZE)
        + measure_text(part.subtitle, WORDS_SIZE)
        + 0.5
    )


@lru_cache(2048)
def _wrap_day_words(day: TimelineDay) -> tuple[tuple[str, bool], ...]:
    steps_text = join_list(mark.text for mark in day.marks)
    words = [(line, False) for line in wrap_label(f"{day.day_text}  {steps_text}")]
    if day.quotes:
        words += [(line, True) for line in wrap_label(day.quotes)]
    return tuple(words)


@lru_cache(2048)
def _measure_width(lines: tuple[tuple[str, bool], ...]) -> float:
    return max(measure_text(text, WORDS_SIZE) for text, _said in lines)


def wrap_label(text: str) -> list[str]:
    """Return a text as lines that are at most as wide as a label."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and measure_text(f"{lines[-1]} {word}", WORDS_SIZE) <= LABEL_WIDTH:
            lines[-1] += f" {word}"
        else:
            lines += _split_word(word)
    return lines


def _split_word(word: str) -> list[str]:
    """A word, or as many pieces of it as it takes where it alone is too wide."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and measure_text(pieces[-1] + sign, WORDS_SIZE) > LABEL_WIDTH:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def split_into_pages(
    parts: Iterable[TimelinePart], width: float, room: float
) -> Iterator[tuple[TimelineAxis, list[TimelinePart]]]:
    """Yield timelines in their order, as many to a page as fit. One that is too large is split."""
    page: list[TimelinePart] = []
    for part in parts:
        rest: TimelinePart | None = part
        while rest is not None:
            if fits_page([*page, rest], width, room):
                page.append(rest)
                break
            if page:
                yield _build_axis(page, width), page
                page = []
            else:
                first, rest = _split_part(rest, width, room)
                yield _build_axis([first], width), [first]
    if page:
        yield _build_axis(page, width), page


def fits_page(parts: Sequence[TimelinePart], width: float, room: float) -> bool:
    """Return whether some parts fit one page together, the days of each side by side."""
    axis = _build_axis(parts, width)
    for part in parts:
        labels = place_labels(part, axis)
        room -= _measure_height(part, labels)
        if room < 0 or labels[-1].signs_end > axis.right + LABEL_WIDTH / 2:
            return False
    return True


def _build_axis(parts: Sequence[TimelinePart], width: float) -> TimelineAxis:
    return TimelineAxis.from_days([day for part in parts for day in part.dates], width)


def _split_part(
    part: TimelinePart, width: float, room: float
) -> tuple[TimelinePart, TimelinePart | None]:
    """As many of the first days as fit a page, at least one, and the rest."""
    count = len(part.timeline_days)
    while count > 1:
        first = replace(part, timeline_days=part.timeline_days[:count], is_continued=True)
        if fits_page([first], width, room):
            break
        count -= 1
    if count == len(part.timeline_days):
        return part, None
    first = replace(part, timeline_days=part.timeline_days[:count], is_continued=True)
    return first, replace(
        part,
        timeline_days=part.timeline_days[count:],
        title=_label("{title} (continued)").format(title=format_timeline_title(part.timeline)),
        is_continuation=True,
    )


def find_day_after(axis: TimelineAxis) -> date:
    """Return the first day after the axis."""
    return axis.last + timedelta(days=1)
