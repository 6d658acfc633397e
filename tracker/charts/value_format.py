"""How a chart writes its values: percents or amounts of the book's currency, or dots for both."""

from dataclasses import dataclass

from tracker.charts.series import Axis, Series, Value, View
from tracker.i18n import HIDDEN_NUMBER, _, format_amount, format_limit_percent, format_percent

SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Measure:
    """The way of writing that a series needs."""

    series: Series
    hidden: bool = False

    def exact(self, value: Value) -> str:
        """A value as a legend says it: `57.4 %`, `545.00 EUR`."""
        return format_percent(value) if self.series.view.in_percent else self.amount(value)

    def brief(self, value: Value) -> str:
        """A value as it stands in the drawing, where there is little room: `57 %`, `545`."""
        return format_percent(value, 0) if self.series.view.in_percent else whole_amount(value)

    def line(self, value: Value) -> str:
        """My line without idle zeros: `2 %`, `19 EUR`; after needs it says so."""
        brief = self.brief_line(value)
        if self.series.view is View.AFTER_NEEDS:
            return _("{share} after needs").format(share=brief)
        return brief

    def brief_line(self, value: Value) -> str:
        """My line where the title says what it is a part of."""
        if self.series.view is View.AFTER_NEEDS:
            return format_percent(value)
        if self.series.view is View.INCOME:
            return format_limit_percent(value)
        return self._of_currency(whole_amount(value))

    def amount(self, cents: Value) -> str:
        """An amount with its currency, or dots."""
        return HIDDEN_NUMBER if self.hidden else self._of_currency(format_amount(cents))

    def ticks(self, axis: Axis) -> list[str]:
        """What stands at the ticks of an axis, all with the same decimals."""
        if self.hidden:
            unit = "%" if self.series.view.in_percent else self.series.currency
            return [f"{HIDDEN_NUMBER}{SPACE}{unit}".strip() for _tick in axis.ticks]
        if self.series.view.in_percent:
            return [format_percent(tick, axis.decimals) for tick in axis.ticks]
        shown = format_amount if axis.decimals else whole_amount
        return [self._of_currency(shown(tick)) for tick in axis.ticks]

    def _of_currency(self, amount: str) -> str:
        return f"{amount}{SPACE}{self.series.currency}".strip()


def whole_amount(cents: Value) -> str:
    """An amount without idle decimals: `545`, `12.50`."""
    idle = format_amount(0)[1:]
    return format_amount(cents).removesuffix(idle)
