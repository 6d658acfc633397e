"""Chart: the arrow keys choose a month, and the figures beside it are that month's."""

import errno
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.factories import fail_with, log_lines, make_book
from tests.pilot_actions import is_on, open_app, paste_in, read_screen, read_words
from tests.strategies import EXAMPLES, pick_every
from tests.walks import wait_until_settled
from tracker.book.database.errors import FileAccessError
from tracker.book.stores.export_log import ExportLogStore
from tracker.charts.series import ChartView, Series
from tracker.i18n import format_month
from tracker.screens.chart import save_image
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.chart.save_image import SaveImageScreen
from tracker.screens.entries.month_details import MonthDetailsScreen
from tracker.widgets.share_chart import ShareChartView


async def test_the_arrow_keys_walk_the_months(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "c")
        await pilot.pause()
        assert "All groups: share of my income" in read_screen(app)
        assert "September 2025 to November 2026" in read_screen(app)
        panel = read_screen(app)
        assert "November 2026\n" in panel
        await pilot.press("right")
        assert "November 2026\n" in read_screen(app)
        await pilot.press("left")
        await pilot.pause()
        assert "October 2026" in read_screen(app)
        await pilot.press("home")
        await pilot.pause()
        text = read_screen(app)
        assert "September 2025\n" in text
        await pilot.press("left", "end", "left", "left", "left", "left", "left")
        await pilot.pause()
        assert "June 2026" in read_screen(app)
        for part in ("asked", "given", "for dues", "for event", "for merch", "left", "my limit"):
            assert part in read_screen(app)


async def test_a_cost_that_is_left_out_is_named_beside_what_is_left(tmp_path: Path) -> None:
    lines = ("2026-11-01 income 950/month", "2026-11-01 need food 260/month")
    app = open_app(make_book(tmp_path / "book.db", *lines))
    async with app.run_test() as pilot:
        app.current_book.settings.set("question.rent", "never")
        await pilot.press("f3")
        await pilot.pause()
        assert "left 690.00, rent not counted" in read_words(app)


