"""The texts of what a yes would mean: amounts, shares, work hours, food days. No judgement."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from tracker.analysis.asks.yes_effect import (
    YesRange,
    calculate_shown_yes_range,
    count_occurrences,
    find_current_row,
)
from tracker.analysis.asks.yes_sentences import (
    describe_both_ends,
    describe_upcoming_payments,
    find_end_within_year,
    find_food_days_words,
    find_work_hours_words,
    format_ends,
)
from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.monthly.essential_costs_sentences import (
    EXAMPLE_COST_LINES,
    NOT_COUNTED_SENTENCES,
    describe_unknown_costs,
)
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.entries.types import Ask
from tracker.i18n import N_label, NumberFormat, _, _label, format_date, format_day, ngettext
from tracker.months import Period
from tracker.screens.this_month.summary import describe_limit
from tracker.widgets.text_format import format_content, style_dim
from tracker.widgets.yes_panel import YesSummary

NOTHING = Content("")
EXAMPLE_LINES = {"income": "income 950/month", "wage": "wage 12"} | {
    cost.value: line for cost, line in EXAMPLE_COST_LINES.items()
}
"""Entry lines that add what is missing."""

ONCE_LABEL = N_label("{currency} once")
PERIOD_LABELS = {
    Period.WEEK: N_label("{currency} every week"),
    Period.TWO_WEEKS: N_label("{currency} every two weeks"),
    Period.FOUR_WEEKS: N_label("{currency} every four weeks"),
    Period.MONTH: N_label("{currency} every month"),
    Period.QUARTER: N_label("{currency} every quarter"),
    Period.YEAR: N_label("{currency} every year"),
}


def build_yes_summary(
    ask: Ask, table: MonthlyTable, numbers: NumberFormat, currency: str
) -> YesSummary:
    """Return what a yes given today would mean, in the notebook's currency."""
    row = find_current_row(table)
    builder = _YesSummaryBuilder(
        ask, calculate_shown_yes_range(ask, table), row, table, numbers, currency
    )
    amount, label, current = builder.build_main_figure()
    return YesSummary(
        amount=amount,
        label="\n".join(part for part in (label, current) if part),
        share=builder.describe_share(),
        limit=describe_limit(row.limit, numbers) if row else NOTHING,
        other_effects=tuple(builder.describe_other_effects()),
        missing=builder.describe_missing(),
    )


