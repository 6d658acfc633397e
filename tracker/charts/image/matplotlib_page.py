"""Draws pages with matplotlib: a PNG for a screen, a PDF for paper.

Importing this imports matplotlib: do it where an image is drawn and nowhere before.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from tracker.charts.image.matplotlib_loader import isolate_matplotlib
from tracker.charts.image.page import ImageFormat, ImagePage, Position, StyleSpec

with isolate_matplotlib():
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import LineCollection, PolyCollection
    from matplotlib.figure import Figure

METADATA_KEYS = {
    ImageFormat.PNG: ("Software",),
    ImageFormat.PDF: ("Creator", "Producer", "CreationDate"),
}
"""The metadata that matplotlib writes about itself and the time unless it is given None."""


PNG_COMPRESSION = 3
"""How hard a PNG is packed: less time than the usual 6, for a file a tenth larger."""


def render_image(page: ImagePage) -> bytes:
    """Return a page as a file: the same bytes for the same shapes, without metadata."""
    if page.image_format is ImageFormat.PDF:
        return render_pdf([page])
    memory = BytesIO()
    canvas: Any = FigureCanvasAgg(_paint_page(page))  # matplotlib does not say what it prints
    untold = dict.fromkeys(METADATA_KEYS[page.image_format])
    canvas.print_png(memory, metadata=untold, pil_kwargs={"compress_level": PNG_COMPRESSION})
    return memory.getvalue()


def render_pdf(pages: Iterable[ImagePage]) -> bytes:
    """Return pages as the sheets of one PDF. Each page is freed once it is printed."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages

    memory = BytesIO()
    with PdfPages(memory, metadata=dict.fromkeys(METADATA_KEYS[ImageFormat.PDF])) as file:
        for page in pages:
            canvas: Any = FigureCanvasPdf(_paint_page(page))
            canvas.print_pdf(file)
    return memory.getvalue()


def _paint_page(page: ImagePage) -> Figure:
    # Whatever a matplotlibrc on this machine says, the same figures give the same image.
    dict.update(mpl.rcParams, mpl.rcParamsDefault)
    mpl.rcParams["pdf.fonttype"] = 42
    figure = Figure(figsize=(page.width, page.height), dpi=150)
    for style, shapes in page.shapes.items():
        if shapes:
            _paint_style(figure, style.value, shapes)
    for text in page.texts:
        figure.text(
            *text.position,
            text.text,
            fontsize=text.size,
            color=text.colour,
            horizontalalignment=text.align,
            verticalalignment="baseline",
            transform=figure.dpi_scale_trans,
            zorder=8,
            parse_math=False,
        )
    return figure


def _paint_style(figure: Figure, style: StyleSpec, shapes: list[Sequence[Position]]) -> None:
    transform = figure.dpi_scale_trans
    if style.stroke_width is None:
        faces = PolyCollection(
            shapes,
            facecolors=style.colour,
            linewidths=0,
            zorder=style.layer,
            transform=transform,
        )
        if style.hatch:
            faces.set_hatch(style.hatch)
            faces.set_edgecolor("white")
        figure.add_artist(faces)
        return
    strokes = [(style.stroke_width, style.colour)]
    if style.rim_width:
        strokes.insert(0, (style.stroke_width + 2 * style.rim_width, "white"))
    for width, colour in strokes:
        lines = LineCollection(
            shapes, colors=colour, linewidths=width, zorder=style.layer, transform=transform
        )
        if style.dashes and width == style.stroke_width:
            # The rim has none: between white dashes upon a bar the line would look broken.
            lines.set_linestyle((0, style.dashes))
        figure.add_artist(lines)
