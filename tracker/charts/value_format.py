"""How a chart writes its values: as percents, as amounts with a currency, or hidden as dots."""

from dataclasses import dataclass

from tracker.charts.series import ChartAxis, ChartValue, ChartView, Series
from tracker.i18n import HIDDEN_NUMBER, _label, format_amount, format_limit_percent, format_percent

SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class ValueFormat:
    """The way of writing that a series needs."""

    series: Series
    is_hidden: bool = False

    def format_exact(self, value: ChartValue) -> str:
        """Return a value as a legend has it: `52.1 %`, `495.00 EUR`."""
        return format_percent(value) if self.series.view.is_percent else self.format_amount(value)

    def format_brief(self, value: ChartValue) -> str:
        """Return a value as the drawing shows it, with little room: `52 %`, `495`."""
        return (
            format_percent(value, 0) if self.series.view.is_percent else format_whole_amount(value)
        )

    def format_limit(self, value: ChartValue) -> str:
        """Return the limit with its basis, without needless zeros: `2 %`, `19 EUR`."""
        brief = self.format_brief_limit(value)
        if self.series.view is ChartView.AFTER_NEEDS:
            return _label("{share} after living costs").format(share=brief)
        return brief

    def format_brief_limit(self, value: ChartValue) -> str:
        """Return the limit if the title says what it is a share of."""
        if self.series.view is ChartView.AFTER_NEEDS:
            return format_percent(value)
        if self.series.view is ChartView.INCOME:
            return format_limit_percent(value)
        return self._add_currency(format_whole_amount(value))

    def format_amount(self, cents: ChartValue) -> str:
        """Return an amount with its currency, or dots."""
        return HIDDEN_NUMBER if self.is_hidden else self._add_currency(format_amount(cents))

    def format_ticks(self, axis: ChartAxis) -> list[str]:
        """Return the labels of an axis' ticks, all with the same decimals."""
        if self.is_hidden:
            unit = "%" if self.series.view.is_percent else self.series.currency
            return [f"{HIDDEN_NUMBER}{SPACE}{unit}".strip() for _tick in axis.ticks]
        if self.series.view.is_percent:
            return [format_percent(tick, axis.decimals) for tick in axis.ticks]
        format_tick = format_amount if axis.decimals else format_whole_amount
        return [self._add_currency(format_tick(tick)) for tick in axis.ticks]

    def _add_currency(self, amount: str) -> str:
        return f"{amount}{SPACE}{self.series.currency}".strip()


def format_whole_amount(cents: ChartValue) -> str:
    """Return an amount without needless decimals: `495`, `12.50`."""
    idle = format_amount(0)[1:]
    return format_amount(cents).removesuffix(idle)