async def test_the_chosen_month_stays_when_one_comes_back(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f3", "left", "left", "f1", "f3")
        await pilot.pause()
        assert "September 2026" in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "This month" in read_screen(app)


async def test_an_empty_book_has_a_chart_too(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("f3", "left", "home", "right", "end")
        await pilot.pause()
        assert "nothing to draw" in read_screen(app)


VIEWS = {
    "0": "given",
    "1": "of my income",
    "2": "after living costs",
    "3": "gave",
    "4": "asked",
    "5": "kind",
}


async def test_each_digit_shows_another_view_and_a_click_does_too(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f3")
        seen = set()
        for key in VIEWS:
            await pilot.press(key)
            await pilot.pause()
            assert f"{key} ●" in read_screen(app)
            seen.add(read_screen(app))
        assert len(seen) == len(VIEWS)
        line = next(line for line in read_screen(app).splitlines() if "3 amounts" in line)
        y = read_screen(app).splitlines().index(line)
        await pilot.click(offset=(line.index("3 amounts") + 3, y))
        await pilot.pause()
        assert "3 ● amounts" in read_screen(app)


async def test_the_chart_opens_on_what_was_given_and_the_limit(tmp_path: Path) -> None:
    lines = (
        *("2026-10-01 limit 2%", "2026-10-02 ask 50-450 donation no", "2026-10-03 seen donation"),
        *("2026-10-04 paid 20 dues", "2026-11-02 paid 5 dues"),
    )
    app = open_app(make_book(tmp_path / "book.db", *lines))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert "What I gave, month by month" in read_screen(app), "no income is known"
        assert app.screen.query_one(ShareChartView).series.is_given_only
        log_lines(app.current_book, "2026-10-01 income 950/month")
        await pilot.press("f1", "f3")
        await pilot.pause()
        chart = app.screen.query_one(ShareChartView)
        assert "What I gave, as a share of my income" in read_screen(app)
        assert "0 ● given" in read_screen(app)
        assert "2 %" in read_screen(app)
        assert not any(point.band or point.seen for point in chart.series.points)
        await pilot.press("1")
        await pilot.pause()
        assert "Asked and given, as a share of my income" in read_screen(app)
        assert any(point.band and point.seen for point in chart.series.points)
        await pilot.press("0")
        await pilot.pause()
        assert chart.series.is_given_only


WALK = ["end", *["left"] * 14] if EXAMPLES > 1 else ["end", "left", "home", "right"]
"""Through all months of the story where more is asked for, else to both of its ends."""


@pytest.mark.slow
@pytest.mark.parametrize("size", pick_every(2, [(60, 20), (80, 24), (120, 40)]))
@pytest.mark.long
async def test_walking_never_moves_the_scale(story_path: Path, size: tuple[int, int]) -> None:
    app = open_app(story_path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f3")
        for key in VIEWS:
            await pilot.press(key)
            seen = set()
            for step in WALK:
                await pilot.press(step)
                lines = read_screen(app).splitlines()
                ticks = [(y, line.split("▔")[0]) for y, line in enumerate(lines) if "▔│" in line]
                # By kind it may be a table: where its sum stands.
                sums = [
                    (y, "given") for y, line in enumerate(lines) if line.split()[:1] == ["given"]
                ]
                ticks = ticks or sums[:1]
                seen.add(tuple(ticks))
            assert len(seen) == 1
            assert seen != {()}


async def test_the_figures_are_parts_of_what_the_view_draws_parts_of(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f3", "left", "left", "left", "left", "left")
        await pilot.pause()
        assert "given 67.50 (8.0 %)" in read_screen(app).replace("\N{NO-BREAK SPACE}", " ")
        told = {
            "2": [
                "after living costs 47.00",
                "given 67.50 (143.6 % of it)",
                "12.60 (26.8 % of it)",
            ],
            "3": ["given 67.50   given (estimated) 12.00", "my limit 12.60   income 840.00"],
            "4": [
                "given 67.50   given (estimated) 12.00",
                "asked this month 7.50   from an earlier yes 24.00",
                "asked in total 31.50   also asked once, no amount named",
            ],
            "5": [
                "given 67.50   given (estimated) 12.00",
                "for donation 10.00   for dues 24.00   for merch 7.50",
                "for event 14.00   for other 12.00",
            ],
        }
        for key, parts in told.items():
            await pilot.press(key)
            await pilot.pause()
            text = read_screen(app).replace("\N{NO-BREAK SPACE}", " ")
            assert all(part in text for part in parts)
            assert "8.0 %" not in text


@pytest.mark.long
async def test_a_bigger_window_never_shows_fewer_months(book_path: Callable[[str], Path]) -> None:
    app = open_app(book_path("ten years"))
    counts = []
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("f3")
        for width in (60, 80, 100, 109, 110, 120, 134, 150, 200):
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            found = re.search(r"last (\d+) of 120 months", read_screen(app))
            assert found is not None
            counts.append(int(found[1]))
    assert counts == sorted(counts)


async def test_enter_lists_what_counts_in_the_chosen_month(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f3", "left", "left", "enter")
        await pilot.pause()
        assert is_on(app, MonthDetailsScreen)
        assert "What counts in September 2026" in read_screen(app)


async def test_the_picture_is_saved_where_the_person_says(story_path: Path, tmp_path: Path) -> None:
    app = open_app(story_path)
    file = tmp_path / "chart.png"
    async with app.run_test() as pilot:
        await pilot.press("f3", "s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "must end in .png or .pdf" in read_screen(app)
        await paste_in(pilot, str(file))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Saved:" in read_screen(app)
        assert [shown.path for shown in app.current_book.export_log.load_all()] == [file]
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ChartScreen)
    assert file.read_bytes().startswith(b"\x89PNG")


async def test_a_picture_that_cannot_be_written_leaves_nothing_behind(
    story_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f3", "s")
        await paste_in(pilot, str(tmp_path / "none" / "there" / "chart.pdf"))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert is_on(app, SaveImageScreen)
        assert app.session.book is not None
        told = read_words(app)
        lies = (tmp_path / "none" / "there" / "chart.pdf").exists()
        assert lies == ("Saved:" in told)
        assert len(app.session.book.export_log.load_all()) == int(lies)

        monkeypatch.setattr(
            ExportLogStore,
            "record",
            fail_with(FileAccessError("The disk is full, so nothing was saved.")),
        )
        if not lies:
            await pilot.press("enter")
            await pilot.pause()
            assert "The disk is full" in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ChartScreen)


async def test_a_picture_that_has_no_room_to_be_drawn_is_told_and_forgotten(
    story_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        save_image, "draw_chart_image", fail_with(OSError(errno.ENOSPC, "No space left on device"))
    )
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f3", "s")
        await paste_in(pilot, str(tmp_path / "chart.png"))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "The file can’t be made (No space left on device)" in read_words(app)
        assert app.current_book.export_log.load_all() == []


async def test_the_heading_names_the_months_in_view(book_path: Callable[[str], Path]) -> None:
    app = open_app(book_path("ten years"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        found = re.search(r"(\w+ 20\d\d) to November 2026 · (\d+) of 120 months", read_screen(app))
        assert found is not None
        assert found[1] != "December 2016"
        assert f"last {found[2]} of 120 months" in read_screen(app)
        await pilot.press("home")
        await pilot.pause()
        assert "December 2016 to " in read_screen(app)
        assert "to November 2026" not in read_screen(app)


async def test_the_title_names_the_months_that_are_drawn(book_path: Callable[[str], Path]) -> None:
    app = open_app(book_path("ten years"))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        for size in ((80, 24), (120, 40), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            count = len(app.screen.query_one(ShareChartView).visible_series.points)
            text = read_screen(app)
            assert f"last {count} of 120 months" in text
            first = app.screen.query_one(ShareChartView).visible_series.points[0].month.first_day
            assert format_month(first) in text.splitlines()[1]


WATCHED = (
    "2024-11-02 seen donation",
    "2024-11-03 heard 45 donation",
    "2024-12-10 paid ? dues",
    "2025-03-04 paid 12 donation",
    "2025-03-05 seen 50-450 donation",
    "2025-03-06 seen donation",
)


async def test_y_shows_years_and_the_arrow_keys_choose_one(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f3", "y")
        await pilot.pause()
        assert "2026 (so far)" in read_screen(app)
        assert "191.50 (2.1 %)" in read_words(app)
        await pilot.press("left")
        await pilot.pause()
        assert "2025 (from Sep" in read_screen(app)
        assert "60.00 (1.4 %)" in read_words(app)
        await pilot.press("left", "3")
        await pilot.pause()
        assert "What I gave to all groups" in read_screen(app)
        assert "›2025" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "December 2025" in read_screen(app)
        assert "›D" in read_screen(app)
        await pilot.press("y", "end", "y")
        await pilot.pause()
        assert "November 2026\n" in read_screen(app)


async def test_a_notebook_of_one_year_has_no_key_for_years(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", "2026-11-02 paid 5 donation"))
    async with app.run_test() as pilot:
        await pilot.press("f3")
        await pilot.pause()
        before = read_screen(app)
        assert "Months or years" not in before
        await pilot.press("y")
        await pilot.pause()
        assert read_screen(app) == before


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_was_seen_and_heard_is_counted_apart_beside_the_chart(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(make_book(tmp_path / "book.db", *WATCHED))
    async with app.run_test(size=size) as pilot:
        await pilot.press("f3", "home")
        await pilot.pause()
        assert "You saw others being asked, or giving, once." in read_words(app)
        assert "Someone told you of it once." in read_words(app)
        assert "60.00" not in read_screen(app)
        await pilot.press("right")
        await pilot.pause()
        assert "given a payment whose amount you don’t know" in read_words(app)
        await pilot.press("y", "end", "left")
        await pilot.pause()
        assert "You saw others being asked, or giving, 2" in read_words(app)
        assert "Someone told you" not in read_words(app)
        # Beside a wide chart, the year's entries are listed as in Entries.
        await pilot.resize_terminal(min(size[0], 100), size[1])
        await wait_until_settled(pilot)
        assert "450" not in read_screen(app)


async def test_the_saved_image_shows_the_years_of_the_screen(
    story_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Series] = []

    def keep(series: Series, _groups: Sequence[str], _ending: str) -> bytes:
        drawn.append(series)
        return b"image"

    monkeypatch.setattr(save_image, "draw_chart_image", keep)
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f3", "y", "4", "s")
        await pilot.pause()
        await paste_in(pilot, str(tmp_path / "years.png"))
        await pilot.press("enter")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    (series,) = drawn
    assert series.is_yearly
    assert series.view is ChartView.ASKED_GIVEN
    assert [point.given_cents for point in series.points] == [60_00, 191_50]
