"""Chart: asked and given over the months or years. The arrow keys choose one of them."""

from collections.abc import Sequence, Set
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.analysis.monthly.evidence import sum_given_by_evidence, sum_group_by_evidence
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_year
from tracker.charts import chart_text
from tracker.charts.series import ChartView, Series, build_series
from tracker.charts.terminal.monthly_chart import find_smallest_width
from tracker.entries.types import Evidence
from tracker.i18n import _, _label, _label_plural, format_month
from tracker.money import Cents
from tracker.months import Month
from tracker.screens.chart.month_figures import ChartMonth, build_month_figures
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import HELP_BINDING, MainScreen
from tracker.text_width import measure_cells
from tracker.widgets.figure_list import FigureList
from tracker.widgets.heading import PageHeading
from tracker.widgets.hotkey_options import HotkeyOption, HotkeyOptions
from tracker.widgets.share_chart import ShareChartView
from tracker.widgets.side_entries import MAX_ENTRIES, SideEntries

FIRST_VIEW = "given"
"""The name in code of what is shown first: bars of what was given, and the limit.

It is no new value of `--show`: it is the share of income without what was asked or seen. So no
digit and no script means anything else than before.
"""
VIEW_OPTIONS = (
    HotkeyOption("0", FIRST_VIEW, chart_text.format_first_view_name()),
    *(
        HotkeyOption(str(place), view.value, chart_text.format_view_name(view))
        for place, view in enumerate(ChartView, start=1)
    ),
)
"""Each view with its key, a digit."""
BESIDE_FROM = 110
"""The least columns for figures on the right of the chart."""
WIDEST_PAGE = 176
MARGINS = 8
"""Columns of the page margins, and between the chart and the figures."""
TITLE_GAP = 2
"""Cells between the title and the months."""
MONTH_ACTIONS = frozenset({"step", "open_month", "save"})
"""Actions that need at least one month."""


