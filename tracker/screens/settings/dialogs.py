"""What Settings asks before it changes something: the dialogs of its lines."""

from collections.abc import Mapping

from tracker.i18n import N_, _
from tracker.money import explain_currency_refusal
from tracker.screens.settings.auto_lock import MOST_MINUTES, idle_minutes
from tracker.screens.shell.confirm import Confirm
from tracker.screens.shell.input_dialogs import ChooseOne, TextAsked, Texts, TypeTexts

READ, ANEW, TAKE_AWAY = N_("Read it"), N_("Write it anew"), N_("Take it away")
"""What can be done with a letter."""


def currency_dialog(code: str) -> TypeTexts:
    """Asks how the book calls its currency."""

    def refusal(texts: Texts) -> str:
        wanted = texts[0].upper()
        return "" if wanted == code else explain_currency_refusal(wanted)

    return TypeTexts(
        _("Currency"),
        [TextAsked(_("Three letters"), code)],
        _("Only its name changes; amounts stay as they are."),
        refusal,
    )


def idle_dialog(settings: Mapping[str, str]) -> TypeTexts:
    """Asks after how many minutes the book locks by itself."""

    def refusal(texts: Texts) -> str:
        if not texts[0] or (
            len(texts[0]) <= len(str(MOST_MINUTES)) and texts[0].isascii() and texts[0].isdigit()
        ):
            return ""
        return _("Whole minutes, like 10; empty or 0 for never.")

    minutes = idle_minutes(settings)
    return TypeTexts(
        _("Lock when nobody presses a key"),
        [TextAsked(_("Minutes"), str(minutes or ""), _("never"))],
        _("Empty or 0: never by itself."),
        refusal,
    )


def letter_dialog() -> ChooseOne:
    """Asks what is to be done with the letter."""
    return ChooseOne(_("A letter to myself"), [_(READ), _(ANEW), _(TAKE_AWAY)], _(READ))


def take_away_dialog() -> Confirm:
    """Asks once more before the letter goes."""
    return Confirm(
        _("Take the letter away?"),
        _("Nothing of it stays in the notebook, and it cannot be undone."),
        _("Take it away"),
    )
