"""The dialog of a group in Settings: its alias, and the day on which the person left it."""

from datetime import date

from textual.screen import Screen

from tracker.book.stores.groups import StoredGroup
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import _
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.input_dialogs import InputTexts, TextInputDialog, TextQuestion


def build_group_dialog(
    group: StoredGroup, today: date, typed_texts: InputTexts | None = None, error: str = ""
) -> TextInputDialog:
    """Return a dialog for alias and day; with texts that were refused before, and why."""
    alias, left = typed_texts or (group.alias or "", str(group.left_on or ""))
    return TextInputDialog(
        group.label,
        (
            TextQuestion(_("Shown as"), alias, _("its own name")),
            TextQuestion(_("Left on"), left, _("a day, like 2026-10-03")),
        ),
        _("A friend sees the name it is shown as. Both may stay empty; your entries stay."),
        lambda texts: find_day_refusal(texts, today),
        error,
    )


def build_closing_screen(context: AppContext, group: StoredGroup) -> Screen[None]:
    """Return the screen that closes with a group, after the day of leaving was set."""
    from tracker.screens.how_often.after_leaving import GroupClosingScreen

    return GroupClosingScreen(context, group.label)


def find_day_refusal(texts: InputTexts, today: date) -> str:
    """Return why the day cannot be, as a sentence with its field; empty where it can."""
    sentence = ""
    try:
        day = parse_leaving_day(texts[1], today)
        if day and day > today:
            sentence = _("This day is still to come; note it when it has been.")
    except ParseError as error:
        sentence = error.message
    return sentence and _("{field}: {sentence}").format(field=_("Left on"), sentence=sentence)


def parse_leaving_day(text: str, today: date) -> date | None:
    """Return the day that was typed; None without one. Raises ParseError."""
    tokens = tokenize(text)
    if not tokens:
        return None
    if len(tokens) > 1 or not looks_like_day(tokens[0]):
        raise tokens[0].build_error(_("a date is written like 2025-10-02, or as yesterday or thu"))
    return read_day(tokens[0], today)
