"""The timelines of asks as an image: PNG for a screen, PDF for A4 sheets.

It says what the terminal says, in the same words. A PDF has all of the timelines, on as many sheets
as they need. A PNG grows with them up to a length, and says so where it leaves out the oldest.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from tracker.analysis.asks.timeline import StepKind, Timeline
from tracker.charts import chart_text, timeline_text
from tracker.charts.image.font import fit_text_size, measure_text
from tracker.charts.image.legend import MARGIN, TEXT_SIZE
from tracker.charts.image.page import (
    DIM_COLOUR,
    TEXT_COLOUR,
    ImageFormat,
    ImagePage,
    Position,
    ShapeStyle,
)
from tracker.charts.image.timeline_layout import (
    FOOT_HEIGHT,
    LINE_HEIGHT,
    SIGN_WIDTH,
    TIMELINE_GAP,
    TITLE_SIZE,
    WORDS_SIZE,
    DayLabel,
    TimelineAxis,
    TimelinePart,
    build_timeline_part,
    find_day_after,
    fits_page,
    measure_height,
    place_labels,
    split_into_pages,
)
from tracker.i18n import (
    _label,
    _label_plural,
    format_month,
    format_month_initial,
    format_month_name,
    join_list,
)

__all__ = ["ImageFormat", "TimelineLane", "draw_months", "draw_timelines"]

HEADING_SIZE, SMALL_SIZE = 17, 8
TOP_HEIGHT, BOTTOM_HEIGHT = 1.85, 1.0
"""What the heading with its legend takes, and the months with the source."""
LONGEST_PNG = 24.0
"""How long a PNG may become."""
HALF_SIGN = 0.052
"""Half of a sign's size."""
CIRCLE_CORNERS = 24
"""Corners of what is drawn round."""


def draw_timelines(
    timelines: Sequence[Timeline],
    image_format: ImageFormat,
    *,
    with_group: bool | None = None,
    track_parts: Callable[[Iterable[TimelinePart]], Iterable[TimelinePart]] = iter,
    track_sheets: Callable[[Iterable[ImagePage]], Iterable[ImagePage]] = iter,
) -> bytes:
    """Return the image of these timelines as the bytes of a file, the earliest ask on top.

    For a PDF the parts pass through `track_parts` and then the sheets through `track_sheets`, to be
    counted.
    """
    from tracker.charts.image.matplotlib_page import render_image, render_pdf

    ordered = sorted(timelines, key=lambda timeline: (timeline.first_day, timeline.entries))
    has_several_groups = (
        timeline_text.has_several_groups(timelines) if with_group is None else with_group
    )
    if not ordered:
        page = ImagePage(image_format)
        page.write_text(
            (MARGIN, page.height - 0.75), timeline_text.describe_no_asks(), TEXT_SIZE, TEXT_COLOUR
        )
        return render_image(page)
    if image_format is ImageFormat.PNG:
        return render_image(_TimelineSheets(ordered, has_several_groups).draw_long_page())
    return render_pdf(
        track_sheets(_TimelineSheets(ordered, has_several_groups).draw_pages(track_parts))
    )


