"""The image of timelines: the same words as in cells, no metadata, no text over a text."""

import re
import shutil
import subprocess
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given, settings
from PIL import Image

from tests.charts.image.test_monthly_chart import pdf_text, png_chunks
from tests.charts.terminal.test_timeline import dues, timelines_of
from tests.strategies import EXAMPLES, books
from tracker.analysis.asks.timeline import Timeline
from tracker.charts import timeline_text
from tracker.charts.image import timeline, timeline_layout
from tracker.charts.image.font import measure_text
from tracker.charts.image.page import ImagePage
from tracker.charts.image.timeline import LONGEST_PNG, ImageFormat, draw_timelines
from tracker.charts.image.timeline_layout import (
    DayLabel,
    TimelineAxis,
    TimelinePart,
    build_timeline_part,
    place_labels,
    split_into_pages,
)
from tracker.entries.types import Entry
from tracker.sample import STORY_TODAY, load_story_entries

ROOM = 5.4


def story() -> list[Timeline]:
    return timelines_of(load_story_entries(), STORY_TODAY)


@cache
def story_pdf() -> bytes:
    """The story as it is drawn, once for all tests that only look at it."""
    return draw_timelines(story(), ImageFormat.PDF)


@cache
def short_image(form: ImageFormat) -> bytes:
    """Three asks as they are drawn, once for all tests that only look at them."""
    return draw_timelines(story()[:3], form)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("form", ImageFormat)
def test_the_same_timelines_give_the_same_bytes(form: ImageFormat) -> None:
    assert draw_timelines(story()[:3], form) == short_image(form)


@pytest.mark.parametrize("form", ImageFormat)
def test_nothing_tells_of_its_making(form: ImageFormat) -> None:
    made = short_image(form).lower()
    for telltale in (b"matplotlib", b"creationdate", b"producer", b"/creator", b"software"):
        assert telltale not in made
    if form is ImageFormat.PNG:
        assert png_chunks(short_image(form)) <= {b"IHDR", b"pHYs", b"IDAT", b"IEND"}


def test_a_pdf_has_every_ask_with_its_words_on_sheets_with_numbers() -> None:
    pdf = story_pdf()
    told = squeeze(pdf_text(pdf))
    count = len(re.findall(rb"/Type /Page\b", pdf))
    assert count > 3
    assert f"page 1 of {count}" in told
    assert f"page {count} of {count}" in told
    assert "13 asks and what happened next, October 2025 to October 2026" in told
    assert "Drawn from one person’s own entries. The group’s side is not here." in told
    for ask_timeline in story():
        assert timeline_text.format_timeline_title(ask_timeline) in told
        for day in timeline_text.build_timeline_days(ask_timeline):
            assert day.day_text in told
            assert all(word in told for word in day.quotes.split())


def test_one_ask_of_one_group_names_it_and_needs_one_sheet() -> None:
    told = squeeze(pdf_text(draw_timelines([dues()], ImageFormat.PDF)))
    assert "How circle asked me for money, ask by ask" in told
    assert "1 ask and what happened next, January 2026 to March 2026" in told
    assert "page" not in told
    assert "so far" in told


@pytest.mark.long
def test_a_png_grows_with_what_is_in_it_up_to_a_length() -> None:
    heights = [
        Image.open(BytesIO(draw_timelines(timelines, ImageFormat.PNG))).size[1]
        for timelines in (story()[:1], story()[:5], story())
    ]
    assert heights[0] < heights[1] < heights[2] <= LONGEST_PNG * 150


def test_an_empty_book_says_so() -> None:
    assert "There are no asks yet" in pdf_text(draw_timelines([], ImageFormat.PDF))
    assert draw_timelines([], ImageFormat.PNG).startswith(b"\x89PNG")


def test_a_timeline_too_large_for_a_sheet_goes_on_on_the_next() -> None:
    again = [
        f'2026-{month:02}-{day:02} ask 30/month dues for 1 no "{"and more " * 8}"'
        for month in range(4, 10)
        for day in (1, 8, 15, 22)
    ]
    ask_timeline = dues(*again)
    found = list(
        split_into_pages([build_timeline_part(ask_timeline, with_group=False)], 11.69, ROOM)
    )
    assert len(found) > 1
    days = [day.day for _axis, parts in found for part in parts for day in part.timeline_days]
    assert days == [day.day for day in timeline_text.build_timeline_days(ask_timeline)]
    assert "(continued)" in pdf_text(draw_timelines([ask_timeline], ImageFormat.PDF))


