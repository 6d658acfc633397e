"""The dialog of a group in Settings: its alias, and the person's last day with it."""

from datetime import date

from tracker.book.stores.groups import StoredGroup
from tracker.entries.leaving_day import find_day_refusal
from tracker.i18n import _, _label
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
