"""What a yes would mean, in the sentences of Before you answer: they count and do not judge."""

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
from tracker.i18n import N_, NumberFormat, _, format_date, format_day, ngettext
from tracker.months import Period
from tracker.screens.this_month.summary import describe_limit
from tracker.widgets.text_format import format_content, style_dim
from tracker.widgets.yes_panel import YesSummary

NOTHING = Content("")
EXAMPLE_LINES = {"income": "income 950/month", "wage": "wage 12"} | {
    cost.value: line for cost, line in EXAMPLE_COST_LINES.items()
}
"""Lines that make known what cannot be told without them."""

ONCE_LABEL = N_("{currency} once")
PERIOD_LABELS = {
    Period.WEEK: N_("{currency} every week"),
    Period.MONTH: N_("{currency} every month"),
    Period.QUARTER: N_("{currency} every quarter"),
    Period.YEAR: N_("{currency} every year"),
}


def build_yes_summary(
    ask: Ask, monthly: MonthlyTable, numbers: NumberFormat, currency: str
) -> YesSummary:
    """What a yes given today would mean, in a book of a currency."""
    row = find_current_row(monthly)
    teller = _YesSummaryBuilder(
        ask, calculate_shown_yes_effect(ask, monthly), row, monthly, numbers, currency
    )
    amount, label, now = teller.build_main_figure()
    return YesSummary(
        amount=amount,
        label="\n".join(part for part in (label, now) if part),
        share=teller.describe_share(),
        limit=describe_limit(row.limit, numbers) if row else NOTHING,
        other_effects=tuple(teller.describe_other_effects()),
        missing=teller.describe_missing(),
    )


@dataclass(frozen=True, slots=True)
class _YesSummaryBuilder:
    ask: Ask
    effect: YesEffect
    row: MonthRow | None
    monthly: MonthlyTable
    numbers: NumberFormat
    currency: str

    def build_main_figure(self) -> tuple[str, str, str]:
        """The number that matters most, what it is, and how it is without a yes."""
        meant, shown = self.effect, self.numbers.format_amount
        currency = self.currency
        until = format_day(self.monthly.current_month.last_day)
        if meant.left_now is not None and meant.left_if_yes is not None:
            label = _("{currency} left until {day}, with a yes")
            if self.ask.low != self.ask.high:
                label = _("{currency} left until {day}, with a yes to {high}")
            high, now = shown(self.ask.high or 0), _("now {amount}")
            told = label.format(currency=currency, day=until, high=high)
            return shown(meant.left_if_yes), told, now.format(amount=shown(meant.left_now))
        if meant.left_now is not None:
            label = _("{currency} left until {day}, as it is now")
            return shown(meant.left_now), label.format(currency=currency, day=until), ""
        if self.ask.high is None:
            return "", "", ""
        if meant.share_if_yes is not None:
            return (
                self.numbers.format_percent(meant.share_if_yes),
                _("of this month’s income, with a yes"),
                self._format_current_share(),
            )
        return shown(self.ask.high), self._describe_amount(), ""

    def _describe_amount(self) -> str:
        """What the amount itself is, where nothing can be told of the month."""
        every = self.ask.every
        return _(PERIOD_LABELS[every] if every else ONCE_LABEL).format(currency=self.currency)

    def _format_current_share(self) -> str:
        share = self.effect.share_now
        return (
            ""
            if share is None
            else _("now {share}").format(share=self.numbers.format_percent(share))
        )

    def describe_share(self) -> Content:
        """The part of income with a yes and without, where it is not the largest number."""
        meant, row = self.effect, self.row
        if meant.share_if_yes is not None and meant.left_now is not None:
            template = _("with a yes {share} of this month’s income, now {now}")
            now = self.numbers.format_percent(meant.share_now or 0)
            return format_content(
                template, share=self.numbers.format_percent(meant.share_if_yes), now=now
            )
        if meant.share_now is not None and self.ask.high is None:
            template = _("now {share} of this month’s income")
            return format_content(template, share=self.numbers.format_percent(meant.share_now))
        if row is not None and row.income == 0 and self.ask.high is not None:
            return Content(_("this month has no income"))
        return NOTHING

    def describe_other_effects(self) -> Iterator[Content]:
        """What else a yes would mean, each as a sentence."""
        meant, shown = self.effect, self.numbers.format_amount
        if self.ask.high is None:
            yield style_dim(_("No amount is named yet; with one, this says what a yes would mean."))
        if meant.beyond_left_if_yes:
            amount = shown(meant.beyond_left_if_yes)
            template = _("with a yes, {amount} of what you give comes out of what you live on")
            beyond = format_content(template, amount=amount)
            now = shown(meant.beyond_left_now) if meant.beyond_left_now else ""
            yield beyond + format_content(_("; now {amount}"), amount=now) if now else beyond
        if self.row is not None and self.row.upcoming_payments and self._has_month_figures:
            yield style_dim(describe_upcoming_payments(self.row, self.numbers))
        if self.row is not None and meant.left_now is not None:
            yield from (
                style_dim(_(NOT_COUNTED_SENTENCES[cost])) for cost in self.row.skipped_costs
            )
        yield from self._describe_year()
        yield from self._describe_work_and_food()
        if self.ask.low != self.ask.high and self.ask.high is not None:
            yield style_dim(
                _("counted at the higher end, {amount}").format(amount=shown(self.ask.high))
            )
        if self.ask.every is Period.WEEK and meant.left_if_yes is not None:
            last = self.monthly.current_month.last_day
            times = count_occurrences(self.ask, self.monthly.today, last)
            text = ngettext("counted once until {day}", "counted {count} times until {day}", times)
            yield style_dim(text.format(count=times, day=format_day(last)))

    @property
    def _has_month_figures(self) -> bool:
        """Whether anything is told of this month as it is."""
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
            each = Content(_("each time") + " ") if self.ask.every else NOTHING
            yield each + Content(" · ").join(parts)

    def _describe_year(self) -> Iterator[Content]:
        total = self.effect.year_total
        if total is None:
            return
        amount = self.numbers.format_amount(total)
        until = find_end_within_year(self.ask, self.monthly.today)
        if until is not None:
            template = _("{amount} in all, until {day}")
            yield format_content(template, amount=amount, day=format_date(until))
        else:
            yield format_content(_("{amount} in a year"), amount=amount)

    def describe_missing(self) -> str:
        """What is not known of what living costs, and the lines that would make more known."""
        row, costs = self.row, ESSENTIAL_COSTS if self.row is None else self.row.unknown_costs
        wanted = ["income"] if row is None or row.income is None else []
        wanted += [cost.value for cost in costs]
        if self.monthly.hourly_wage is None:
            wanted.append("wage")
        if not wanted:
            return ""
        lines = " · ".join(EXAMPLE_LINES[each] for each in wanted)
        told = _("To see more, note a line here, like: {lines}").format(lines=lines)
        return "\n".join(filter(None, (describe_unknown_costs(costs), told)))