class _TimelineSheets:
    """The pages of some timelines."""

    def __init__(self, timelines: Sequence[Timeline], has_several_groups: bool) -> None:
        """Take timelines in the order in which they are drawn."""
        self.timelines = timelines
        groups = sorted({timeline.group for timeline in timelines if timeline.group})
        self._heading = timeline_text.format_timeline_heading([] if has_several_groups else groups)
        self._span_text = _describe_span(timelines)
        self._parts = [
            build_timeline_part(timeline, with_group=has_several_groups) for timeline in timelines
        ]

    def draw_long_page(self) -> ImagePage:
        """Return one page as long as needed, without the oldest where that is too long."""
        width = ImageFormat.PNG.size[0]
        parts = self._parts
        while len(parts) > 1 and not fits_page(parts, width, LONGEST_PNG):
            # Many at first: of thousands each try would be felt.
            parts = parts[1 + len(parts) // 16 :]
        axis = TimelineAxis.from_days([day for part in parts for day in part.dates], width)
        height = sum(measure_height(part, axis) for part in parts)
        page = ImagePage(ImageFormat.PNG, TOP_HEIGHT + height + BOTTOM_HEIGHT)
        page_note = ""
        if len(parts) < len(self.timelines):
            page_note = _label("newest {shown} of {count} asks (a PDF has all of them)").format(
                shown=len(parts), count=len(self.timelines)
            )
        self._fill_page(page, axis, parts, page_note)
        return page

    def draw_pages(
        self, track_parts: Callable[[Iterable[TimelinePart]], Iterable[TimelinePart]]
    ) -> Iterator[ImagePage]:
        """Yield as many pages as needed, each with its number."""
        width, height = ImageFormat.PDF.size
        pages = list(
            split_into_pages(track_parts(self._parts), width, height - TOP_HEIGHT - BOTTOM_HEIGHT)
        )
        for number, (axis, parts) in enumerate(pages, start=1):
            page = ImagePage(ImageFormat.PDF)
            page_note = _label("page {number} of {count}").format(number=number, count=len(pages))
            self._fill_page(page, axis, parts, page_note if len(pages) > 1 else "")
            yield page

    def _fill_page(
        self, page: ImagePage, axis: TimelineAxis, parts: Sequence[TimelinePart], page_note: str
    ) -> None:
        y = page.height - 0.75
        room = page.width - 2 * MARGIN
        size = fit_text_size(self._heading, HEADING_SIZE, room)
        page.write_text((MARGIN, y), self._heading, size, TEXT_COLOUR)
        page.write_text((MARGIN, y - 0.33), self._span_text, TEXT_SIZE)
        page.write_text((page.width - MARGIN, 0.4), page_note, SMALL_SIZE, DIM_COLOUR, "right")
        page.write_text((MARGIN, 0.4), chart_text.describe_source(), SMALL_SIZE)
        _draw_legend(page, [part.timeline for part in parts], y - 0.72)
        top = page.height - TOP_HEIGHT
        low = top - sum(measure_height(part, axis) for part in parts) + TIMELINE_GAP
        draw_months(page, axis, top, low)
        for part in parts:
            height = measure_height(part, axis)
            TimelineLane(page, axis, part, top, top - height + TIMELINE_GAP + FOOT_HEIGHT).draw()
            top -= height


def _describe_span(timelines: Sequence[Timeline]) -> str:
    """Return how many asks there are, and from when to when."""
    count = len(timelines)
    asks = _label_plural(
        "{count} ask and what happened next", "{count} asks and what happened next", count
    )
    first, last = (
        min(timeline.first_day for timeline in timelines),
        max(timeline.last_day for timeline in timelines),
    )
    months = format_month(first), format_month(last)
    span = (
        months[0]
        if months[0] == months[1]
        else _label("{first} to {last}").format(first=months[0], last=months[1])
    )
    return join_list((asks.format(count=count), span))


class TimelineLane:
    """One timeline being drawn: its title on top, its line at the bottom, labels in between."""

    def __init__(
        self, page: ImagePage, axis: TimelineAxis, part: TimelinePart, top: float, line: float
    ) -> None:
        """Measure its place on the page."""
        self.page, self.axis, self.part = page, axis, part
        self.top, self.line = top, line
        self.labels = place_labels(part, axis)

    def draw(self) -> None:
        """Draw all of it."""
        self._write_title()
        self.draw_days()
        for label in self.labels:
            self._write_label(label)

    def draw_days(self) -> None:
        """Draw the line with its signs, without a word."""
        self._draw_line()
        for label in self.labels:
            for index, mark in enumerate(label.day.marks):
                draw_step_sign(self.page, mark.kind, label.x + index * SIGN_WIDTH, self.line)

    def _write_title(self) -> None:
        y = self.top - 0.16
        part, room = self.part, self.page.width - 2 * MARGIN
        size = fit_text_size(part.title, TITLE_SIZE, room * 0.7)
        x = MARGIN + measure_text(part.title, size) + 0.2
        self._write_on_blank(MARGIN, y, part.title, size, TEXT_COLOUR)
        fitting = fit_text_size(part.subtitle, WORDS_SIZE, max(1.0, self.page.width - MARGIN - x))
        self._write_on_blank(x, y, part.subtitle, fitting, DIM_COLOUR)

    def _write_on_blank(self, x: float, y: float, text: str, size: float, colour: str) -> None:
        """Write a text on a blank box, which no line of a month crosses."""
        width = measure_text(text, size)
        self.page.add_box(ShapeStyle.BLANK, x - 0.03, y - 0.045, x + width + 0.03, y + 0.125)
        self.page.write_text((x, y), text, size, colour)

    def _draw_line(self) -> None:
        """Draw the line from day to day, thick where a regular payment runs."""
        first, last = self.labels[0], self.labels[-1]
        start = self.axis.left if self.part.is_continuation else first.x
        end = self.axis.right if self.part.is_continued else last.signs_end - SIGN_WIDTH / 2
        self.page.add_shape(ShapeStyle.THREAD, (start, self.line), (max(start, end), self.line))
        for label, following in zip(self.labels, [*self.labels[1:], None], strict=True):
            if not label.day.is_paying:
                continue
            to = _find_sign_x(following, StepKind.ENDED) if following else end
            if (
                following is None
                and self.part.timeline.has_running_payment
                and not self.part.is_continued
            ):
                to = self.axis.right
                self.page.write_text(
                    (to + 0.08, self.line - 0.03), chart_text.format_so_far(), SMALL_SIZE
                )
            start = _find_sign_x(label, StepKind.PAYS)
            self.page.add_box(ShapeStyle.RUNNING, start, self.line - 0.016, to, self.line + 0.016)

    def _write_label(self, label: DayLabel) -> None:
        low = self.line + label.low
        if low - self.line > 0.2:
            self.page.add_shape(
                ShapeStyle.YEAR, (label.x, self.line + HALF_SIGN + 0.02), (label.x, low - 0.03)
            )
        y = self.line + label.high - LINE_HEIGHT + 0.04
        for text, is_said in label.lines:
            self._write_on_blank(
                label.x - HALF_SIGN, y, text, WORDS_SIZE, DIM_COLOUR if is_said else TEXT_COLOUR
            )
            y -= LINE_HEIGHT


def _find_sign_x(label: DayLabel, kind: StepKind) -> float:
    """Return the place of a sign of a day, or of the first one where it has no such sign."""
    kinds = [mark.kind for mark in label.day.marks]
    return label.x + SIGN_WIDTH * (kinds.index(kind) if kind in kinds else 0)


def draw_months(page: ImagePage, axis: TimelineAxis, top: float, low: float) -> None:
    """Rule the months from top to bottom, and name them below."""
    months = list(axis.months)
    slot = (axis.right - axis.left) / len(months)
    names = [format_month_name(month.first_day) for month in months]
    if max(measure_text(name, SMALL_SIZE) for name in names) + 0.06 > slot:
        names = [format_month_initial(month.first_day) if slot > 0.12 else "" for month in months]
    for month, name in zip(months, names, strict=True):
        x = axis.find_x(month.first_day)
        if slot > 0.12 or month.number == 1:
            page.add_shape(ShapeStyle.GRID, (x, low), (x, top))
        middle = (x + axis.find_x(month.add_months(1).first_day)) / 2
        page.write_text((middle, low - 0.17), name, SMALL_SIZE, DIM_COLOUR, "center")
        if month.number == 1 or month == months[0]:
            page.write_text((x + 0.02, low - 0.34), str(month.year), SMALL_SIZE)
    end = axis.find_x(find_day_after(axis))
    page.add_shape(ShapeStyle.GRID, (end, low), (end, top))
    page.add_shape(ShapeStyle.GRID, (axis.left, low), (end, low))


def _draw_legend(page: ImagePage, timelines: Sequence[Timeline], y: float) -> None:
    """Write what each sign means, in lines from a height down."""
    x = MARGIN
    step_kinds = timeline_text.find_step_kinds(timelines)
    for kind, text in timeline_text.build_timeline_legend(step_kinds):
        width = 0.2 + measure_text(text, WORDS_SIZE)
        if x > MARGIN and x + width > page.width - MARGIN:
            x, y = MARGIN, y - 0.22
        draw_step_sign(page, kind, x + HALF_SIGN, y + 0.045)
        page.write_text((x + 0.2, y), text, WORDS_SIZE, TEXT_COLOUR)
        x += width + 0.3


def draw_step_sign(page: ImagePage, kind: StepKind, x: float, y: float) -> None:
    """Draw the sign of a step around a place: signs differ by shape, and in grey by fill."""
    match kind:
        case StepKind.ASKED | StepKind.ASKED_AGAIN:
            _erase_shape(page, _build_circle(x, y, HALF_SIGN))
            page.add_shape(ShapeStyle.MARK, *_build_circle(x, y, HALF_SIGN))
        case StepKind.YES | StepKind.SILENT:
            radius = HALF_SIGN / 3 if kind is StepKind.SILENT else HALF_SIGN + 0.005
            page.add_shape(ShapeStyle.SIGN, *_build_circle(x, y, radius))
        case StepKind.GAVE | StepKind.PAID | StepKind.PAYS:
            page.add_box(
                ShapeStyle.SIGN, x - HALF_SIGN, y - HALF_SIGN, x + HALF_SIGN, y + HALF_SIGN
            )
        case StepKind.RETURNED:
            corners = _build_square(x, y, HALF_SIGN)
            _erase_shape(page, corners)
            page.add_shape(ShapeStyle.MARK, *corners, corners[0])
        case StepKind.NO:
            _erase_shape(page, _build_circle(x, y, HALF_SIGN))
            page.add_shape(
                ShapeStyle.MARK, (x - HALF_SIGN, y - HALF_SIGN), (x + HALF_SIGN, y + HALF_SIGN)
            )
            page.add_shape(
                ShapeStyle.MARK, (x - HALF_SIGN, y + HALF_SIGN), (x + HALF_SIGN, y - HALF_SIGN)
            )
        case StepKind.LATER:
            _erase_shape(page, _build_circle(x, y, HALF_SIGN))
            for left in (x - HALF_SIGN, x):
                page.add_shape(
                    ShapeStyle.MARK,
                    (left, y - HALF_SIGN),
                    (left + HALF_SIGN, y),
                    (left, y + HALF_SIGN),
                )
        case StepKind.ENDED:
            page.add_shape(ShapeStyle.MARK, (x, y - HALF_SIGN - 0.02), (x, y + HALF_SIGN + 0.02))
            page.add_shape(ShapeStyle.MARK, (x - HALF_SIGN, y), (x, y))
        case StepKind.WITHDREW:
            _erase_shape(page, _build_circle(x, y, HALF_SIGN))
            page.add_shape(ShapeStyle.MARK, (x + HALF_SIGN, y), (x - HALF_SIGN, y))
            page.add_shape(
                ShapeStyle.MARK, (x, y - HALF_SIGN), (x - HALF_SIGN, y), (x, y + HALF_SIGN)
            )


def _erase_shape(page: ImagePage, positions: Sequence[Position]) -> None:
    """Let the line end where a sign begins."""
    page.add_shape(ShapeStyle.BLANK, *positions)


def _build_circle(x: float, y: float, half: float) -> list[Position]:
    steps = (2 * math.pi * step / CIRCLE_CORNERS for step in range(CIRCLE_CORNERS + 1))
    return [(x + half * math.cos(step), y + half * math.sin(step)) for step in steps]


def _build_square(x: float, y: float, half: float) -> list[Position]:
    low, high = y - half, y + half
    return [(x - half, low), (x + half, low), (x + half, high), (x - half, high)]
