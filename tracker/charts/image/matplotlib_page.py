"""A page that matplotlib draws, with shapes grouped by style: a decade needs few artists.

Lengths are inches from the lower left corner, texts in points. Importing this imports matplotlib:
do it where an image is drawn and nowhere before.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, TypeAlias

from tracker.charts.image.matplotlib_loader import FONT, isolate_matplotlib

with isolate_matplotlib():
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import LineCollection, PolyCollection
    from matplotlib.figure import Figure
    from matplotlib.font_manager import findfont, get_font
    from matplotlib.ft2font import FT2Font

Position: TypeAlias = tuple[float, float]
Align: TypeAlias = Literal["left", "center", "right"]

TEXT_COLOUR, DIM_COLOUR = "#222222", "#666666"
MISSING_GLYPH = "\N{WHITE SQUARE}"
"""The replacement for a character that the font lacks."""
SMALLEST_TEXT = 7
MEASURING_DPI = 1200
"""Dots an inch at which texts are measured: fine enough that rounding to dots does not matter."""
VARIATION_SELECTORS = range(0xFE00, 0xFE10)
"""Characters without a shape that only choose one for the character before."""


class ImageFormat(StrEnum):
    """The kind of file an image becomes."""

    PNG = "png"
    PDF = "pdf"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height: a wide screen, and an A4 sheet on its side."""
        return (32 / 3, 6) if self is ImageFormat.PNG else (297 / 25.4, 210 / 25.4)


METADATA_KEYS = {
    ImageFormat.PNG: ("Software",),
    ImageFormat.PDF: ("Creator", "Producer", "CreationDate"),
}
"""The metadata that matplotlib writes about itself and the time unless it is given None."""


PNG_COMPRESSION = 3
"""How hard a PNG is packed: less time than the usual 6, for a file a tenth larger."""


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """How a shape is painted: filled or stroked, and how far in front."""

    colour: str
    layer: int
    stroke_width: float | None = None
    """The width of a stroke in points, None for a filled shape."""
    dashes: tuple[float, float] | None = None
    rim_width: float = 0
    """How far a white rim shows around a stroke, in points."""
    hatch: str | None = None
    """A pattern in white upon a filled shape, in matplotlib's signs."""


class ShapeStyle(Enum):
    """The styles on a page, light or dark enough to differ when printed in grey."""

    GRID = StyleSpec("#DDDDDD", 1, 0.6)
    ASKED = StyleSpec("#E4E0D5", 2)
    ASKED_EDGE = StyleSpec("#B5AE9B", 3, 0.8)
    GIVEN = StyleSpec("#0072B2", 4)
    DUES = StyleSpec("#9CC4DE", 4)
    MERCH = StyleSpec("#4F7F9E", 4, hatch="////")
    EVENT = StyleSpec("#0C3350", 4)
    LITERATURE = StyleSpec("#6E7C86", 4, hatch="....")
    OTHER = StyleSpec("#E2E5E7", 4)
    ASKED_ONE = StyleSpec("#8F8568", 5, 2.4, rim_width=0.7)
    LIMIT = StyleSpec("#B86E00", 5, 1.6, (4, 2.5), 0.5)
    MARK = StyleSpec("#444444", 6, 1.0)
    MARK_FULL = StyleSpec("#444444", 6)
    THREAD = StyleSpec("#777777", 2, 0.8)
    RUNNING = StyleSpec("#0072B2", 3)
    BLANK = StyleSpec("#FFFFFF", 4)
    SIGN = StyleSpec("#0072B2", 6)
    BASE = StyleSpec("#777777", 7, 0.8)
    YEAR = StyleSpec("#BBBBBB", 7, 0.6)


