"""From … to: a range of months as it is asked for, and what was typed."""

from typing import NamedTuple

from tracker.months import Month
from tracker.screens.one_setting import TextAsked, Texts, TypeTexts
from tracker.texts import _


class Range(NamedTuple):
    """From one month to another, both included; None is from the first, or up to now."""

    first: Month | None = None
    last: Month | None = None


def range_dialog(now: Range, current: Month) -> TypeTexts:
    """Ask for both months; empty is from the first entry, or up to this month."""
    return TypeTexts(
        _("From … to"),
        [
            TextAsked(_("From"), str(now.first or ""), _("the first entry")),
            TextAsked(_("To"), str(now.last or ""), str(current)),
        ],
        _("Months like 2026-03; leave a field empty for all."),
        lambda texts: _refusal(texts, current),
    )


def range_of(texts: Texts) -> Range:
    """The range that was typed; raises ValueError where a text is no month."""
    first, last = (Month.parse(text) if text else None for text in texts)
    return Range(first, last)


def _refusal(texts: Texts, current: Month) -> str:
    try:
        first, last = range_of(texts)
    except ValueError:
        return _("A month is written like 2026-03.")
    if first and first > (last or current):
        return _("The first month lies after the last one; turn them round.")
    return ""
