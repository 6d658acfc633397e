"""The dialogs of Settings for the currency, auto-lock and the letter."""

from collections.abc import Mapping

from tracker.book.stores.auto_lock import MAX_IDLE_MINUTES, parse_idle_minutes
from tracker.i18n import N_label, _, _error, _label
from tracker.money import explain_currency_refusal
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.input_dialogs import (
    ChoiceDialog,
    InputTexts,
    TextInputDialog,
    TextQuestion,
)

READ_LETTER, REWRITE_LETTER, DELETE_LETTER = (
    N_label("Read"),
    N_label("Rewrite"),
    N_label("Delete letter"),
)
"""What a person can do with the letter."""


def build_currency_dialog(code: str) -> TextInputDialog:
    """Return a dialog that asks for the name of the currency."""

    def find_refusal(texts: InputTexts) -> str:
        new_code = texts[0].upper()
        return "" if new_code == code else explain_currency_refusal(new_code)

    return TextInputDialog(
        _label("Currency"),
        [TextQuestion(_label("Three letters"), code)],
        _("This changes only the name. Your amounts stay the same."),
        find_refusal,
    )


def build_auto_lock_dialog(settings: Mapping[str, str]) -> TextInputDialog:
    """Return a dialog that asks for the minutes until auto-lock."""

    def find_refusal(texts: InputTexts) -> str:
        if not texts[0] or (
            len(texts[0]) <= len(str(MAX_IDLE_MINUTES))
            and texts[0].isascii()
            and texts[0].isdigit()
        ):
            return ""
        return _error("Leave it empty, or type whole minutes, e.g. 10")

    minutes = parse_idle_minutes(settings)
    return TextInputDialog(
        _label("Auto-lock"),
        [TextQuestion(_label("Minutes"), str(minutes or ""), _label("off", "auto-lock"))],
        _(
            "Tracker locks after this many minutes without a key press."
            " Leave it empty, or type 0, to turn this off."
        ),
        find_refusal,
    )


def build_letter_dialog() -> ChoiceDialog:
    """Return a dialog that asks what to do with the letter."""
    return ChoiceDialog(
        _label("A letter to myself"),
        [_label(READ_LETTER), _label(REWRITE_LETTER), _label(DELETE_LETTER)],
        _label(READ_LETTER),
    )


def build_delete_letter_dialog() -> ConfirmDialog:
    """Return a dialog that asks whether to delete the letter."""
    return ConfirmDialog(
        _("Delete the letter?"),
        _("The whole letter is removed from the notebook. You can’t undo this."),
        _label(DELETE_LETTER),
    )
