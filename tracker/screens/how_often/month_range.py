"""A range of months: its text, and the dialog that asks for it."""

from datetime import date
from typing import NamedTuple

from tracker.i18n import _, format_short_month
from tracker.months import Month
from tracker.screens.shell.input_dialogs import InputTexts, TextInputDialog, TextQuestion


class MonthRange(NamedTuple):
    """The months from `first` to `last`, both included; None is the first entry, or now."""

    first: Month | None = None
    last: Month | None = None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None where the range is open."""
        return self.first and self.first.first_day, self.last and self.last.last_day

    @property
    def description(self) -> str:
        """The months as text; empty for all months."""
        first = format_short_month(self.first.first_day) if self.first else ""
        last = format_short_month(self.last.first_day) if self.last else ""
        if first and last:
            return first if first == last else _("{first} to {last}").format(first=first, last=last)
        if first:
            return _("since {first}").format(first=first)
        return _("up to {last}").format(last=last) if last else ""


ALL_MONTHS = MonthRange()
"""All months, from the first entry up to now."""


def build_range_dialog(current_range: MonthRange, current: Month) -> TextInputDialog:
    """Return the dialog for both months; empty means the first entry, or this month."""
    return TextInputDialog(
        _("Which months"),
        [
            TextQuestion(_("From"), str(current_range.first or ""), _("the first entry")),
            TextQuestion(_("To"), str(current_range.last or ""), str(current)),
        ],
        _("Months like 2026-03; leave a field empty for all."),
        lambda texts: _find_input_error(texts, current),
    )


def parse_range(texts: InputTexts) -> MonthRange:
    """Return the range that was typed; raise ValueError if a text is no month."""
    first, last = (Month.parse(text) if text else None for text in texts)
    return MonthRange(first, last)


def _find_input_error(texts: InputTexts, current: Month) -> str:
    for name, text in zip((_("From"), _("To")), texts, strict=True):
        try:
            parse_range((text, ""))
        except ValueError:
            sentence = _("A month is written like 2026-03.")
            return _("{field}: {sentence}").format(field=name, sentence=sentence)
    first, last = parse_range(texts).first, parse_range(texts).last
    if first and first > (last or current):
        return _("The first month lies after the last one; turn them round.")
    return ""
