"""The drawings of a summary: SVG that any program reads, where matplotlib would draw the same."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import findfont, get_font

from tracker.charts.image import font as fonts
from tracker.charts.image.font import find_font_folder, measure_text
from tracker.charts.image.matplotlib_loader import FONT, ImageError
from tracker.charts.image.page import ImageFormat, ImagePage, ShapeStyle
from tracker.charts.image.svg import render_svg

NAMESPACE = "{http://www.w3.org/2000/svg}"


def build_page() -> ImagePage:
    return ImagePage(ImageFormat.PDF, height=2, width=4)


def list_elements(page: ImagePage, name: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(render_svg(page)).findall(f"{NAMESPACE}{name}")


def test_lengths_are_points_from_the_upper_left_corner() -> None:
    page = build_page()
    page.add_box(ShapeStyle.GIVEN, 1, 0.5, 2, 1)
    (box,) = list_elements(page, "path")
    assert ElementTree.fromstring(render_svg(page)).get("viewBox") == "0 0 288 144"
    assert box.get("d") == ("M72.000 108.000L144.000 108.000L144.000 72.000L72.000 72.000Z")
    assert box.get("fill") == ShapeStyle.GIVEN.value.colour


def test_what_is_in_front_comes_later_and_a_white_rim_before_its_line() -> None:
    page = build_page()
    page.add_shape(ShapeStyle.LIMIT, (0, 1), (4, 1))
    page.add_box(ShapeStyle.GIVEN, 1, 0.5, 2, 1)
    box, rim, line = list_elements(page, "path")
    assert box.get("fill") == ShapeStyle.GIVEN.value.colour
    assert (rim.get("stroke"), rim.get("stroke-width"), rim.get("stroke-dasharray")) == (
        "white",
        "2.6",
        None,
    )
    assert (line.get("stroke-width"), line.get("stroke-dasharray")) == ("1.6", "6.4 4")


@given(st.text())
def test_any_text_is_only_text(text: str) -> None:
    page = build_page()
    page.write_text((1, 1), f"<b>&{text}", 10, align="right")
    (written,) = list_elements(page, "text")
    assert (written.text or "").startswith("<b>&")
    assert (written.get("x"), written.get("y"), written.get("text-anchor")) == (
        "72.000",
        "72.000",
        "end",
    )


@pytest.mark.parametrize(
    "text", ["asked, no amount named", "12.00 EUR given (no income)", "Wäre 52 %", "замок", "→ □ ●"]
)
def test_a_text_is_as_wide_as_matplotlib_draws_it(text: str) -> None:
    font = get_font(findfont(FONT))
    font.set_size(10, 1200)
    font.set_text(text)
    assert measure_text(text, 10) == pytest.approx(font.get_width_height()[0] / 64 / 1200, rel=0.02)


def test_a_font_that_is_not_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "find_font_folder", lambda: tmp_path)
    fonts._load_font.cache_clear()
    try:
        with pytest.raises(ImageError, match="can’t be drawn"):
            build_page().write_text((1, 1), "any", 10)
    finally:
        fonts._load_font.cache_clear()


def test_the_font_is_the_one_that_matplotlib_draws_with() -> None:
    assert find_font_folder().samefile(findfont(FONT).rpartition("/")[0])
