"""The dialogs of Settings for the currency, the automatic lock and the letter."""

from collections.abc import Mapping

from tracker.i18n import N_, _
from tracker.money import explain_currency_refusal
from tracker.screens.settings.auto_lock import MAX_IDLE_MINUTES, parse_idle_minutes
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.input_dialogs import (
    ChoiceDialog,
    InputTexts,
    TextInputDialog,
    TextQuestion,
)

READ_LETTER, REWRITE_LETTER, DELETE_LETTER = N_("Read it"), N_("Write it anew"), N_("Take it away")
"""What can be done with a letter."""


def build_currency_dialog(code: str) -> TextInputDialog:
    """Return a dialog that asks for the name of the currency."""

    def find_refusal(texts: InputTexts) -> str:
        new_code = texts[0].upper()
        return "" if new_code == code else explain_currency_refusal(new_code)

    return TextInputDialog(
        _("Currency"),
        [TextQuestion(_("Three letters"), code)],
        _("Only its name changes; amounts stay as they are."),
        find_refusal,
    )


def build_auto_lock_dialog(settings: Mapping[str, str]) -> TextInputDialog:
    """Return a dialog that asks after how many minutes the book locks by itself."""

    def find_refusal(texts: InputTexts) -> str:
        if not texts[0] or (
            len(texts[0]) <= len(str(MAX_IDLE_MINUTES))
            and texts[0].isascii()
            and texts[0].isdigit()
        ):
            return ""
        return _("Whole minutes, like 10; empty or 0 for never.")

    minutes = parse_idle_minutes(settings)
    return TextInputDialog(
        _("Lock when nobody presses a key"),
        [TextQuestion(_("Minutes"), str(minutes or ""), _("never"))],
        _("Empty or 0: never by itself."),
        find_refusal,
    )


def build_letter_dialog() -> ChoiceDialog:
    """Return a dialog that asks what to do with the letter."""
    return ChoiceDialog(
        _("A letter to myself"),
        [_(READ_LETTER), _(REWRITE_LETTER), _(DELETE_LETTER)],
        _(READ_LETTER),
    )


def build_delete_letter_dialog() -> ConfirmDialog:
    """Return a dialog that asks once more before the letter is deleted."""
    return ConfirmDialog(
        _("Take the letter away?"),
        _("Nothing of it stays in the notebook, and it cannot be undone."),
        _("Take it away"),
    )
