"""The texts of what a yes would mean: amounts, shares, work hours, food days. No judgement."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from tracker.analysis.asks.yes_effect import (
    YesEffect,
    calculate_shown_yes_effect,
    count_occurrences,
    find_current_row,
)
from tracker.analysis.asks.yes_sentences import (
    describe_upcoming_payments,
    find_end_within_year,
    format_food_days,
    format_work_hours,
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
        ask, calculate_shown_yes_effect(ask, table), row, table, numbers, currency
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
    effect: YesEffect
    row: MonthRow | None
    table: MonthlyTable
    numbers: NumberFormat
    currency: str

    def build_main_figure(self) -> tuple[str, str, str]:
        """Return the main figure, its label, and the same figure without a yes."""
        effect, format_amount = self.effect, self.numbers.format_amount
        currency = self.currency
        until = format_day(self.table.current_month.last_day)
        if effect.left_now is not None and effect.left_if_yes is not None:
            label = _label("{currency} left until {day} if you say yes")
            if self.ask.low != self.ask.high:
                label = _label("{currency} left until {day} if you say yes to {high}")
            high, now = format_amount(self.ask.high or 0), _label("now {amount}")
            text = label.format(currency=currency, day=until, high=high)
            return (
                format_amount(effect.left_if_yes),
                text,
                now.format(amount=format_amount(effect.left_now)),
            )
        if effect.left_now is not None:
            label = _label("{currency} left until {day}, as things are")
            return format_amount(effect.left_now), label.format(currency=currency, day=until), ""
        if self.ask.high is None:
            return "", "", ""
        if effect.share_if_yes is not None:
            return (
                self.numbers.format_percent(effect.share_if_yes),
                _label("of this month’s income if you say yes"),
                self._format_current_share(),
            )
        return format_amount(self.ask.high), self._describe_amount(), ""

    def _describe_amount(self) -> str:
        """Return the label of the amount itself, used if nothing is known about the month."""
        every = self.ask.every
        label = PERIOD_LABELS[every] if every else ONCE_LABEL
        return _label(label).format(currency=self.currency)

    def _format_current_share(self) -> str:
        share = self.effect.share_now
        return (
            ""
            if share is None
            else _label("now {share}").format(share=self.numbers.format_percent(share))
        )

    def describe_share(self) -> Content:
        """Return the share of income with and without a yes, unless it is the main figure."""
        effect, row = self.effect, self.row
        if effect.share_if_yes is not None and effect.left_now is not None:
            template = _label("{share} of this month’s income if you say yes, {now} now")
            now = self.numbers.format_percent(effect.share_now or 0)
            return format_content(
                template, share=self.numbers.format_percent(effect.share_if_yes), now=now
            )
        if effect.share_now is not None and self.ask.high is None:
            template = _label("{share} of this month’s income now")
            return format_content(template, share=self.numbers.format_percent(effect.share_now))
        if row is not None and row.income == 0 and self.ask.high is not None:
            return Content(_label("no income this month"))
        return NOTHING

    def describe_other_effects(self) -> Iterator[Content]:
        """Yield a sentence for each other effect of a yes."""
        effect, format_amount = self.effect, self.numbers.format_amount
        if self.ask.high is None:
            yield style_dim(_("Add an amount to see what a yes would mean."))
        if effect.beyond_left_if_yes:
            amount = format_amount(effect.beyond_left_if_yes)
            template = _(
                "If you say yes, {amount} of this month’s giving comes out of your living costs."
            )
            now = format_amount(effect.beyond_left_now or 0)
            if effect.beyond_left_now:
                template = _(
                    "If you say yes, {amount} of this month’s giving comes out of your living"
                    " costs. Now it’s {now}."
                )
            yield format_content(template, amount=amount, now=now)
        if self.row is not None and self.row.upcoming_payments and self._has_month_figures:
            yield style_dim(describe_upcoming_payments(self.row, self.numbers))
        if self.row is not None and effect.left_now is not None:
            yield from (
                style_dim(_(NOT_COUNTED_SENTENCES[cost])) for cost in self.row.skipped_costs
            )
        yield from self._describe_year()
        yield from self._describe_work_and_food()
        if self.ask.low != self.ask.high and self.ask.high is not None:
            yield style_dim(
                _("This counts the higher amount, {amount}.").format(
                    amount=format_amount(self.ask.high)
                )
            )
        if self.ask.every is not None and self.ask.every.weeks and effect.left_if_yes is not None:
            last = self.table.current_month.last_day
            times = count_occurrences(self.ask, self.table.today, last)
            text = ngettext(
                "Counted once until {day}.", "Counted {count} times until {day}.", times
            )
            yield style_dim(text.format(count=times, day=format_day(last)))

    @property
    def _has_month_figures(self) -> bool:
        """Whether there is a figure for this month without a yes."""
        return (self.effect.share_now, self.effect.left_now) != (None, None)

    def _describe_work_and_food(self) -> Iterator[Content]:
        food, work, numbers = self.effect.food_days, self.effect.work_hours, self.numbers
        parts = []
        if food:
            parts.append(
                format_content(format_food_days(food, numbers), days=numbers.format_tenths(food))
            )
        if work:
            parts.append(
                format_content(format_work_hours(work, numbers), hours=numbers.format_tenths(work))
            )
        if parts:
            prefix = Content(_label("each time:") + " ") if self.ask.every else NOTHING
            yield prefix + Content(" · ").join(parts)

    def _describe_year(self) -> Iterator[Content]:
        total = self.effect.year_total
        if total is None:
            return
        amount = self.numbers.format_amount(total)
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
