"""The lives of asks as a picture to keep and to show: PNG for a screen, PDF for A4 sheets.

It says what the terminal says, from the same words. A PDF has all of the lives, on as many sheets
as they need; a PNG grows with them up to a length, and says so where it leaves out the oldest.
Importing this imports matplotlib.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from tracker.analysis.asks.timeline import StepKind, Timeline
from tracker.charts import chart_text, timeline_text
from tracker.charts.image.legend import MARGIN, TEXT
from tracker.charts.image.matplotlib_page import (
    DIM,
    INK,
    Form,
    Ink,
    Page,
    Place,
    fitting_size,
    sheets,
    text_width,
)
from tracker.charts.image.timeline_layout import (
    FOOT,
    GAP,
    LINE_HEIGHT,
    SIGN,
    TITLE,
    WORDS,
    Axis,
    Flag,
    Part,
    day_after,
    fits,
    flags,
    height,
    pages,
    whole,
)
from tracker.i18n import _, format_month, format_month_initial, format_month_name, ngettext

__all__ = ["Form", "Lane", "draw", "draw_months"]

HEADING, SMALL = 17, 8
TOP, BOTTOM = 1.85, 1.0
"""What the heading with its legend takes, and the months with the source."""
LONGEST = 24.0
"""How long a PNG may become."""
HALF = 0.052
"""Half of a sign's size."""
ROUND = 24
"""Corners of what is drawn round."""


def draw(
    lives: Sequence[Timeline],
    form: Form,
    *,
    with_group: bool | None = None,
    placed: Callable[[Iterable[Part]], Iterable[Part]] = iter,
    drawn: Callable[[Iterable[Page]], Iterable[Page]] = iter,
) -> bytes:
    """The picture of these lives as the bytes of a file: the one that was asked first on top.

    Of a PDF the lives pass through `placed` and then the sheets through `drawn`, to be counted.
    """
    ordered = sorted(lives, key=lambda life: (life.first_day, life.entries))
    several = timeline_text.several_groups(lives) if with_group is None else with_group
    if not ordered:
        page = Page(form)
        page.write((MARGIN, page.height - 0.75), timeline_text.nothing(), TEXT, INK)
        return page.bytes()
    if form is Form.PNG:
        return _Sheet(ordered, several).long().bytes()
    return sheets(drawn(_Sheet(ordered, several).all(placed)))


