"""The texts at the top of This month: amount left, share given, limit, and amount asked."""

from dataclasses import dataclass, replace

from textual.content import Content

from tracker.analysis.monthly.essential_costs_sentences import (
    NOT_COUNTED_SENTENCES,
    NOT_IN_COPY,
    describe_beyond_left,
)
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import MonthRow
from tracker.entries.types import Limit
from tracker.i18n import (
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_day,
    format_limit_percent,
    ngettext,
)
from tracker.money import Cents
from tracker.widgets.text_format import LIMIT_STYLE, format_content, style_dim


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """The texts of the upper half of the screen."""

    amount: str
    """The main figure, the largest number on the screen. Empty where there is none."""
    label: str
    basis: Content
    share: Content
    limit: Content
    asked_amount: Content
    ask_count: Content
    earlier_yes: Content
    """What an earlier yes adds to the amount asked, empty if it adds nothing."""

    def drop_empty_texts(self, row: MonthRow) -> "MonthSummary":
        """Return the texts without those that say that there is nothing yet."""
        summary = self
        if not row.ask_count and row.left is None:
            summary = replace(summary, asked_amount=Content(""))
        if not row.given and row.knows_given:
            summary = replace(summary, share=Content(""))
        return summary


def build_summary(row: MonthRow, facts: MonthlyFacts, numbers: NumberFormat) -> MonthSummary:
    """Return the texts for this month's row of all groups, as `adjust_amount_left` returns it."""
    count = row.ask_count
    has_several_groups = len(facts.groups) > 1
    if row.left is None:
        # Nothing given is no figure to begin with.
        amount, label = row.given or None, _label("{currency} given to the group this month")
        if has_several_groups:
            label = _label("{currency} given to the groups this month")
    else:
        amount, label = row.left, _label("{currency} left until {day}")
    return MonthSummary(
        amount=_format_main_figure(amount, row, numbers),
        label=label.format(currency=row.currency, day=format_day(row.month.last_day)),
        basis=_describe_basis(row, numbers),
        share=_describe_share(row, numbers, has_several_groups=has_several_groups),
        limit=describe_limit(row.limit, numbers),
        asked_amount=_describe_asked(row, count, numbers),
        ask_count=_format_times(count),
        earlier_yes=_describe_earlier_yes(row, numbers),
    )


def _format_main_figure(amount: Cents | None, row: MonthRow, numbers: NumberFormat) -> str:
    if row.left is None and not row.knows_given:
        return "?"
    # 0.00 where more was given than was left: a minus would be read as a mark. The line below says
    # how much came out of what the person lives on.
    return "" if amount is None else numbers.format_amount(amount)


def _describe_basis(row: MonthRow, numbers: NumberFormat) -> Content:
    """Return how the main figure was calculated.

    What is missing for the amount left is not said here: a question asks for it, and who put that
    off is not to be reminded each day. Settings says it.
    """
    certainty = [style_dim(text)] if (text := _describe_certainty(row, numbers)) else []
    if row.left is None:
        not_in_copy = [style_dim(_(NOT_IN_COPY))] if row.is_copy else []
        return Content("\n").join([*not_in_copy, *certainty])
    lines = [
        format_content(
            _choose_basis_text(row),
            income=numbers.format_amount(row.income or 0),
            living_costs=numbers.format_amount(row.needs or 0),
            given=numbers.format_amount(row.given),
            upcoming=numbers.format_amount(row.upcoming_payments),
            day=format_day(row.month.last_day),
        )
    ]
    if row.beyond_left:
        lines.append(
            format_content(describe_beyond_left(row), amount=numbers.format_amount(row.beyond_left))
        )
    lines += (style_dim(_(NOT_COUNTED_SENTENCES[cost])) for cost in row.skipped_costs)
    lines += certainty
    return Content("\n").join(lines)


