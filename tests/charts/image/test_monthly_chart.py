"""The image of the monthly chart: the same bytes everywhere, without metadata."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image

from tests.charts.examples import (
    TODAY,
    build_equal_months,
    build_month_row,
    build_year_series,
)
from tests.charts.strategies import series
from tests.strategies import EXAMPLES, pick_every
from tracker.charts import chart_text
from tracker.charts.chart_text import LegendSign
from tracker.charts.image.font import measure_text, replace_missing_glyphs
from tracker.charts.image.legend import build_image_legend
from tracker.charts.image.matplotlib_loader import (
    FOLDER_VARIABLE,
    SETTING_VARIABLES,
    ImageError,
    isolate_matplotlib,
)
from tracker.charts.image.matplotlib_page import render_image
from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart
from tracker.charts.image.page import ImagePage, ShapeStyle
from tracker.charts.series import Series, build_income_series

NAUGHTY = [
    "$x^2$ and \\frac{1}{0} and $",
    "👨‍👩‍👧 家族 קבוצה مجموعة",
    "line\nbreak\tand \x1b[31mred\x00",
    "\ud800 lonely",
    "W" * 500,
    "",
]

DRAW_ELSEWHERE = """
import hashlib
from tests.charts.examples import build_year_series
from tracker.charts.image.matplotlib_page import render_image
from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart
for image_format in ImageFormat:
    image = draw_monthly_chart(build_year_series(), image_format, ["circle"])
    print(hashlib.sha256(image).hexdigest())