class ImagePage:
    """One image being drawn."""

    def __init__(
        self, image_format: ImageFormat, height: float | None = None, width: float | None = None
    ) -> None:
        """Begin with an empty white page, of its format's size unless another one is given."""
        # Whatever a matplotlibrc on this machine says, the same figures give the same image.
        dict.update(mpl.rcParams, mpl.rcParamsDefault)
        mpl.rcParams["pdf.fonttype"] = 42
        self.image_format = image_format
        self.width, self.height = width or image_format.size[0], height or image_format.size[1]
        self._figure = Figure(figsize=(self.width, self.height), dpi=150)
        self._shapes: dict[ShapeStyle, list[Sequence[Position]]] = {
            style: [] for style in ShapeStyle
        }

    def add_shape(self, style: ShapeStyle, *positions: Position) -> None:
        """Add a shape: the corners of a filled one, the turns of a stroke."""
        self._shapes[style].append(positions)

    def add_box(
        self, style: ShapeStyle, left: float, bottom: float, right: float, top: float
    ) -> None:
        """Add a filled rectangle."""
        self.add_shape(style, (left, bottom), (right, bottom), (right, top), (left, top))

    def write_text(
        self,
        position: Position,
        text: str,
        size: float,
        colour: str = DIM_COLOUR,
        align: Align = "left",
    ) -> None:
        """Write a text with its baseline at a place. No character in it is an instruction."""
        self._figure.text(
            *position,
            replace_missing_glyphs(text),
            fontsize=size,
            color=colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            transform=self._figure.dpi_scale_trans,
            zorder=8,
            parse_math=False,
        )

    def to_bytes(self) -> bytes:
        """Return the image as a file: the same bytes for the same shapes, without metadata."""
        if self.image_format is ImageFormat.PDF:
            return render_pdf([self])
        memory = BytesIO()
        canvas: Any = FigureCanvasAgg(
            self._paint_shapes()
        )  # matplotlib does not say what it prints
        untold = dict.fromkeys(METADATA_KEYS[self.image_format])
        canvas.print_png(memory, metadata=untold, pil_kwargs={"compress_level": PNG_COMPRESSION})
        return memory.getvalue()

    def to_svg(self) -> str:
        """Return the image as SVG with its texts as text, for the page of a summary.

        It is not made to be shown to anyone, as it names matplotlib.
        """
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        mpl.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "tracker"}
        memory = BytesIO()
        canvas: Any = FigureCanvasSVG(self._paint_shapes())
        canvas.print_svg(memory, metadata=dict.fromkeys(("Creator", "Date")))
        return memory.getvalue().decode()

    def print_to(self, file: Any) -> None:
        """Print the page as the next sheet of a PDF."""
        # Only a PDF needs it, and it takes a tenth of an image's time to import.
        from matplotlib.backends.backend_pdf import FigureCanvasPdf

        canvas: Any = FigureCanvasPdf(self._paint_shapes())
        canvas.print_pdf(file)

    def _paint_shapes(self) -> Figure:
        for style, shapes in self._shapes.items():
            if shapes:
                self._paint_style(style.value, shapes)
        return self._figure

    def _paint_style(self, style: StyleSpec, shapes: list[Sequence[Position]]) -> None:
        transform = self._figure.dpi_scale_trans
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
            self._figure.add_artist(faces)
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
            self._figure.add_artist(lines)


def render_pdf(pages: Iterable[ImagePage]) -> bytes:
    """Return pages as the sheets of one PDF. Each page is freed once it is printed."""
    from matplotlib.backends.backend_pdf import PdfPages

    memory = BytesIO()
    with PdfPages(memory, metadata=dict.fromkeys(METADATA_KEYS[ImageFormat.PDF])) as file:
        for page in pages:
            page.print_to(file)
    return memory.getvalue()


@cache
def _load_font() -> FT2Font:
    return get_font(findfont(FONT))


def find_font_folder() -> Path:
    """Return the folder of the images' font, for the summary that shows them."""
    return Path(findfont(FONT)).parent


@lru_cache(16_384)
def measure_text(text: str, size: float) -> float:
    """Return how wide a text will be, in inches."""
    font = _load_font()
    font.set_size(size, MEASURING_DPI)
    font.set_text(replace_missing_glyphs(text))
    return font.get_width_height()[0] / 64 / MEASURING_DPI


def fit_text_size(text: str, largest: float, width: float) -> float:
    """Return the size in whole points in which a text fits a width, but at least a readable one."""
    return max(
        SMALLEST_TEXT, min(largest, math.floor(largest * width / measure_text(text, largest)))
    )


def replace_missing_glyphs(text: str) -> str:
    """Return the text with a square for each character the font lacks, without invisible ones."""
    font = _load_font()
    signs = []
    for sign in text:
        if sign.isspace():
            signs.append(" ")
        elif not sign.isprintable() or ord(sign) in VARIATION_SELECTORS:
            continue
        else:
            signs.append(sign if font.get_char_index(ord(sign)) else MISSING_GLYPH)
    return "".join(signs)
