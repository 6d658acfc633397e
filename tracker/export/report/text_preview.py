"""The pages as lines of text, for a person who reads all of it before it leaves."""

from collections.abc import Iterator, Sequence
from functools import singledispatch

from tracker.charts.terminal.canvas import cell_width
from tracker.charts.terminal.text_wrap import wrap_text
from tracker.export.report.blocks import (
    Block,
    Chart,
    Code,
    Days,
    Figures,
    Foot,
    Frame,
    Heading,
    LifeLine,
    Paragraph,
    Points,
    Quote,
    Table,
    Terms,
)
from tracker.export.report.document import document
from tracker.export.report.model import Report
from tracker.i18n import NumberFormat, _

BETWEEN = "  "
BAR = "│ "
UNDERLINES = {1: "=", 2: "-"}


def page_text(
    report: Report, width: int, numbers: NumberFormat | None = None, attached: Sequence[str] = ()
) -> list[str]:
    """Every sentence and number of the PDF, on lines of a width; drawings are named."""
    pages = document(report, numbers, attached)
    lines: list[str] = []
    for block in (*pages.first, *pages.more):
        lines += [*_lines(block, width), ""]
    return lines[:-1]


@singledispatch
def _lines(block: Block, width: int) -> Iterator[str]:
    """The lines of a block; each kind has its own way below."""
    raise TypeError(block)


@_lines.register
def _heading(block: Heading, width: int) -> Iterator[str]:
    lines = wrap_text(block.text, width)
    yield from lines
    if block.level in UNDERLINES:
        yield UNDERLINES[block.level] * max(map(cell_width, lines))


@_lines.register
def _paragraph(block: Paragraph, width: int) -> Iterator[str]:
    yield from wrap_text(block.text, width)


@_lines.register
def _points(block: Points, width: int) -> Iterator[str]:
    for item in block.items:
        yield from _hanging(item, width, "- ")


@_lines.register
def _frame(block: Frame, width: int) -> Iterator[str]:
    for inner in block.blocks:
        yield from (BAR + line for line in _lines(inner, width - len(BAR)))


@_lines.register
def _foot(block: Foot, width: int) -> Iterator[str]:
    for place, inner in enumerate(block.blocks):
        yield from ([""] if place else [])
        yield from _lines(inner, width)


@_lines.register
def _figures(block: Figures, width: int) -> Iterator[str]:
    for label, value, remark in block.figures:
        yield from _hanging(
            f"{label}: {value} ({remark})" if remark else f"{label}: {value}", width
        )


@_lines.register
def _chart(block: Chart, width: int) -> Iterator[str]:
    yield from _heading(Heading(block.heading), width)
    yield from wrap_text(" ".join(filter(None, (_picture(block.told), block.remark))), width)


@_lines.register
def _life_line(block: LifeLine, width: int) -> Iterator[str]:
    yield from wrap_text(_picture(block.told), width)


@_lines.register
def _quote(block: Quote, width: int) -> Iterator[str]:
    yield from wrap_text(block.words, width)
    yield from _hanging(block.source, width, BETWEEN)


@_lines.register
def _days(block: Days, width: int) -> Iterator[str]:
    for day, happened, *more in block.days:
        yield from _hanging(f"{day}: {happened}", width)
        for line in filter(None, more):
            yield from _hanging(line, width, BETWEEN)


@_lines.register
def _terms(block: Terms, width: int) -> Iterator[str]:
    for name, meaning in block.terms:
        yield from _hanging(f"{name}: {meaning}", width)


@_lines.register
def _code(block: Code, width: int) -> Iterator[str]:
    yield from wrap_text(" ".join(block.groups), width)


@_lines.register
def _table(block: Table, width: int) -> Iterator[str]:
    """In columns where they fit, else each row as a list of its cells."""
    lines = (block.head, *block.rows)
    widths = [max(map(cell_width, column)) for column in zip(*lines, strict=True)]
    if sum(widths) + len(BETWEEN) * (len(widths) - 1) <= width:
        for first, *cells in lines:
            padded = [first + " " * (widths[0] - cell_width(first))]
            for cell, room in zip(cells, widths[1:], strict=True):
                padded.append(" " * (room - cell_width(cell)) + cell)
            yield BETWEEN.join(padded)
        return
    for first, *cells in block.rows:
        yield from wrap_text(first, width)
        for name, cell in zip(block.head[1:], cells, strict=True):
            yield from _hanging(f"{name}: {cell}", width, BETWEEN)


def _picture(told: str) -> str:
    return _("[a drawing] {told}").format(told=told)


def _hanging(text: str, width: int, first: str = "") -> Iterator[str]:
    """A text after a sign or spaces, its other lines a little further in."""
    rest = " " * len(first) if first.strip() else first + BETWEEN
    for place, line in enumerate(wrap_text(text, width - len(rest))):
        yield (rest if place else first) + line
