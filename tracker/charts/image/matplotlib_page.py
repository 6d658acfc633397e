"""A page that matplotlib draws: shapes gathered by style, so that a decade costs few artists.

Lengths are inches from the lower left corner, texts in points. Importing this imports matplotlib:
do it where a picture is drawn and nowhere before.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, TypeAlias

from tracker.charts.image.matplotlib_loader import FONT, leaving_nothing

with leaving_nothing():
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import LineCollection, PolyCollection
    from matplotlib.figure import Figure
    from matplotlib.font_manager import findfont, get_font
    from matplotlib.ft2font import FT2Font

Place: TypeAlias = tuple[float, float]
Align: TypeAlias = Literal["left", "center", "right"]

INK, DIM = "#222222", "#666666"
UNKNOWN = "\N{WHITE SQUARE}"
"""What stands for a sign that the font lacks."""
SMALLEST_TEXT = 7
FINE = 1200
"""Dots an inch at which texts are measured: fine enough that rounding to dots does not matter."""
VARIATIONS = range(0xFE00, 0xFE10)
"""Signs without a shape that only choose one for the sign before."""


class Form(StrEnum):
    """What kind of file a picture becomes."""

    PNG = "png"
    PDF = "pdf"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height: a wide screen, and an A4 sheet on its side."""
        return (32 / 3, 6) if self is Form.PNG else (297 / 25.4, 210 / 25.4)


TELLTALES = {Form.PNG: ("Software",), Form.PDF: ("Creator", "Producer", "CreationDate")}
"""What matplotlib writes about itself and the hour unless told not to."""


COMPRESSION = 3
"""How hard a PNG is packed: less time than the usual 6, for a file a tenth larger."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is painted: filled or stroked, and how far in front."""

    colour: str
    order: int
    stroke: float | None = None
    """The width of a stroke in points; None for a filled shape."""
    dashes: tuple[float, float] | None = None
    under: float = 0
    """How far a white rim shows around a stroke, in points."""
    hatch: str | None = None
    """A pattern in white upon a filled shape, in matplotlib's signs."""


class Ink(Enum):
    """The styles on a page; light or dark enough to be told apart when printed in grey."""

    GRID = Look("#DDDDDD", 1, 0.6)
    ASKED = Look("#E4E0D5", 2)
    ASKED_EDGE = Look("#B5AE9B", 3, 0.8)
    GIVEN = Look("#0072B2", 4)
    DUES = Look("#9CC4DE", 4)
    MERCH = Look("#4F7F9E", 4, hatch="////")
    EVENT = Look("#0C3350", 4)
    LITERATURE = Look("#6E7C86", 4, hatch="....")
    OTHER = Look("#E2E5E7", 4)
    ASKED_ONE = Look("#8F8568", 5, 2.4, under=0.7)
    LINE = Look("#B86E00", 5, 1.6, (4, 2.5), 0.5)
    MARK = Look("#444444", 6, 1.0)
    MARK_FULL = Look("#444444", 6)
    THREAD = Look("#777777", 2, 0.8)
    RUNNING = Look("#0072B2", 3)
    BLANK = Look("#FFFFFF", 4)
    SIGN = Look("#0072B2", 6)
    BASE = Look("#777777", 7, 0.8)
    YEAR = Look("#BBBBBB", 7, 0.6)