@dataclass(frozen=True, slots=True)
class _YesSummaryBuilder:
    ask: Ask
    effects: YesRange
    row: MonthRow | None
    table: MonthlyTable
    numbers: NumberFormat
    currency: str

    def build_main_figure(self) -> tuple[str, str, str]:
        """Return the main figure, its label, and the same figure without a yes."""
        effect, format_amount = self.effects.high, self.numbers.format_amount
        currency = self.currency
        until = format_day(self.table.current_month.last_day)
        if effect.left_now is not None and effect.left_if_yes is not None:
            label = _label("{currency} left until {day} if you say yes")
            now = _label("now {amount}").format(amount=format_amount(effect.left_now))
            return self._format_left(), label.format(currency=currency, day=until), now
        if effect.left_now is not None:
            label = _label("{currency} left until {day}, as things are")
            return format_amount(effect.left_now), label.format(currency=currency, day=until), ""
        if self.ask.high is None:
            return "", "", ""
        if effect.share_if_yes is not None:
            return (
                self._format_share(),
                _label("of this month’s income if you say yes"),
                self._format_current_share(),
            )
        amount = format_ends(self.ask.low, self.ask.high, format_amount)
        return amount, self._describe_amount(), ""

    def _format_left(self) -> str:
        low, high = self.effects
        return format_ends(low.left_if_yes, high.left_if_yes, self.numbers.format_amount)

    def _format_share(self) -> str:
        low, high = self.effects
        return format_ends(low.share_if_yes, high.share_if_yes, self.numbers.format_percent)

    def _describe_amount(self) -> str:
        """Return the label of the amount itself, used if nothing is known about the month."""
        every = self.ask.every
        label = PERIOD_LABELS[every] if every else ONCE_LABEL
        return _label(label).format(currency=self.currency)

    def _format_current_share(self) -> str:
        share = self.effects.high.share_now
        return (
            ""
            if share is None
            else _label("now {share}").format(share=self.numbers.format_percent(share))
        )

    def describe_share(self) -> Content:
        """Return the share of income with and without a yes, unless it is the main figure."""
        effect, row = self.effects.high, self.row
        if effect.share_if_yes is not None and effect.left_now is not None:
            template = _label("{share} of this month’s income if you say yes, {now} now")
            now = self.numbers.format_percent(effect.share_now or 0)
            return format_content(template, share=self._format_share(), now=now)
        if effect.share_now is not None and self.ask.high is None:
            template = _label("{share} of this month’s income now")
            return format_content(template, share=self.numbers.format_percent(effect.share_now))
        if row is not None and row.income == 0 and self.ask.high is not None:
            return Content(_label("no income this month"))
        return NOTHING

    def describe_other_effects(self) -> Iterator[Content]:
        """Yield a sentence for each other effect of a yes."""
        effect, ask = self.effects.high, self.ask
        if ask.high is None:
            yield style_dim(_("Add an amount to see what a yes would mean."))
        elif ask.low is not None and ask.low != ask.high:
            yield style_dim(describe_both_ends(ask.low, ask.high, self.numbers))
        yield from self._describe_living_costs()
        if self.row is not None and self.row.upcoming_payments and self._has_month_figures:
            yield style_dim(describe_upcoming_payments(self.row, self.numbers))
        if self.row is not None and effect.left_now is not None:
            yield from (
                style_dim(_(NOT_COUNTED_SENTENCES[cost])) for cost in self.row.skipped_costs
            )
        yield from self._describe_year()
        yield from self._describe_work_and_food()
        if ask.every is not None and ask.every.weeks and effect.left_if_yes is not None:
            last = self.table.current_month.last_day
            times = count_occurrences(ask, self.table.today, last)
            text = ngettext(
                "Counted once until {day}.", "Counted {count} times until {day}.", times
            )
            yield style_dim(text.format(count=times, day=format_day(last)))

    def _describe_living_costs(self) -> Iterator[Content]:
        """Yield how much comes out of the living costs, with and without a yes."""
        (low, high), format_amount = self.effects, self.numbers.format_amount
        if not high.beyond_left_if_yes:
            return
        template = _(
            "If you say yes, {amount} of this month’s giving comes out of your living costs."
        )
        if high.beyond_left_now:
            template = _(
                "If you say yes, {amount} of this month’s giving comes out of your living"
                " costs. Now it’s {now}."
            )
        yield format_content(
            template,
            amount=format_ends(low.beyond_left_if_yes, high.beyond_left_if_yes, format_amount),
            now=format_amount(high.beyond_left_now or 0),
        )

    @property
    def _has_month_figures(self) -> bool:
        """Whether there is a figure for this month without a yes."""
        high = self.effects.high
        return (high.share_now, high.left_now) != (None, None)

    def _describe_work_and_food(self) -> Iterator[Content]:
        food, days = find_food_days_words(self.effects, self.numbers)
        work, hours = find_work_hours_words(self.effects, self.numbers)
        parts = [format_content(food, days=days)] if food else []
        if work:
            parts.append(format_content(work, hours=hours))
        if parts:
            prefix = Content(_label("each time:") + " ") if self.ask.every else NOTHING
            yield prefix + Content(" · ").join(parts)

    def _describe_year(self) -> Iterator[Content]:
        low, high = self.effects
        amount = format_ends(low.year_total, high.year_total, self.numbers.format_amount)
        if not amount:
            return
        until = find_end_within_year(self.ask, self.table.today)
        if until is not None:
            template = _label("{amount} in total until {day}")
            yield format_content(template, amount=amount, day=format_date(until))
        else:
            yield format_content(_label("{amount} in a year"), amount=amount)

    def describe_missing(self) -> str:
        """Return which living costs are missing, and the entry lines that add them."""
        row, costs = self.row, ESSENTIAL_COSTS if self.row is None else self.row.unknown_costs
        missing = ["income"] if row is None or row.income is None else []
        missing += [cost.value for cost in costs]
        if self.table.hourly_wage is None:
            missing.append("wage")
        if not missing:
            return ""
        lines = " · ".join(EXAMPLE_LINES[name] for name in missing)
        hint = _("To see more, type for example: {lines}").format(lines=lines)
        return "\n".join(filter(None, (describe_unknown_costs(costs), hint)))