def clear(one: DayLabel, other: DayLabel) -> bool:
    """Whether the words of two days, and the lines down from them, keep off one another."""
    if one.x > other.x:
        one, other = other, one
    end = one.x + max(measure_text(text, timeline_layout.WORDS_SIZE) for text, _said in one.lines)
    return end <= other.x or one.low >= other.high


@settings(max_examples=6 * EXAMPLES)
@given(books())
def test_no_words_stand_on_others_nor_on_a_line_down(entries: list[Entry]) -> None:
    parts = [
        build_timeline_part(ask_timeline, with_group=True) for ask_timeline in timelines_of(entries)
    ]
    seen = 0
    for axis, page in split_into_pages(parts, 11.69, ROOM):
        for part in page:
            seen += len(part.timeline_days)
            found = place_labels(part, axis)
            assert all(
                clear(one, other) for place, one in enumerate(found) for other in found[:place]
            )
            for one, other in pairwise(found):
                assert one.signs_end < other.x
    assert seen == sum(len(part.timeline_days) for part in parts)


def test_days_stand_where_they_are_unless_they_are_crowded() -> None:
    axis = TimelineAxis.from_days([date(2026, 1, 15), date(2026, 3, 5)], 11.69)
    found = place_labels(build_timeline_part(dues(), with_group=False), axis)
    assert found[2].x == pytest.approx(axis.find_x(date(2026, 3, 5)))
    assert axis.first == date(2026, 1, 1)
    assert axis.last == date(2026, 3, 31)


@settings(max_examples=2 * EXAMPLES)
@given(books())
def test_any_timelines_can_be_drawn_without_a_warning(entries: list[Entry]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw_timelines(timelines_of(entries)[:5], ImageFormat.PNG).startswith(b"\x89PNG")


def test_pdfinfo_finds_neither_maker_nor_date() -> None:
    reader = shutil.which("pdfinfo")
    if reader is None:
        pytest.skip("pdfinfo is not installed")
    done = subprocess.run(
        [reader, "-"],
        input=story_pdf(),
        capture_output=True,
        check=True,
    )
    told = {line.split(":")[0] for line in done.stdout.decode().splitlines()}
    assert not told & {"Creator", "Producer", "CreationDate", "ModDate", "Author", "Title"}


def test_every_ask_is_looked_at_a_few_times_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = story()
    many = [
        replace(ask_timeline, entries=(number,)) for number in range(20) for ask_timeline in one
    ]
    looked_at = dict.fromkeys(("labels", "parts", "span"), 0)

    def counted(module: ModuleType, name: str, key: str) -> None:
        whole_function = getattr(module, name)

        def call(*arguments: object, **options: object) -> object:
            looked_at[key] += 1
            return whole_function(*arguments, **options)

        monkeypatch.setattr(module, name, call)

    counted(timeline_layout, "place_labels", "labels")
    counted(timeline, "build_timeline_part", "parts")
    counted(timeline, "_describe_span", "span")
    draw_timelines(many, ImageFormat.PNG)
    assert looked_at["parts"] == len(many)
    assert looked_at["span"] == 1
    assert looked_at["labels"] < 5 * len(many)


def test_what_is_drawn_is_counted_on_its_way() -> None:
    placed, drawn = [], []

    def place(parts: Iterable[TimelinePart]) -> Iterator[TimelinePart]:
        for part in parts:
            placed.append(part.timeline)
            yield part

    def pass_on(sheets: Iterable[ImagePage]) -> Iterator[ImagePage]:
        for sheet in sheets:
            drawn.append(sheet)
            yield sheet

    some = story()[:9]
    pdf = draw_timelines(some, ImageFormat.PDF, track_parts=place, track_sheets=pass_on)
    assert pdf == draw_timelines(some, ImageFormat.PDF)
    assert len(placed) == len(some)
    assert len(drawn) > 1
    assert len(drawn) == len(re.findall(rb"/Type /Page\b", pdf))
