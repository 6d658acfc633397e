"""Where the lives of asks stand on a page: a line of days for each, its words above their days.

The days are to scale, with all lives of a page on one scale. Each day's words begin above its
signs and lie so high that no line down to another day crosses them: they are read from the left,
and where they lie above one another from the top. Lengths are inches. Importing this imports
matplotlib.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.image.legend import MARGIN
from tracker.charts.image.matplotlib_page import text_width
from tracker.charts.timeline_text import Stop, aside, stops, title
from tracker.i18n import _, join_list
from tracker.months import Month

WORDS, LINE_HEIGHT = 9, 0.165
LABEL_WIDTH = 2.75
"""How wide the words of a day are at most; as much is free to the right of the last day."""
SIGN, CLOSE = 0.14, 0.03
"""From one sign to the next of the same day, and what is between those of two days beside that."""
CLEAR = 0.1
"""What stays free around words."""
TITLE, TITLE_HEIGHT = 11, 0.34
FOOT, GAP = 0.14, 0.16
"""Below the line of a life, and from there to the next life."""
RISE = 0.17
"""From the line up to the lowest words."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of a page, from the first of a month to the last of one."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def around(cls, days: Sequence[date], width: float) -> "Axis":
        """Whole months around some days."""
        first, last = Month.from_date(min(days)).first_day, Month.from_date(max(days)).last_day
        return cls(first, last, MARGIN + CLEAR, width - MARGIN - LABEL_WIDTH)

    def x(self, day: date) -> float:
        """Where a day stands."""
        whole = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * (day - self.first).days / whole

    @property
    def months(self) -> Iterator[Month]:
        """Every month on it."""
        month, last = Month.from_date(self.first), Month.from_date(self.last)
        while month <= last:
            yield month
            month = month.add_months(1)


@dataclass(frozen=True, slots=True)
class Flag:
    """A day's words: from where they are drawn, and how high above the line they begin and end."""

    stop: Stop
    x: float
    lines: tuple[tuple[str, bool], ...]
    """Each line, and whether it is what was said."""
    low: float
    high: float

    @property
    def signs_end(self) -> float:
        """Where its last sign ends."""
        return self.x + SIGN * (len(self.stop.marks) - 1) + SIGN / 2


@dataclass(frozen=True, slots=True)
class Part:
    """A life, or as much of one as fits a page."""

    life: Timeline
    stops: tuple[Stop, ...]
    title: str
    aside: str
    is_begun: bool = False
    """Whether days before stand on the page before."""
    goes_on: bool = False
    """Whether days after stand on the next page."""

    @property
    def days(self) -> list[date]:
        """The days of it."""
        return [stop.day for stop in self.stops]


def whole(life: Timeline, *, with_group: bool) -> Part:
    """All of a life."""
    return Part(life, tuple(stops(life)), title(life), aside(life, with_group=with_group))


def flags(part: Part, axis: Axis) -> list[Flag]:
    """The days of a part, each with its words in their place."""
    xs = _side_by_side(part.stops, axis)
    placed: list[tuple[float, float, float]] = []
    found: list[Flag] = []
    for x, stop in sorted(zip(xs, part.stops, strict=True), key=lambda each: -each[0]):
        lines = _lines(stop)
        end = x + _width(lines) + CLEAR
        low = max((high + CLEAR for start, _end, high in placed if start < end), default=RISE)
        high = low + LINE_HEIGHT * len(lines)
        placed.append((x, end, high))
        found.append(Flag(stop, x, lines, low, high))
    return found[::-1]