def _choose_basis_text(row: MonthRow) -> str:
    """Return the text of what the amount left is calculated from, with places for the amounts."""
    if row.upcoming_payments and row.knows_given:
        return _label(
            "{income} income, minus {living_costs} living costs, {given} given and {upcoming}"
            " in regular payments until {day}"
        )
    if row.upcoming_payments:
        return _label(
            "{income} income, minus {living_costs} living costs and {upcoming} in regular"
            " payments until {day}"
        )
    if row.knows_given:
        return _label("{income} income, minus {living_costs} living costs and {given} given")
    return _label("{income} income, minus {living_costs} living costs")


def _describe_certainty(row: MonthRow, numbers: NumberFormat) -> str:
    """Return how much of what was given is estimated, and how many payments are not in it."""
    sentences = []
    if row.given_estimated and row.given_estimated == row.given:
        sentences.append(_("What you gave is estimated."))
    elif row.given_estimated:
        sentences.append(
            _("{amount} of what you gave is estimated.").format(
                amount=numbers.format_amount(row.given_estimated)
            )
        )
    if row.given_open:
        text = (
            ngettext(
                "The sum is without one payment whose amount you don’t know.",
                "The sum is without {count} payments whose amount you don’t know.",
                row.given_open,
            )
            if row.given
            else ngettext(
                "You made one payment whose amount you don’t know. It isn’t counted here.",
                "You made {count} payments whose amount you don’t know. They aren’t counted here.",
                row.given_open,
            )
        )
        sentences.append(text.format(count=row.given_open))
    return " ".join(sentences)


def _describe_share(row: MonthRow, numbers: NumberFormat, *, has_several_groups: bool) -> Content:
    if not row.knows_given:
        return Content("")
    if row.share_given is not None:
        template = (
            _label("{share} of this month’s income went to the groups")
            if has_several_groups
            else _label("{share} of this month’s income went to the group")
        )
        return format_content(template, share=numbers.format_percent(row.share_given))
    if row.income == 0:
        return format_content(
            _label("{given} given in a month without income"),
            given=numbers.format_amount(row.given),
        )
    return Content("")


def describe_limit(limit: Limit | None, numbers: NumberFormat) -> Content:
    """Return the person's limit as text for the place next to a share, empty if there is none."""
    if limit is None:
        return Content("")
    if limit.percent is not None:
        format_percent = numbers.format_percent if numbers.is_hidden else format_limit_percent
        amount = format_percent(limit.percent)
    else:
        amount = _label("{amount} a month").format(amount=numbers.format_amount(limit.amount or 0))
    return Content.styled(_label("my limit {amount}").format(amount=amount), LIMIT_STYLE)


def _describe_earlier_yes(row: MonthRow, numbers: NumberFormat) -> Content:
    if not row.earlier_yes_amount:
        return Content("")
    text = _label("plus {amount} you said yes to earlier")
    return format_content(text, amount=numbers.format_amount(row.earlier_yes_amount))


def _describe_asked(row: MonthRow, count: int, numbers: NumberFormat) -> Content:
    low, high = row.new_asks_range
    if high and row.asked_open:
        text = _label_plural(
            "you were asked for {amount}, and once with no amount named",
            "you were asked for {amount}, and {count} times with no amount named",
            row.asked_open,
        )
        parts = [
            format_content(
                text, amount=_format_range(low, high, numbers), count=str(row.asked_open)
            )
        ]
    elif high:
        parts = [
            format_content(
                _label("you were asked for {amount}"), amount=_format_range(low, high, numbers)
            )
        ]
    elif count:
        parts = [Content(_label("you were asked, with no amount named"))]
    else:
        parts = [Content(_label("no asks recorded this month"))]
    if row.left is not None and row.knows_given:
        parts.append(
            format_content(_label("you gave {amount}"), amount=numbers.format_amount(row.given))
        )
    return Content("    ").join(parts)


def _format_range(low: Cents, high: Cents, numbers: NumberFormat) -> str:
    if low == high:
        return numbers.format_amount(high)
    return _label("{low} to {high}").format(
        low=numbers.format_amount(low), high=numbers.format_amount(high)
    )


def _format_times(count: int) -> Content:
    if not count:
        return Content("")
    return style_dim(_label_plural("asked once", "asked {count} times", count).format(count=count))
