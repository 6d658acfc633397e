"""A page of an image: its shapes, grouped by style, and its texts.

Lengths are inches from the lower left corner, texts in points. Nothing is drawn here: `svg` and
`matplotlib_page` do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Literal, NamedTuple, TypeAlias

from tracker.charts.image.font import replace_missing_glyphs

Position: TypeAlias = tuple[float, float]
Align: TypeAlias = Literal["left", "center", "right"]

TEXT_COLOUR, DIM_COLOUR = "#222222", "#666666"


class ImageFormat(StrEnum):
    """The kind of file an image becomes."""

    PNG = "png"
    PDF = "pdf"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height: a wide screen, and an A4 sheet on its side."""
        return (32 / 3, 6) if self is ImageFormat.PNG else (297 / 25.4, 210 / 25.4)


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


class ImageText(NamedTuple):
    """A text with its baseline at a place."""

    position: Position
    text: str
    size: float
    colour: str
    align: Align


class ImagePage:
    """One image: what is to be drawn on it."""

    def __init__(
        self, image_format: ImageFormat, height: float | None = None, width: float | None = None
    ) -> None:
        """Begin with an empty white page, of its format's size unless another one is given."""
        self.image_format = image_format
        self.width, self.height = width or image_format.size[0], height or image_format.size[1]
        self.shapes: dict[ShapeStyle, list[Sequence[Position]]] = {
            style: [] for style in ShapeStyle
        }
        self.texts: list[ImageText] = []

    def add_shape(self, style: ShapeStyle, *positions: Position) -> None:
        """Add a shape: the corners of a filled one, the turns of a stroke."""
        self.shapes[style].append(positions)

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
        shown = replace_missing_glyphs(text)
        self.texts.append(ImageText(position, shown, size, colour, align))