class Page:
    """One picture being drawn."""

    def __init__(self, form: Form, height: float | None = None, width: float | None = None) -> None:
        """Begin with an empty white page, as large as its form unless it is told."""
        # Whatever a matplotlibrc on this machine wishes, the same figures give the same picture.
        dict.update(mpl.rcParams, mpl.rcParamsDefault)
        mpl.rcParams["pdf.fonttype"] = 42
        self.form = form
        self.width, self.height = width or form.size[0], height or form.size[1]
        self._figure = Figure(figsize=(self.width, self.height), dpi=150)
        self._shapes: dict[Ink, list[Sequence[Place]]] = {ink: [] for ink in Ink}

    def add(self, ink: Ink, *places: Place) -> None:
        """Add a shape: the corners of a filled one, the turns of a stroke."""
        self._shapes[ink].append(places)

    def box(self, ink: Ink, left: float, bottom: float, right: float, top: float) -> None:
        """Add a filled rectangle."""
        self.add(ink, (left, bottom), (right, bottom), (right, top), (left, top))

    def write(
        self, place: Place, text: str, size: float, colour: str = DIM, align: Align = "left"
    ) -> None:
        """Write a text, its baseline at a place; no sign in it is an instruction."""
        self._figure.text(
            *place,
            drawable(text),
            fontsize=size,
            color=colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            transform=self._figure.dpi_scale_trans,
            zorder=8,
            parse_math=False,
        )

    def bytes(self) -> bytes:
        """The finished picture, the same for the same shapes, without a word on its making."""
        if self.form is Form.PDF:
            return sheets([self])
        memory = BytesIO()
        canvas: Any = FigureCanvasAgg(self._painted())  # matplotlib does not say what it prints
        untold = dict.fromkeys(TELLTALES[self.form])
        canvas.print_png(memory, metadata=untold, pil_kwargs={"compress_level": COMPRESSION})
        return memory.getvalue()

    def svg(self) -> str:
        """The finished picture as SVG with its texts as text, for a page that is set elsewhere.

        It is not made to be shown to anybody: it names matplotlib.
        """
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        mpl.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "tracker"}
        memory = BytesIO()
        canvas: Any = FigureCanvasSVG(self._painted())
        canvas.print_svg(memory, metadata=dict.fromkeys(("Creator", "Date")))
        return memory.getvalue().decode()

    def print_on(self, file: Any) -> None:
        """Become the next sheet of a PDF."""
        # Only a PDF needs it, and it takes a tenth of a picture's time to import.
        from matplotlib.backends.backend_pdf import FigureCanvasPdf

        canvas: Any = FigureCanvasPdf(self._painted())
        canvas.print_pdf(file)

    def _painted(self) -> Figure:
        for ink, shapes in self._shapes.items():
            if shapes:
                self._paint(ink.value, shapes)
        return self._figure

    def _paint(self, look: Look, shapes: list[Sequence[Place]]) -> None:
        transform = self._figure.dpi_scale_trans
        if look.stroke is None:
            faces = PolyCollection(
                shapes, facecolors=look.colour, linewidths=0, zorder=look.order, transform=transform
            )
            if look.hatch:
                faces.set_hatch(look.hatch)
                faces.set_edgecolor("white")
            self._figure.add_artist(faces)
            return
        strokes = [(look.stroke, look.colour)]
        if look.under:
            strokes.insert(0, (look.stroke + 2 * look.under, "white"))
        for width, colour in strokes:
            lines = LineCollection(
                shapes, colors=colour, linewidths=width, zorder=look.order, transform=transform
            )
            if look.dashes and width == look.stroke:
                # The rim has none: between white dashes upon a bar the line would look broken.
                lines.set_linestyle((0, look.dashes))
            self._figure.add_artist(lines)


def sheets(pages: Iterable[Page]) -> bytes:
    """Pages as the sheets of one PDF, each let go when it is printed."""
    from matplotlib.backends.backend_pdf import PdfPages

    memory = BytesIO()
    with PdfPages(memory, metadata=dict.fromkeys(TELLTALES[Form.PDF])) as file:
        for page in pages:
            page.print_on(file)
    return memory.getvalue()


@cache
def _font() -> FT2Font:
    return get_font(findfont(FONT))


def font_folder() -> Path:
    """Where the font of the pictures lies, for the page that they stand in."""
    return Path(findfont(FONT)).parent


@lru_cache(16_384)
def text_width(text: str, size: float) -> float:
    """How wide a text will be, in inches."""
    font = _font()
    font.set_size(size, FINE)
    font.set_text(drawable(text))
    return font.get_width_height()[0] / 64 / FINE


def fitting_size(text: str, largest: float, width: float) -> float:
    """The size in which a text fits a width, whole points, down to what can still be read."""
    return max(SMALLEST_TEXT, min(largest, math.floor(largest * width / text_width(text, largest))))


def drawable(text: str) -> str:
    """The text with a square for each sign the font lacks, and none for those without a shape."""
    font = _font()
    signs = []
    for sign in text:
        if sign.isspace():
            signs.append(" ")
        elif not sign.isprintable() or ord(sign) in VARIATIONS:
            continue
        else:
            signs.append(sign if font.get_char_index(ord(sign)) else UNKNOWN)
    return "".join(signs)