class _Sheet:
    """The pages of some lives."""

    def __init__(self, lives: Sequence[Timeline], several: bool) -> None:
        """Take lives in the order in which they are to stand."""
        self.lives = lives
        groups = sorted({life.group for life in lives if life.group})
        self._heading = timeline_text.heading([] if several else groups)
        self._days = _days(lives)
        self._parts = [whole(life, with_group=several) for life in lives]

    def long(self) -> Page:
        """One page as long as it has to be; where that is too long, without the oldest."""
        width = Form.PNG.size[0]
        parts = self._parts
        while len(parts) > 1 and not fits(parts, width, LONGEST):
            # Many at first: of thousands each try would be felt.
            parts = parts[1 + len(parts) // 16 :]
        axis = Axis.around([day for part in parts for day in part.days], width)
        high = sum(height(part, axis) for part in parts)
        page = Page(Form.PNG, TOP + high + BOTTOM)
        told = ""
        if len(parts) < len(self.lives):
            told = _("the newest {shown} of {count} asks; a PDF has all of them").format(
                shown=len(parts), count=len(self.lives)
            )
        self._fill(page, axis, parts, told)
        return page

    def all(self, placed: Callable[[Iterable[Part]], Iterable[Part]]) -> Iterator[Page]:
        """As many pages as it takes, each with its number."""
        width, high = Form.PDF.size
        found = list(pages(placed(self._parts), width, high - TOP - BOTTOM))
        for number, (axis, parts) in enumerate(found, start=1):
            page = Page(Form.PDF)
            told = _("page {number} of {count}").format(number=number, count=len(found))
            self._fill(page, axis, parts, told if len(found) > 1 else "")
            yield page

    def _fill(self, page: Page, axis: Axis, parts: Sequence[Part], told: str) -> None:
        y = page.height - 0.75
        room = page.width - 2 * MARGIN
        size = fitting_size(self._heading, HEADING, room)
        page.write((MARGIN, y), self._heading, size, INK)
        page.write((MARGIN, y - 0.33), self._days, TEXT)
        page.write((page.width - MARGIN, 0.4), told, SMALL, DIM, "right")
        page.write((MARGIN, 0.4), chart_text.source(), SMALL)
        _draw_legend(page, [part.life for part in parts], y - 0.72)
        top = page.height - TOP
        low = top - sum(height(part, axis) for part in parts) + GAP
        draw_months(page, axis, top, low)
        for part in parts:
            high = height(part, axis)
            Lane(page, axis, part, top, top - high + GAP + FOOT).draw()
            top -= high


def _days(lives: Sequence[Timeline]) -> str:
    """How many asks there are, from when to when."""
    count = len(lives)
    asks = ngettext("one ask and what became of it", "{count} asks and what became of them", count)
    first, last = min(life.first_day for life in lives), max(life.last_day for life in lives)
    months = format_month(first), format_month(last)
    spanned = (
        months[0]
        if months[0] == months[1]
        else _("{first} to {last}").format(first=months[0], last=months[1])
    )
    return f"{asks.format(count=count)}, {spanned}"


class Lane:
    """One life being drawn: its title on top, its line at the bottom, words in between."""

    def __init__(self, page: Page, axis: Axis, part: Part, top: float, line: float) -> None:
        """Measure where it stands on the page."""
        self.page, self.axis, self.part = page, axis, part
        self.top, self.line = top, line
        self.flags = flags(part, axis)

    def draw(self) -> None:
        """Draw all of it."""
        self._write_title()
        self.draw_days()
        for flag in self.flags:
            self._write_flag(flag)

    def draw_days(self) -> None:
        """Draw the line with its signs, without a word."""
        self._draw_line()
        for flag in self.flags:
            for index, mark in enumerate(flag.stop.marks):
                draw_sign(self.page, mark.what, flag.x + index * SIGN, self.line)

    def _write_title(self) -> None:
        y = self.top - 0.16
        part, room = self.part, self.page.width - 2 * MARGIN
        size = fitting_size(part.title, TITLE, room * 0.7)
        x = MARGIN + text_width(part.title, size) + 0.2
        self._write(MARGIN, y, part.title, size, INK)
        fitting = fitting_size(part.aside, WORDS, max(1.0, self.page.width - MARGIN - x))
        self._write(x, y, part.aside, fitting, DIM)

    def _write(self, x: float, y: float, text: str, size: float, colour: str) -> None:
        """Write a text so that no line of a month runs through it."""
        width = text_width(text, size)
        self.page.box(Ink.BLANK, x - 0.03, y - 0.045, x + width + 0.03, y + 0.125)
        self.page.write((x, y), text, size, colour)

    def _draw_line(self) -> None:
        """Draw the line from day to day, thick where a standing payment runs."""
        first, last = self.flags[0], self.flags[-1]
        start = self.axis.left if self.part.is_begun else first.x
        end = self.axis.right if self.part.goes_on else last.signs_end - SIGN / 2
        self.page.add(Ink.THREAD, (start, self.line), (max(start, end), self.line))
        for flag, following in zip(self.flags, [*self.flags[1:], None], strict=True):
            if not flag.stop.is_paying:
                continue
            to = _place_of(following, StepKind.ENDED) if following else end
            if following is None and self.part.life.has_running_payment and not self.part.goes_on:
                to = self.axis.right
                self.page.write((to + 0.08, self.line - 0.03), chart_text.so_far(), SMALL)
            start = _place_of(flag, StepKind.PAYS)
            self.page.box(Ink.RUNNING, start, self.line - 0.016, to, self.line + 0.016)

    def _write_flag(self, flag: Flag) -> None:
        low = self.line + flag.low
        if low - self.line > 0.2:
            self.page.add(Ink.YEAR, (flag.x, self.line + HALF + 0.02), (flag.x, low - 0.03))
        y = self.line + flag.high - LINE_HEIGHT + 0.04
        for text, is_said in flag.lines:
            self._write(flag.x - HALF, y, text, WORDS, DIM if is_said else INK)
            y -= LINE_HEIGHT


def _place_of(flag: Flag, what: StepKind) -> float:
    """Where a sign of a day stands; the first one where it has none such."""
    whats = [mark.what for mark in flag.stop.marks]
    return flag.x + SIGN * (whats.index(what) if what in whats else 0)


def draw_months(page: Page, axis: Axis, top: float, low: float) -> None:
    """Rule the months from top to bottom, and name them below."""
    months = list(axis.months)
    slot = (axis.right - axis.left) / len(months)
    names = [format_month_name(month.first_day) for month in months]
    if max(text_width(name, SMALL) for name in names) + 0.06 > slot:
        names = [format_month_initial(month.first_day) if slot > 0.12 else "" for month in months]
    for month, name in zip(months, names, strict=True):
        x = axis.x(month.first_day)
        if slot > 0.12 or month.number == 1:
            page.add(Ink.GRID, (x, low), (x, top))
        middle = (x + axis.x(month.add_months(1).first_day)) / 2
        page.write((middle, low - 0.17), name, SMALL, DIM, "center")
        if month.number == 1 or month == months[0]:
            page.write((x + 0.02, low - 0.34), str(month.year), SMALL)
    end = axis.x(day_after(axis))
    page.add(Ink.GRID, (end, low), (end, top))
    page.add(Ink.GRID, (axis.left, low), (end, low))


def _draw_legend(page: Page, lives: Sequence[Timeline], y: float) -> None:
    """Write what each sign means, in lines from a height down."""
    x = MARGIN
    for what, text in timeline_text.legend(lives):
        width = 0.2 + text_width(text, WORDS)
        if x > MARGIN and x + width > page.width - MARGIN:
            x, y = MARGIN, y - 0.22
        draw_sign(page, what, x + HALF, y + 0.045)
        page.write((x + 0.2, y), text, WORDS, INK)
        x += width + 0.3


def draw_sign(page: Page, what: StepKind, x: float, y: float) -> None:
    """Draw the sign of what happened around a place: told apart by shape, in grey by fill."""
    match what:
        case StepKind.ASKED | StepKind.ASKED_AGAIN:
            _blank(page, _circle(x, y, HALF))
            page.add(Ink.MARK, *_circle(x, y, HALF))
        case StepKind.YES:
            page.add(Ink.SIGN, *_circle(x, y, HALF + 0.005))
        case StepKind.GAVE | StepKind.PAID | StepKind.PAYS:
            page.box(Ink.SIGN, x - HALF, y - HALF, x + HALF, y + HALF)
        case StepKind.RETURNED:
            corners = _corners(x, y, HALF)
            _blank(page, corners)
            page.add(Ink.MARK, *corners, corners[0])
        case StepKind.NO:
            _blank(page, _circle(x, y, HALF))
            page.add(Ink.MARK, (x - HALF, y - HALF), (x + HALF, y + HALF))
            page.add(Ink.MARK, (x - HALF, y + HALF), (x + HALF, y - HALF))
        case StepKind.LATER:
            _blank(page, _circle(x, y, HALF))
            for left in (x - HALF, x):
                page.add(Ink.MARK, (left, y - HALF), (left + HALF, y), (left, y + HALF))
        case StepKind.ENDED:
            page.add(Ink.MARK, (x, y - HALF - 0.02), (x, y + HALF + 0.02))
            page.add(Ink.MARK, (x - HALF, y), (x, y))
        case StepKind.WITHDREW:
            _blank(page, _circle(x, y, HALF))
            page.add(Ink.MARK, (x + HALF, y), (x - HALF, y))
            page.add(Ink.MARK, (x, y - HALF), (x - HALF, y), (x, y + HALF))


def _blank(page: Page, places: Sequence[Place]) -> None:
    """Let the line end where a sign begins."""
    page.add(Ink.BLANK, *places)


def _circle(x: float, y: float, half: float) -> list[Place]:
    steps = (2 * math.pi * step / ROUND for step in range(ROUND + 1))
    return [(x + half * math.cos(step), y + half * math.sin(step)) for step in steps]


def _corners(x: float, y: float, half: float) -> list[Place]:
    low, high = y - half, y + half
    return [(x - half, low), (x + half, low), (x + half, high), (x - half, high)]
