"""`tracker chart --show`, an image that cannot be drawn, and the chart as the app has it."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from tests.charts.examples import build_hard_series
from tests.factories import fail_with
from tracker.charts.image.matplotlib_loader import ImageError
from tracker.charts.series import ChartView
from tracker.cli.main import run
from tracker.widgets.share_chart import ShareChartView

STORY = """2025-09-01 income 950/month
2025-09-01 need food 800/month
2025-09-01 need rent 0/month
2025-09-20 paid 15 merch
2025-10-02 ask 50-450 donation gave 20
"""
TOLD = {
    ChartView.INCOME: "my limit: 2 %",
    ChartView.AFTER_NEEDS: "given, after living costs",
    ChartView.AMOUNTS: "my limit: 19 EUR",
    ChartView.ASKED_GIVEN: "asked for more, up to 450.00 EUR",
    ChartView.KINDS: "██ donation",
}


def plain_spaces(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How `tracker` is called for a book with a short story."""
    monkeypatch.setenv("HOME", str(tmp_path))
    lines = tmp_path / "story.txt"
    lines.write_text(STORY + "2025-09-01 limit 2%\n")
    calling = ["--book", str(tmp_path / "b.db"), "--today", "2025-11-20"]
    assert run([*calling, "new", "--currency", "EUR", "--group", "circle", "--no-passphrase"]) == 0
    assert run([*calling, "log", str(lines)]) == 0
    return calling


def test_each_view_is_shown_by_its_name(
    story: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for view, told in TOLD.items():
        capsys.readouterr()
        assert run([*story, "chart", "--show", view.value]) == 0
        drawn = plain_spaces(capsys.readouterr().out)
        assert told in drawn
        assert not any(other in drawn for other in TOLD.values() if other != told)


def test_part_of_income_is_shown_unless_another_is_chosen(
    story: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run([*story, "chart"]) == 0
    assert TOLD[ChartView.INCOME] in plain_spaces(capsys.readouterr().out)
    assert run([*story, "chart", "--show", "nothing"]) == 2


def test_another_view_is_another_picture(story: list[str], tmp_path: Path) -> None:
    files = [tmp_path / f"{view}.png" for view in (ChartView.INCOME, ChartView.KINDS)]
    for file in files:
        assert run([*story, "chart", str(file), "--show", file.stem]) == 0
    assert files[0].read_bytes() != files[1].read_bytes()


@pytest.mark.parametrize(
    ("drawing", "arguments"),
    [
        ("monthly_chart.draw_monthly_chart", ["chart", "chart.png"]),
        ("timeline.draw_timelines", ["timeline", "timeline.pdf"]),
        ("report_panels.render_chart_svg", ["export", "--to", "export"]),
    ],
)
def test_an_image_that_cannot_be_drawn_is_one_sentence_and_no_file(
    story: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    drawing: str,
    arguments: list[str],
) -> None:
    monkeypatch.setattr(
        f"tracker.charts.image.{drawing}", fail_with(ImageError("The picture can’t be drawn."))
    )
    *options, name = arguments
    capsys.readouterr()
    assert run([*story, *options, str(tmp_path / name)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "The picture can’t be drawn."
    assert not (tmp_path / name).exists()


class _OneChart(App[None]):
    """An app of one chart."""

    def compose(self) -> ComposeResult:
        """Nothing else."""
        yield ShareChartView()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that the real app's themes bring."""
        return {"dim": "ansi_default", "my-line": "ansi_yellow", "asked": "ansi_default"}


async def test_the_widget_hides_amounts_and_takes_any_view() -> None:
    app = _OneChart()
    async with app.run_test(size=(60, 18)) as pilot:
        chart = app.query_one(ShareChartView)
        for view in ChartView:
            chart.series, chart.hides_amounts = build_hard_series(view), False
            await pilot.pause()
            zero = "0 %" if view.is_percent else "0 EUR"
            if view is ChartView.KINDS:
                zero = "given               10    12"
            assert zero in plain_spaces(chart.render().plain)
            chart.hides_amounts = True
            await pilot.pause()
            assert "•••" in chart.render().plain
            assert zero not in plain_spaces(chart.render().plain)
