"""The preview of a summary: its pages as lines of text, to check before the export."""

from collections.abc import Iterator, Sequence
from functools import singledispatch

from tracker.charts.terminal.text_wrap import wrap_text
from tracker.export.report.blocks import (
    AskDaysBlock,
    BulletListBlock,
    ChartBlock,
    CheckCodeBlock,
    FooterBlock,
    FrameBlock,
    GlossaryBlock,
    HeadingBlock,
    KeyFiguresBlock,
    ParagraphBlock,
    QuoteBlock,
    ReportBlock,
    SideBySideBlock,
    TableBlock,
    TimelineBlock,
)
from tracker.export.report.document import build_document
from tracker.export.report.model import Report
from tracker.i18n import NumberFormat, _label
from tracker.text_width import measure_cells

COLUMN_GAP = "  "
FRAME_BAR = "│ "
UNDERLINES = {1: "=", 2: "-"}


def render_text_preview(
    report: Report,
    width: int,
    numbers: NumberFormat | None = None,
    attachment_names: Sequence[str] = (),
) -> list[str]:
    """Return every sentence and number of the PDF as lines, with descriptions of the drawings."""
    pages = build_document(report, numbers, attachment_names)
    lines: list[str] = []
    for block in (*pages.page_one, *pages.more_pages):
        lines += [*_render_block(block, width), ""]
    return lines[:-1]


@singledispatch
def _render_block(block: ReportBlock, width: int) -> Iterator[str]:
    """Return the lines of a block. Each kind is registered below."""
    raise TypeError(block)


@_render_block.register
def _render_heading(block: HeadingBlock, width: int) -> Iterator[str]:
    lines = wrap_text(block.text, width)
    yield from lines
    if block.level in UNDERLINES:
        yield UNDERLINES[block.level] * max(map(measure_cells, lines))


@_render_block.register
def _render_paragraph(block: ParagraphBlock, width: int) -> Iterator[str]:
    yield from wrap_text(block.text, width)


@_render_block.register
def _render_bullet_list(block: BulletListBlock, width: int) -> Iterator[str]:
    for item in block.items:
        yield from _wrap_hanging(item, width, "- ")


@_render_block.register
def _render_side_by_side(block: SideBySideBlock, width: int) -> Iterator[str]:
    for title, items in block.lists:
        yield from wrap_text(title, width)
        for item in items:
            yield from _wrap_hanging(item, width, "- ")


@_render_block.register
def _render_frame(block: FrameBlock, width: int) -> Iterator[str]:
    for inner in block.blocks:
        yield from (FRAME_BAR + line for line in _render_block(inner, width - len(FRAME_BAR)))


@_render_block.register
def _render_footer(block: FooterBlock, width: int) -> Iterator[str]:
    for place, inner in enumerate(block.blocks):
        yield from ([""] if place else [])
        yield from _render_block(inner, width)


@_render_block.register
def _render_key_figures(block: KeyFiguresBlock, width: int) -> Iterator[str]:
    for label, value, remarks in block.figures:
        yield from _wrap_hanging(f"{label}: {value}", width)
        for remark in remarks:
            yield from _wrap_hanging(remark, width, COLUMN_GAP)


@_render_block.register
def _render_chart(block: ChartBlock, width: int) -> Iterator[str]:
    yield from _render_heading(HeadingBlock(block.heading), width)
    yield from wrap_text(
        " ".join(filter(None, (_describe_drawing(block.alt_text), block.remark))), width
    )


@_render_block.register
def _render_timeline(block: TimelineBlock, width: int) -> Iterator[str]:
    yield from wrap_text(_describe_drawing(block.alt_text), width)


@_render_block.register
def _render_quote(block: QuoteBlock, width: int) -> Iterator[str]:
    yield from wrap_text(block.words, width)
    yield from _wrap_hanging(block.source, width, COLUMN_GAP)


@_render_block.register
def _render_ask_days(block: AskDaysBlock, width: int) -> Iterator[str]:
    for day, steps, *more in block.days:
        yield from _wrap_hanging(f"{day}: {steps}", width)
        for line in filter(None, more):
            yield from _wrap_hanging(line, width, COLUMN_GAP)


@_render_block.register
def _render_glossary(block: GlossaryBlock, width: int) -> Iterator[str]:
    for name, meaning in block.terms:
        yield from _wrap_hanging(f"{name}: {meaning}", width)


@_render_block.register
def _render_check_code(block: CheckCodeBlock, width: int) -> Iterator[str]:
    yield from wrap_text(" ".join(block.groups), width)


@_render_block.register
def _render_table(block: TableBlock, width: int) -> Iterator[str]:
    """Yield columns where they fit, else each row as a list of its cells."""
    lines = (block.head, *block.rows)
    widths = [max(map(measure_cells, column)) for column in zip(*lines, strict=True)]
    if sum(widths) + len(COLUMN_GAP) * (len(widths) - 1) <= width:
        for first, *cells in lines:
            padded = [first + " " * (widths[0] - measure_cells(first))]
            for cell, room in zip(cells, widths[1:], strict=True):
                padded.append(" " * (room - measure_cells(cell)) + cell)
            yield COLUMN_GAP.join(padded)
        return
    for first, *cells in block.rows:
        yield from wrap_text(first, width)
        for name, cell in zip(block.head[1:], cells, strict=True):
            yield from _wrap_hanging(f"{name}: {cell}", width, COLUMN_GAP)


def _describe_drawing(alt_text: str) -> str:
    return _label("[drawing] {description}").format(description=alt_text)


def _wrap_hanging(text: str, width: int, first: str = "") -> Iterator[str]:
    """Yield a text after a bullet or spaces, its other lines indented a little further."""
    rest = " " * len(first) if first.strip() else first + COLUMN_GAP
    for place, line in enumerate(wrap_text(text, width - len(rest))):
        yield (rest if place else first) + line