class ChartScreen(MainScreen):
    """The chart with one month or year chosen, whose figures are on the right or below it."""

    TITLE = _label("Chart")
    HELP = "\n".join(
        (
            _("See what you were asked for and what you gave, month by month."),
            _(
                "At first you see what you gave and your limit. Press 1 to 5 for other views, and 0"
                " for the first. 1 and 2 compare the amounts with your income."
            ),
            _("Press ← or → to choose a month. Enter shows the entries behind it."),
            _("A yes to a monthly amount counts as asked every month. It’s shown separately."),
            _("Press y for years, or months again. Press s to save an image of what you see."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("left", "step(-1)", _label("Choose", "key"), key_display="←→", id="months"),
        Binding("right", "step(1)", show=False, id="later_month"),
        Binding("home", "step(-9999)", show=False, id="first_month"),
        Binding("end", "step(9999)", show=False, id="last_month"),
        Binding("enter", "open_month", _label("Details"), key_display="enter", id="open_month"),
        *(
            Binding(
                option.key,
                f"view('{option.name}')",
                _label("Chart: {view}").format(view=option.text),
                show=False,
                id=f"view_{option.name}",
            )
            for option in VIEW_OPTIONS
        ),
        Binding("y", "months_or_years", _label("Months or years"), id="months_or_years"),
        Binding("s", "save", _label("Save image"), id="save_picture"),
        Binding("escape", "app.place('this_month')", _label("Back"), id="back"),
        HELP_BINDING,
    ]
    WRITE_ACTIONS = frozenset({"save"})
    FIRST_WEEK_KEYS = ("help", "back", "months", "open_month", "after_a_meeting", "places")
    IS_WIDE = True

    def __init__(self, context: AppContext) -> None:
        """Begin at the current month, with what was given and the limit."""
        super().__init__(context)
        self._facts: MonthlyFacts | None = None
        self._rows: dict[Month, MonthRow] = {}
        self._groups: tuple[str, ...] = ()
        self._chosen_month: Month | None = None
        self._chosen_view: ChartView | None = None
        """The view that was chosen, or None for the first one."""
        self._is_yearly = False

    def compose_page(self) -> ComposeResult:
        """Show the chart, and the figures and entries of the chosen month."""
        yield HotkeyOptions(has_one_active=True)
        with Container(id="both"):
            yield ShareChartView()
            with Container(id="month"):
                yield FigureList()
                yield SideEntries()

    def show_book(self) -> None:
        """Read every month."""
        facts = self.book.load_monthly_facts(self.clock.today())
        table = MonthlyTable(facts)
        self._facts = facts
        self._rows = {
            row.month: adjust_amount_left(row)
            for row in table.build_rows()
            if row.group == ALL_GROUPS
        }
        self._groups = tuple(facts.groups)
        if self._chosen_month not in self._rows:
            self._chosen_month = max(self._rows, default=None)
        self._is_yearly = self._is_yearly and self._has_years
        self.refresh_bindings()
        self._draw_chart()

    @property
    def series(self) -> Series:
        """The months or years in the chosen view."""
        return self._build_series(list(self._rows.values()))

    def _build_series(self, rows: Sequence[MonthRow]) -> Series:
        current = Month.from_date(self.clock.today())
        series = build_series(self._view, rows, current, by_year=self._is_yearly)
        return series if self._chosen_view else series.keep_given()

    @property
    def _view(self) -> ChartView:
        """The view. The first one shows shares as soon as one is known, else amounts."""
        has_income = any(row.share_given is not None for row in self._rows.values())
        return self._chosen_view or (ChartView.INCOME if has_income else ChartView.AMOUNTS)

    @property
    def _has_years(self) -> bool:
        """Whether there are months of more than one year."""
        return len({month.year for month in self._rows}) > 1

    @property
    def _chart_title(self) -> str:
        return chart_text.format_chart_title(
            self._groups,
            self._view,
            is_yearly=self._is_yearly,
            is_given_only=self._chosen_view is None,
        )

    def on_resize(self, event: events.Resize) -> None:
        """Place the figures beside or below the chart, whichever shows more months."""
        self._place_figures(event.size.width)

    @on(ShareChartView.RoomChanged)
    def _refresh_title(self) -> None:
        """Show in the heading which months are visible."""
        show_chart_title(self, self._chart_title)

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do, such as those that need a month."""
        idle = super().idle_actions() | (frozenset() if self._rows else MONTH_ACTIONS)
        return idle if self._has_years else idle | {"months_or_years"}

    def _place_figures(self, width: int) -> None:
        # The chart has three fifths of what the margins leave.
        room = (min(width, WIDEST_PAGE) - MARGINS) * 3 // 5
        beside = width >= BESIDE_FROM and find_smallest_width(self.series) <= room
        self.set_class(beside, "-beside")

    def _draw_chart(self) -> None:
        hotkeys, chart = self.query_one(HotkeyOptions), self.query_one(ShareChartView)
        hotkeys.options = VIEW_OPTIONS
        hotkeys.active_names = frozenset({self._chosen_view or FIRST_VIEW})
        chart.series, chart.hides_amounts = self.series, self.context.hides_amounts
        self._place_figures(self.app.size.width)
        self._show_month_figures()

    @on(HotkeyOptions.Pressed)
    def _select_clicked_view(self, event: HotkeyOptions.Pressed) -> None:
        self.action_view(event.name)

    def action_view(self, name: str) -> None:
        """Show another view of the months."""
        self._chosen_view = None if name == FIRST_VIEW else ChartView(name)
        self._draw_chart()

    def action_months_or_years(self) -> None:
        """Show years instead of months, or months again."""
        if self._has_years:
            self._is_yearly = not self._is_yearly
            self._draw_chart()

    def action_step(self, steps: int) -> None:
        """Choose the month or year that many away, or the first or last one."""
        if self._chosen_month is None:
            return
        first, last = min(self._rows), max(self._rows)
        steps = max(-len(self._rows), min(steps, len(self._rows)))
        if self._is_yearly:
            year = min(max(first.year, self._chosen_month.year + steps), last.year)
            if year != self._chosen_month.year:
                self._chosen_month = max(month for month in self._rows if month.year == year)
        else:
            self._chosen_month = min(max(first, self._chosen_month.add_months(steps)), last)
        self._show_month_figures()

    def action_open_month(self) -> None:
        """Open the details of the chosen month, or show the months of the chosen year."""
        from tracker.screens.entries.month_details import show_month_details

        if self._is_yearly:
            self.action_months_or_years()
        elif self._chosen_month is not None:
            show_month_details(self, self._chosen_month)

    def action_save(self) -> None:
        """Open the screen that saves the chart as an image."""
        from tracker.screens.chart.save_image import SaveImageScreen, draw_chart_image

        if self._rows:
            draw = partial(draw_chart_image, self.series, self._groups)
            self.app.push_screen(SaveImageScreen(self.context, draw))

    def _show_month_figures(self) -> None:
        self.query_one(ShareChartView).chosen_month = self._chosen_month
        self.call_after_refresh(show_chart_title, self, self._chart_title)
        self.query_one(SideEntries).follow(self.context.numbers)
        panel = self.query_one(FigureList)
        if self._chosen_month is None:
            panel.title, panel.figures = "", ()
            return
        rows = self._list_chosen_rows(self._chosen_month)
        row = sum_by_year(rows)[0] if self._is_yearly else rows[0]
        (point,) = self._build_series(rows).points
        coverage = MonthCoverage.from_rows(rows)
        chart_month = ChartMonth(row, point, self._view, self._sum_by_evidence(row), coverage)
        panel.title = (
            chart_text.describe_year_part(point)
            if self._is_yearly
            else format_month(row.month.first_day)
        )
        panel.figures = tuple(build_month_figures(chart_month, self.context.numbers))

    @on(SideEntries.Wanted)
    def _show_side_entries(self) -> None:
        """Show the newest entries of the chosen month or year."""
        side, chosen = self.query_one(SideEntries), self._chosen_month
        if chosen is None or self.context.opened_book is None:
            side.set_entries("", ())
            return
        first = last = chosen
        if self._is_yearly:
            first, last = Month(chosen.year, 1), Month(chosen.year, 12)
        with notify_book_errors(self):
            newest = self.book.load_latest(MAX_ENTRIES, last.last_day)
            items = [item for item in newest if item.entry.day >= first.first_day]
            # Where all that were read are of this month, there may be others.
            title = _label("Entries in {month}").format(month=self.query_one(FigureList).title)
            side.set_entries(title, items, has_more=len(items) == MAX_ENTRIES)

    def _list_chosen_rows(self, chosen: Month) -> list[MonthRow]:
        """Return the row of the chosen month, or the rows of its year."""
        if not self._is_yearly:
            return [self._rows[chosen]]
        return [row for month, row in self._rows.items() if month.year == chosen.year]

    def _sum_by_evidence(self, row: MonthRow) -> dict[Evidence, Cents]:
        """Return the amounts given in a month or year by how they are known."""
        given_by_evidence: dict[Evidence, Cents] = {}
        if self._facts is not None and row.given:
            sums = sum_given_by_evidence(self._facts, row.month, row.last or row.month)
            given_by_evidence = sum_group_by_evidence(sums, ALL_GROUPS)
        return given_by_evidence


def show_chart_title(screen: ChartScreen, title: str) -> None:
    """Show the visible months in the heading, and their number if there is room."""
    charts, headings = screen.query(ShareChartView), screen.query(PageHeading)
    if not charts or not headings:
        # The person has already left the screen, so it is empty.
        return
    chart, heading = charts.first(), headings.first()
    visible = chart.visible_series
    months = _format_month_range(visible, chart.series)
    if measure_cells(title) + TITLE_GAP + measure_cells(months) > heading.content_size.width:
        months = chart_text.describe_shown_months(visible)
    heading.set_texts(title, months)


def _format_month_range(visible: Series, whole: Series) -> str:
    """Return the visible months, with their number if not all months or years fit."""
    count, total = len(visible.points), len(whole.points)
    if count == total:
        return chart_text.describe_shown_months(visible)
    if whole.is_yearly:
        text = _label_plural(
            "{months} · {count} of {total} year", "{months} · {count} of {total} years", total
        )
        months = chart_text.describe_shown_months(visible)
        return text.format(months=months, count=count, total=total)
    text = _label_plural(
        "{months} · {count} of {total} month", "{months} · {count} of {total} months", total
    )
    return text.format(months=chart_text.describe_shown_months(visible), count=count, total=total)
