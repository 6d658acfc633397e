"""A range of months: its text, and the dialog that asks for it."""

from datetime import date
from typing import NamedTuple

from tracker.i18n import _, _error, _label, format_short_month, format_short_months
from tracker.months import Month
from tracker.screens.shell.input_dialogs import InputTexts, TextInputDialog, TextQuestion


class MonthRange(NamedTuple):
    """The months from `first` to `last`, both included. None is the first entry, or now."""

    first: Month | None = None
    last: Month | None = None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day, or None if the range is open."""
        return self.first and self.first.first_day, self.last and self.last.last_day

    @property
    def description(self) -> str:
        """The months as text, or an empty text for all months."""
        if self.first and self.last:
            return format_short_months(self.first.first_day, self.last.first_day)
        if self.first:
            return _label("since {first}").format(first=format_short_month(self.first.first_day))
        if self.last:
            return _label("up to {last}").format(last=format_short_month(self.last.first_day))
        return ""


ALL_MONTHS = MonthRange()
"""All months, from the first entry up to now."""


def build_range_dialog(current_range: MonthRange, current: Month) -> TextInputDialog:
    """Return the dialog for both months. An empty field is the first entry, or this month."""
    return TextInputDialog(
        _label("Choose months"),
        [
            TextQuestion(_label("From"), str(current_range.first or ""), _label("first entry")),
            TextQuestion(_label("To"), str(current_range.last or ""), str(current)),
        ],
        _("Type months such as 2026-03. Leave both fields empty for all months."),
        lambda texts: _find_input_error(texts, current),
    )


def parse_range(texts: InputTexts) -> MonthRange:
    """Return the typed range. Raises ValueError if a text is no month."""
    first, last = (Month.parse(text) if text else None for text in texts)
    return MonthRange(first, last)


def _find_input_error(texts: InputTexts, current: Month) -> str:
    for name, text in zip((_label("From"), _label("To")), texts, strict=True):
        try:
            parse_range((text, ""))
        except ValueError:
            return _error("“{field}” needs a month, e.g. 2026-03").format(field=name)
    first, last = parse_range(texts).first, parse_range(texts).last
    if first and first > (last or current):
        return _error("The first month is after the last one. Swap them.")
    return ""
