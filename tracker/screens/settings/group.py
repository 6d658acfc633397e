"""The dialog of a group in Settings: its alias, and the person's last day with it."""

from datetime import date

from tracker.book.stores.groups import StoredGroup
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import _, _error, _label
from tracker.screens.shell.input_dialogs import InputTexts, TextInputDialog, TextQuestion


def build_group_dialog(
    group: StoredGroup, today: date, typed_texts: InputTexts | None = None, error: str = ""
) -> TextInputDialog:
    """Return a dialog for the alias and the last day.

    After a refusal it gets the typed texts and the error.
    """
    alias, last_day = typed_texts or (group.alias or "", str(group.left_on or ""))
    dialog = TextInputDialog(
        group.label,
        (
            TextQuestion(_label("Shown as"), alias, _label("real name")),
            TextQuestion(
                _label("Last day with them, if there was one"), last_day, _label("e.g. 2026-10-03")
            ),
        ),
        _(
            "Anyone you show a summary to sees the name in “Shown as”, not the real one."
            " You can leave both fields empty. Your entries stay the same."
        ),
        lambda texts: find_day_refusal(texts[1], today),
        error,
    )
    dialog.add_class("-long-labels")
    return dialog


def find_day_refusal(text: str, today: date) -> str:
    """Return why the typed last day is refused, or an empty text if it is accepted."""
    try:
        day = parse_leaving_day(text, today)
    except ParseError as error:
        return error.message
    if day and day > today:
        return _error("This day is in the future. Type a day up to today.")
    return ""


def parse_leaving_day(text: str, today: date) -> date | None:
    """Return the typed day, or None without one. Raises ParseError."""
    tokens = tokenize(text)
    if not tokens:
        return None
    if len(tokens) > 1 or not looks_like_day(tokens[0]):
        raise tokens[0].build_error(
            _error("This isn’t a date. Type one such as “2025-10-02”, “yesterday” or “thu”.")
        )
    return read_day(tokens[0], today)