def _side_by_side(days: Sequence[Stop], axis: Axis) -> list[float]:
    """Where the first sign of each day stands: at its day, or as near as its neighbours allow.

    Days whose signs would run into one another make room evenly to both sides.
    """
    offsets = [0.0]
    for stop in days:
        offsets.append(offsets[-1] + SIGN * len(stop.marks) + CLOSE)
    runs: list[tuple[float, int]] = []
    for stop, offset in zip(days, offsets, strict=False):
        runs.append((axis.x(stop.day) - offset, 1))
        while len(runs) > 1 and runs[-2][0] > runs[-1][0]:
            (one, count), (other, more) = runs[-2:]
            runs[-2:] = [((one * count + other * more) / (count + more), count + more)]
    places = [place for place, count in runs for _day in range(count)]
    most = axis.right - offsets[-1] + CLOSE
    return [
        max(axis.left, min(place, most)) + offset
        for place, offset in zip(places, offsets, strict=False)
    ]


def height(part: Part, axis: Axis) -> float:
    """How high a part is, its title included: words that begin behind it may stand beside it."""
    return _height(part, flags(part, axis))


def _height(part: Part, found: Sequence[Flag]) -> float:
    end = title_end(part)
    below = max((flag.high for flag in found if flag.x < end), default=0.0)
    return max(below + TITLE_HEIGHT, *(flag.high for flag in found)) + FOOT + GAP


def title_end(part: Part) -> float:
    """Where a part's title ends with what stands beside it."""
    return MARGIN + text_width(part.title, TITLE) + text_width(part.aside, WORDS) + 0.5


@lru_cache(2048)
def _lines(stop: Stop) -> tuple[tuple[str, bool], ...]:
    told = join_list(mark.text for mark in stop.marks)
    words = [(line, False) for line in broken(f"{stop.dated}  {told}")]
    if stop.said:
        words += [(line, True) for line in broken(stop.said)]
    return tuple(words)


@lru_cache(2048)
def _width(lines: tuple[tuple[str, bool], ...]) -> float:
    return max(text_width(text, WORDS) for text, _said in lines)


def broken(text: str) -> list[str]:
    """A text on lines that are as wide as a day's words may be."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", WORDS) <= LABEL_WIDTH:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word)
    return lines


def _pieces(word: str) -> list[str]:
    """A word, or as many pieces of it as it takes where it alone is too wide."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and text_width(pieces[-1] + sign, WORDS) > LABEL_WIDTH:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def pages(parts: Iterable[Part], width: float, room: float) -> Iterator[tuple[Axis, list[Part]]]:
    """Lives in their order, as many to a page as fit; one that is too large goes on."""
    page: list[Part] = []
    for part in parts:
        rest: Part | None = part
        while rest is not None:
            if fits([*page, rest], width, room):
                page.append(rest)
                break
            if page:
                yield _axis(page, width), page
                page = []
            else:
                first, rest = _split(rest, width, room)
                yield _axis([first], width), [first]
    if page:
        yield _axis(page, width), page


def fits(parts: Sequence[Part], width: float, room: float) -> bool:
    """Whether some parts fit one page together, the days of each side by side."""
    axis = _axis(parts, width)
    for part in parts:
        found = flags(part, axis)
        room -= _height(part, found)
        if room < 0 or found[-1].signs_end > axis.right + LABEL_WIDTH / 2:
            return False
    return True


def _axis(parts: Sequence[Part], width: float) -> Axis:
    return Axis.around([day for part in parts for day in part.days], width)


def _split(part: Part, width: float, room: float) -> tuple[Part, Part | None]:
    """As many of the first days as fit a page, at least one, and the rest."""
    count = len(part.stops)
    while count > 1:
        first = replace(part, stops=part.stops[:count], goes_on=True)
        if fits([first], width, room):
            break
        count -= 1
    if count == len(part.stops):
        return part, None
    first = replace(part, stops=part.stops[:count], goes_on=True)
    return first, replace(
        part,
        stops=part.stops[count:],
        title=_("{title} (continued)").format(title=title(part.life)),
        is_begun=True,
    )


def day_after(axis: Axis) -> date:
    """The first day that is no longer on it."""
    return axis.last + timedelta(days=1)
