"""When the notebook was last opened: its row, its dialog, and its sentence on This month."""

from collections.abc import Mapping

from tracker.book.book import Book
from tracker.book.stores.last_opened import (
    LAST_OPENED_USE_SETTING,
    LastOpenedUse,
    find_last_opened_use,
)
from tracker.clock import Moment
from tracker.i18n import N_label, _, _label, format_date
from tracker.screens.shell.input_dialogs import ChoiceDialog

USE_LABELS = {
    LastOpenedUse.SETTINGS: N_label("Show it in Settings"),
    LastOpenedUse.THIS_MONTH: N_label("Show it on This month, too"),
    LastOpenedUse.EACH_OPENING: N_label("Show it on This month and save each opening"),
}
"""The options, in the order in which they are offered."""


def describe_last_opened(moment: Moment | None) -> str:
    """Return the value of the row."""
    return _format_moment(moment) if moment else _label("not known yet")


def describe_on_this_month(book: Book, settings: Mapping[str, str]) -> str:
    """Return the sentence on This month, empty unless the person chose it and a time is known."""
    use, moment = find_last_opened_use(settings), book.last_opened
    if use is LastOpenedUse.SETTINGS or moment is None:
        return ""
    # Of openings without a change nothing is saved, unless each is.
    text = (
        _label("Last opened: {moment}")
        if use is LastOpenedUse.EACH_OPENING
        else _label("Last opened and changed: {moment}")
    )
    return text.format(moment=_format_moment(moment))


def build_last_opened_dialog(settings: Mapping[str, str]) -> ChoiceDialog:
    """Return a dialog that asks where the time is shown, and when it is saved."""
    return ChoiceDialog(
        _label("Last opened"),
        [_label(label) for label in USE_LABELS.values()],
        _label(USE_LABELS[find_last_opened_use(settings)]),
        _(
            "Tracker saves the day and time with your next change. If you only read, it saves"
            " nothing and the date of the file stays the same. If you save each opening of the"
            " app, that date changes each time, and others can see it. Commands that only read"
            " save nothing."
        ),
    )


def save_last_opened_use(label: str, book: Book) -> str:
    """Save what was chosen. Return the sentence that This month shows from now on."""
    use = next(use for use, text in USE_LABELS.items() if _label(text) == label)
    book.settings.set(LAST_OPENED_USE_SETTING, use.value or None)
    return describe_on_this_month(book, {LAST_OPENED_USE_SETTING: use.value})


def _format_moment(moment: Moment) -> str:
    return _label("{day}, {time}", "moment").format(
        day=format_date(moment.day), time=f"{moment.time:%H:%M}"
    )
