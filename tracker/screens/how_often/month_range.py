"""Which months: a range of months as it is asked for, and what was typed."""

from datetime import date
from typing import NamedTuple

from tracker.i18n import _, format_short_month
from tracker.months import Month
from tracker.screens.shell.input_dialogs import InputTexts, TextInputDialog, TextQuestion


class MonthRange(NamedTuple):
    """From one month to another, both included; None is from the first, or up to now."""

    first: Month | None = None
    last: Month | None = None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None where it has no end."""
        return self.first and self.first.first_day, self.last and self.last.last_day

    @property
    def description(self) -> str:
        """The months in words; empty where it is all of them."""
        first = format_short_month(self.first.first_day) if self.first else ""
        last = format_short_month(self.last.first_day) if self.last else ""
        if first and last:
            return first if first == last else _("{first} to {last}").format(first=first, last=last)
        if first:
            return _("since {first}").format(first=first)
        return _("up to {last}").format(last=last) if last else ""


ALL_MONTHS = MonthRange()
"""From the first entry on, up to now."""


def build_range_dialog(current_range: MonthRange, current: Month) -> TextInputDialog:
    """Ask for both months; empty is from the first entry, or up to this month."""
    return TextInputDialog(
        _("Which months"),
        [
            TextQuestion(_("From"), str(current_range.first or ""), _("the first entry")),
            TextQuestion(_("To"), str(current_range.last or ""), str(current)),
        ],
        _("Months like 2026-03; leave a field empty for all."),
        lambda texts: _find_refusal(texts, current),
    )


def parse_range(texts: InputTexts) -> MonthRange:
    """The range that was typed; raises ValueError where a text is no month."""
    first, last = (Month.parse(text) if text else None for text in texts)
    return MonthRange(first, last)


def _find_refusal(texts: InputTexts, current: Month) -> str:
    for name, text in zip((_("From"), _("To")), texts, strict=True):
        try:
            parse_range((text, ""))
        except ValueError:
            told = _("A month is written like 2026-03.")
            return _("{field}: {sentence}").format(field=name, sentence=told)
    first, last = parse_range(texts).first, parse_range(texts).last
    if first and first > (last or current):
        return _("The first month lies after the last one; turn them round.")
    return ""