import sys
from matplotlib.font_manager import fontManager
print(len(fontManager.ttflist), "matplotlib.pyplot" in sys.modules)
"""


def image(any_series: Series) -> Image.Image:
    return Image.open(BytesIO(draw_monthly_chart(any_series, ImageFormat.PNG))).convert("RGB")


@cache
def year_image(form: ImageFormat, *groups: str) -> bytes:
    """The year as it is drawn, once for all tests that only look at it."""
    return draw_monthly_chart(build_year_series(), form, groups)


def count_of(ink: ShapeStyle, picture: Image.Image) -> int:
    """How many dots of a picture have exactly the colour of an ink."""
    colour = tuple(bytes.fromhex(ink.value.colour[1:]))
    return picture.tobytes().count(bytes(colour)) if colour else 0


def pdf_text(pdf: bytes) -> str:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([reader, "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"[ \u00a0]+", " ", done.stdout.decode())


def png_chunks(png: bytes) -> set[bytes]:
    chunks, place = set(), 8
    while place < len(png):
        chunks.add(png[place + 4 : place + 8])
        place += 12 + int.from_bytes(png[place : place + 4], "big")
    return chunks


@pytest.mark.parametrize("form", ImageFormat)
def test_the_same_figures_give_the_same_bytes(form: ImageFormat) -> None:
    again = draw_monthly_chart(build_year_series(), form, ["circle"])
    assert again == year_image(form, "circle")
    assert again != year_image(form)


def test_another_home_clock_and_folder_change_nothing_and_keep_nothing(tmp_path: Path) -> None:
    home, work, temporary = (tmp_path / name for name in ("home", "work", "temporary"))
    for folder in (home, work, temporary):
        folder.mkdir()
    (work / "matplotlibrc").write_text("text.usetex: True\npath.sketch: 9, 9, 9\nno.such: key\n")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MPL", "XDG"))}
    env |= {"HOME": str(home), "TMPDIR": str(temporary), "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    env |= {"SOURCE_DATE_EPOCH": "1", "LC_ALL": "C", "PYTHONPATH": str(Path.cwd())}
    env |= {"MPLBACKEND": "Qt4Agg", "MATPLOTLIBRC": str(work / "matplotlibrc")}
    done = subprocess.run(
        [sys.executable, "-c", DRAW_ELSEWHERE],
        check=True,
        capture_output=True,
        text=True,
        cwd=work,
        env=env,
    )
    here = [hashlib.sha256(year_image(form, "circle")).hexdigest() for form in ImageFormat]
    assert done.stdout.split() == [*here, "1", "False"]
    assert done.stderr == ""
    assert [*home.rglob("*"), *temporary.rglob("*")] == []
    assert [path.name for path in work.iterdir()] == ["matplotlibrc"]


def pipe(place: Path) -> None:
    os.mkfifo(place)


@pytest.mark.long
@pytest.mark.parametrize(
    "spoil", [lambda place: place.write_bytes(b"backend: Qt4Agg\n\xff broken \x80"), pipe]
)
def test_no_setting_of_somebody_else_changes_or_breaks_a_picture(
    spoil: Callable[[Path], object], tmp_path: Path
) -> None:
    for folder in (".", "config", "home/.config/matplotlib", "named"):
        place = tmp_path / folder / "matplotlibrc"
        place.parent.mkdir(parents=True, exist_ok=True)
        spoil(place)
    env = os.environ | {"MPLBACKEND": "Qt4Agg", "PYTHONPATH": str(Path.cwd())}
    env |= {"HOME": str(tmp_path / "home"), "MATPLOTLIBRC": str(place), "LC_ALL": "C"}
    env |= {"MPLCONFIGDIR": str(tmp_path / "config"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        [sys.executable, "-c", DRAW_ELSEWHERE],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=env,
        timeout=60,
    )
    here = [hashlib.sha256(year_image(form, "circle")).hexdigest() for form in ImageFormat]
    assert done.stdout.split() == [*here, "1", "False"]
    assert done.stderr == ""


def test_the_environment_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTING_VARIABLES:
        monkeypatch.setenv(name, "mine")
    monkeypatch.delenv("MATPLOTLIBRC")
    before, exists = dict(os.environ), os.path.exists
    with isolate_matplotlib():
        folder = os.environ[FOLDER_VARIABLE]
        assert Path(folder).is_dir()
        assert "MPLBACKEND" not in os.environ
    assert dict(os.environ) == before
    assert os.path.exists is exists
    assert not Path(folder).exists()


@pytest.mark.parametrize("error", [ImportError("no such library"), OSError(28, "No space left")])
def test_a_matplotlib_that_cannot_be_loaded_is_a_sentence(error: Exception) -> None:
    with pytest.raises(ImageError, match="matplotlib can’t be loaded"), isolate_matplotlib():
        raise error


def test_a_png_says_nothing_of_its_making() -> None:
    png = year_image(ImageFormat.PNG)
    assert png_chunks(png) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    assert Image.open(BytesIO(png)).size == (1600, 900)


def test_a_pdf_says_nothing_of_its_making() -> None:
    pdf = year_image(ImageFormat.PDF)
    lower = pdf.lower()
    for telltale in (b"matplotlib", b"creator", b"producer", b"creationdate", b"moddate", b"xmp"):
        assert telltale not in lower
    reference = re.search(rb"/Info (\d+) 0 R", pdf)
    assert reference is not None
    info = re.search(rb"\n%b 0 obj\n(.*?)\nendobj" % reference[1], pdf, re.DOTALL)
    assert info is not None
    assert info[1].split() == [b"<<", b">>"]


def test_a_pdf_is_an_a4_sheet_with_its_fonts_whole() -> None:
    pdf = year_image(ImageFormat.PDF)
    assert re.search(rb"/MediaBox \[ 0 0 841\.8\d* 595\.2\d* \]", pdf)
    assert b"/CIDFontType2" in pdf
    assert b"/Type3" not in pdf


def test_pdfinfo_finds_neither_maker_nor_date() -> None:
    reader = shutil.which("pdfinfo")
    if reader is None:
        pytest.skip("pdfinfo is not installed")
    pdf = year_image(ImageFormat.PDF)
    done = subprocess.run([reader, "-"], input=pdf, capture_output=True, check=True)
    told = {line.split(":")[0] for line in done.stdout.decode().splitlines()}
    assert not told & {"Creator", "Producer", "CreationDate", "ModDate", "Author", "Title"}


def test_a_pdf_has_all_words_as_text() -> None:
    told = pdf_text(year_image(ImageFormat.PDF, "circle"))
    assert "What circle asked for and what I gave, as a share of my income" in told
    assert "December 2025 to November 2026" in told
    assert "Drawn from one person’s own entries. The group’s side is not here." in told
    assert "so far" in told
    assert "52 %" in told
    assert re.search(r"Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov", told)


def test_the_picture_explains_what_the_terminal_explains() -> None:
    shown = build_year_series()
    told = pdf_text(year_image(ImageFormat.PDF))
    for item in chart_text.build_legend(shown, shown.axis.top):
        text = item.text.replace("\N{NO-BREAK SPACE}", " ")
        assert item.sign is chart_text.LegendSign.SO_FAR or text in told


@pytest.mark.parametrize(
    ("groups", "title"),
    [([], "What the group asked"), (["a"], "What a asked"), (["a", "b"], "What 2 groups asked")],
)
def test_the_title_names_one_group_or_none(groups: list[str], title: str) -> None:
    assert pdf_text(year_image(ImageFormat.PDF, *groups)).strip().startswith(title)


def test_a_dollar_and_a_backslash_are_only_signs() -> None:
    told = pdf_text(draw_monthly_chart(build_year_series(), ImageFormat.PDF, ["$x^2$ \\alpha"]))
    assert "What $x^2$ \\alpha asked for" in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "form"),
    # Each name in one form, and in both where more is asked for.
    pick_every(2, product(NAUGHTY[::2], ImageFormat))
    + pick_every(2, product(NAUGHTY[1::2], reversed(ImageFormat))),
)
@pytest.mark.long
def test_any_name_is_drawn_without_a_warning(
    name: str, form: ImageFormat, capfd: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw_monthly_chart(build_year_series(), form, [name])
    assert capfd.readouterr() == ("", "")


def test_a_sign_the_font_lacks_is_a_square_and_an_unseen_one_nothing() -> None:
    assert replace_missing_glyphs("Zoë 学 a\u200db\ufe0f\nc") == "Zoë □ ab c"


def test_a_long_name_stays_on_the_page() -> None:
    blank = (255, 255, 255)
    picture = Image.open(
        BytesIO(draw_monthly_chart(build_year_series(), ImageFormat.PNG, ["W" * 500]))
    ).convert("RGB")
    edge = picture.crop((1540, 0, 1600, 900))
    assert edge.getcolors() == [(60 * 900, blank)]


def test_gifts_asks_and_my_line_are_in_the_picture_only_where_there_are_any() -> None:
    full = Image.open(BytesIO(year_image(ImageFormat.PNG))).convert("RGB")
    assert all(
        count_of(ink, full) > 200 for ink in (ShapeStyle.GIVEN, ShapeStyle.ASKED, ShapeStyle.LIMIT)
    )
    bare = image(
        build_income_series([build_month_row(TODAY, None, (9_00, 9_00), 5_00, limit=None)], TODAY)
    )
    assert [
        count_of(ink, bare) for ink in (ShapeStyle.GIVEN, ShapeStyle.ASKED, ShapeStyle.LIMIT)
    ] == [0, 0, 0]
    assert count_of(ShapeStyle.MARK_FULL, bare) > 50


def test_a_higher_gift_is_a_higher_bar() -> None:
    heights = []
    for cents in (20_00, 40_00):
        rows = [
            build_month_row(TODAY, 1000_00, given=cents),
            build_month_row(TODAY.add_months(1), 1000_00, given=80_00),
        ]
        plot = image(build_income_series(rows, TODAY)).crop((444, 300, 558, 900))
        blue = tuple(bytes.fromhex(ShapeStyle.GIVEN.value.colour[1:]))
        column = [plot.getpixel((57, y)) for y in range(plot.height)]
        heights.append(column.count(blue))
    assert heights[0] > 30
    assert heights[1] / heights[0] == pytest.approx(2, abs=0.2)


def test_printed_in_grey_the_shades_stay_apart() -> None:
    def grey(ink: ShapeStyle) -> float:
        red, green, blue = bytes.fromhex(ink.value.colour[1:])
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert grey(ShapeStyle.GIVEN) < 110
    assert 200 < grey(ShapeStyle.ASKED) < 240
    assert grey(ShapeStyle.ASKED) - grey(ShapeStyle.LIMIT) > 80
    assert ShapeStyle.LIMIT.value.dashes


def test_texts_are_measured_as_they_are_drawn() -> None:
    page = ImagePage(ImageFormat.PNG)
    page.write_text((1, 3), "asked without an amount", 10)
    dots = (
        Image.open(BytesIO(render_image(page))).convert("L").point(lambda tone: 255 * (tone < 200))
    )
    box = dots.getbbox()
    assert box is not None
    assert (box[2] - box[0]) / 150 == pytest.approx(
        measure_text("asked without an amount", 10), abs=0.05
    )


def test_an_empty_book_says_so() -> None:
    told = pdf_text(draw_monthly_chart(Series(()), ImageFormat.PDF))
    assert "There are no entries up to today, so there’s nothing to draw." in told


def test_ten_years_name_each_year() -> None:
    told = pdf_text(draw_monthly_chart(build_equal_months(120), ImageFormat.PDF))
    assert re.search(" ".join(str(year) for year in range(2017, 2027)), told)
    assert "Nov: so far" in told


@settings(max_examples=4 * EXAMPLES)
@given(series())
def test_any_months_can_be_drawn(any_series: Series) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw_monthly_chart(any_series, ImageFormat.PNG).startswith(b"\x89PNG")


def test_the_legend_tells_one_amount_from_a_range_and_the_month_of_what_is_above_the_top() -> None:
    first = TODAY.add_months(-2)
    rows = [
        build_month_row(first, 950_00, (50_00, 450_00), 35_00),
        build_month_row(first.add_months(1), 950_00, (20_00, 20_00), 20_00),
        build_month_row(TODAY, 950_00),
    ]
    told = {item.sign: item.text for item in build_image_legend(build_income_series(rows, TODAY))}
    assert told[LegendSign.ASKED] == "asked, low to high"
    assert told[LegendSign.ASKED_ONE] == "asked, one amount"
    assert told[LegendSign.BEYOND].endswith(", in September 2026")
    alone = {
        item.sign: item.text for item in build_image_legend(build_income_series(rows[1:], TODAY))
    }
    assert alone[LegendSign.ASKED_ONE] == "asked"
    assert LegendSign.ASKED not in alone
    assert LegendSign.BEYOND not in alone
