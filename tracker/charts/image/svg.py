"""A page as SVG with its texts as text, for typst to set into a summary."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tracker.charts.image.font import POINTS_PER_INCH
from tracker.charts.image.matplotlib_loader import FONT
from tracker.charts.image.page import Align, ImagePage, ImageText, Position, StyleSpec

_ANCHORS: dict[Align, str] = {"left": "start", "center": "middle", "right": "end"}


def render_svg(page: ImagePage) -> str:
    """Return the page as SVG. It has no hatches, which only the chart by kind has."""
    width, height = page.width * POINTS_PER_INCH, page.height * POINTS_PER_INCH
    size = f'width="{width:.6g}pt" height="{height:.6g}pt" viewBox="0 0 {width:.6g} {height:.6g}"'
    styles = sorted(page.shapes, key=lambda style: style.value.layer)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} stroke-linejoin="round" fill="none">',
        *(_render_style(style.value, page.shapes[style], height) for style in styles),
        *(_render_text(text, height) for text in page.texts),
        "</svg>",
    ]
    return "\n".join(filter(None, parts))


def _render_style(style: StyleSpec, shapes: Sequence[Sequence[Position]], height: float) -> str:
    """Return all shapes of a style as one path, and its white rim below it."""
    if not shapes:
        return ""
    end = "Z" if style.stroke_width is None else ""
    points = [[_format_point(position, height) for position in shape] for shape in shapes]
    path = "".join(f"M{'L'.join(shape)}{end}" for shape in points)
    if style.stroke_width is None:
        return f'<path d="{path}" fill="{style.colour}"/>'
    rim = ""
    if style.rim_width:
        width = style.stroke_width + 2 * style.rim_width
        # It has no dashes: between white dashes upon a bar the line would look broken.
        rim = f'<path d="{path}" stroke="white" stroke-width="{width:.6g}"/>'
    dashes = ""
    if style.dashes:
        lengths = " ".join(f"{length * style.stroke_width:.6g}" for length in style.dashes)
        dashes = f' stroke-dasharray="{lengths}"'
    width = style.stroke_width
    return f'{rim}<path d="{path}" stroke="{style.colour}" stroke-width="{width:.6g}"{dashes}/>'


def _render_text(text: ImageText, height: float) -> str:
    x, y = _format_point(text.position, height).split()
    return (
        f'<text x="{x}" y="{y}" font-family="{FONT}" font-size="{text.size:.6g}"'
        f' fill="{text.colour}" text-anchor="{_ANCHORS[text.align]}">{escape(text.text)}</text>'
    )


def _format_point(position: Position, height: float) -> str:
    x, y = position
    return f"{x * POINTS_PER_INCH:.3f} {height - y * POINTS_PER_INCH:.3f}"
