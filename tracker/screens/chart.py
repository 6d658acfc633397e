"""Chart: the part of income over time; the arrow keys walk the months."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Footer

from tracker.charts import words
from tracker.charts.series import shares_of_income
from tracker.entries.reading import KINDS
from tracker.figures.monthly import ALL, Monthly, Row
from tracker.months import Month
from tracker.screens.desk import Desk
from tracker.screens.place import HELP, Place
from tracker.texts import _, ngettext, shown_amount, shown_limit_percent, shown_month, shown_percent
from tracker.widgets.cells import ShareChart
from tracker.widgets.figures import Figure, Figures
from tracker.widgets.heading import Heading


class Chart(Place):
    """The place of the drawing; one month is chosen, its figures beside or below."""

    CSS_PATH = "chart.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", _("Months"), key_display="←→", id="months"),
        Binding("right", "step(1)", show=False),
        Binding("home", "step(-9999)", show=False),
        Binding("end", "step(9999)", show=False),
        Binding("escape", "app.place('this_month')", _("Back"), id="back"),
        HELP,
    ]

    def __init__(self, desk: Desk) -> None:
        """Begin at today's month."""
        super().__init__(desk)
        self._rows: dict[Month, Row] = {}
        self._chosen: Month | None = None

    def compose(self) -> ComposeResult:
        """The drawing, and the chosen month."""
        with Vertical(id="page"):
            yield Heading(_("Chart"))
            with Container(id="both"):
                yield ShareChart()
                yield Figures()
        yield Footer(show_command_palette=False)

    def show(self) -> None:
        """Read every month."""
        facts = self.book.facts(self.clock.today())
        monthly = Monthly(facts)
        self._rows = {row.month: row for row in monthly.rows() if row.group == ALL}
        series = shares_of_income(list(self._rows.values()), monthly.current)
        self.query_one(ShareChart).series = series
        self.query_one(Heading).say(words.title(facts.groups), words.months_shown(series))
        if self._chosen not in self._rows:
            self._chosen = max(self._rows, default=None)
        self._tell()

    def action_step(self, months: int) -> None:
        """Choose a month so many months away, as far as there are any."""
        if self._chosen is None:
            return
        first, last = min(self._rows), max(self._rows)
        wanted = max(-len(self._rows), min(months, len(self._rows)))
        self._chosen = min(max(first, self._chosen.plus(wanted)), last)
        self._tell()

    def _tell(self) -> None:
        self.query_one(ShareChart).chosen = self._chosen
        panel = self.query_one(Figures)
        row = self._rows.get(self._chosen) if self._chosen else None
        panel.title = shown_month(row.month.first) if row else ""
        panel.figures = tuple(figures(row)) if row else ()


def figures(row: Row) -> Iterator[Figure]:
    """What a month's row says, leaving out what is not known."""
    if row.income is not None:
        yield _("income"), shown_amount(row.income)
    if row.needs:
        yield _("to live on"), shown_amount(row.needs)
    yield from _asks(row)
    yield (
        _("given"),
        _with_share(
            shown_amount(row.given),
            None if row.share_given is None else shown_percent(row.share_given),
        ),
    )
    given = [(kind, cents) for kind, cents in row.given_by_kind.items() if cents]
    if len(given) > 1 or (given and given[0][1] != row.given):
        for kind, cents in given:
            yield _("for {kind}").format(kind=_(KINDS[kind.value])), shown_amount(cents)
    if row.returned:
        yield _("came back"), shown_amount(row.returned)
    if row.received:
        yield _("received"), shown_amount(row.received)
    if row.left is not None:
        yield _("left"), shown_amount(row.left)
    if row.limit is not None:
        yield _("my line"), _line(row)


def _asks(row: Row) -> Iterator[Figure]:
    if row.asked_high:
        yield _("asked"), _with_share(_asked(row), _asked_share(row))
    if row.asked_open:
        times = ngettext(
            "once, no amount named", "{count} times, no amount named", row.asked_open
        ).format(count=row.asked_open)
        yield _("also asked") if row.asked_high else _("asked"), times


def _asked(row: Row) -> str:
    if row.asked_low == row.asked_high:
        return shown_amount(row.asked_high)
    return _("{low} to {high}").format(
        low=shown_amount(row.asked_low), high=shown_amount(row.asked_high)
    )


def _asked_share(row: Row) -> str | None:
    if row.share_asked_high is None or row.share_asked_low is None or not row.asked_high:
        return None
    if row.share_asked_low == row.share_asked_high:
        return shown_percent(row.share_asked_high)
    return _("{low} to {high}").format(
        low=shown_percent(row.share_asked_low), high=shown_percent(row.share_asked_high)
    )


def _with_share(amount: str, share: str | None) -> str:
    return f"{amount} ({share})" if share else amount


def _line(row: Row) -> str:
    if row.limit is None or row.limit.percent is None:
        amount = row.limit.amount if row.limit else None
        return shown_amount(amount or 0)
    return shown_limit_percent(row.limit.percent)
