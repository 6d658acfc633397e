"""What Settings asks about a group: how it is called when shown, and when the person left it."""

from datetime import date

from textual.screen import Screen

from tracker.book.stores.groups import StoredGroup
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import _
from tracker.screens.shell.context import AppContext
from tracker.screens.shell.input_dialogs import InputTexts, TextInputDialog, TextQuestion


def build_group_dialog(
    group: StoredGroup, today: date, typed_texts: InputTexts | None = None, error: str = ""
) -> TextInputDialog:
    """Asks for alias and day; with what was typed before and why that was not taken."""
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
    """The page that closes with a group when the day on which it was left has been noted."""
    from tracker.screens.how_often.group_closing import GroupClosingScreen

    return GroupClosingScreen(context, group.label)


def find_day_refusal(texts: InputTexts, today: date) -> str:
    """Why the day cannot be, as a sentence with its field; empty where it can."""
    sentence = ""
    try:
        day = parse_leaving_day(texts[1], today)
        if day and day > today:
            sentence = _("This day is still to come; note it when it has been.")
    except ParseError as error:
        sentence = error.sentence
    return sentence and _("{field}: {sentence}").format(field=_("Left on"), sentence=sentence)


def parse_leaving_day(text: str, today: date) -> date | None:
    """The day that was typed; None without one. Raises Refusal where it names no day."""
    tokens = tokenize(text)
    if not tokens:
        return None
    if len(tokens) > 1 or not looks_like_day(tokens[0]):
        raise tokens[0].build_error(_("a date is written like 2025-10-02, or as yesterday or thu"))
    return read_day(tokens[0], today)
