"""The dialogs of the page for leaving: for the last day, and for what has ended."""

from collections.abc import Sequence
from datetime import date

from tracker.analysis.groups.ongoing_commitments import OngoingCommitment
from tracker.entries.leaving_day import find_day_refusal, parse_leaving_day
from tracker.i18n import N_label, _, _error, _label
from tracker.screens.leaving.leaving_text import ONLY_THE_NOTEBOOK, describe_ongoing
from tracker.screens.shell.input_dialogs import ChoiceDialog, TextInputDialog, TextQuestion

TODAY, ANOTHER_DAY = N_label("today", "last day"), N_label("another day", "last day")
NOT_SURE, BREAK = N_label("not sure", "last day"), N_label("taking a break", "last day")
"""The answers to the question about the last day. A break saves today, as today does."""
ALL_OF_THEM = N_label("all of them", "what ended")
DAY_EXAMPLE = N_label("e.g. 2026-10-03")


def build_day_choice(last_day: date | None) -> ChoiceDialog:
    """Return the question about the last day. It begins at the answer that changes nothing."""
    return ChoiceDialog(
        _label("Last day with them"),
        [_label(answer) for answer in (NOT_SURE, TODAY, ANOTHER_DAY, BREAK)],
        _label(ANOTHER_DAY) if last_day else _label(NOT_SURE),
        _("Not sure changes nothing. A break saves today. You can clear the day with one key."),
    )


def build_last_day_dialog(last_day: date | None, today: date) -> TextInputDialog:
    """Return the dialog for a day that the person types.

    A break saves a last day, too, because it needs what a last day does. A state of its own would
    be one more fact about what the person means to do. “Not sure” saves nothing.
    """
    return TextInputDialog(
        _label("Last day with them"),
        [TextQuestion(_label("Day"), str(last_day or ""), _label(DAY_EXAMPLE))],
        _("You can type a date, “yesterday” or a weekday such as “thu”."),
        lambda texts: find_day_refusal(texts[0], today, is_needed=True),
    )


def build_ongoing_choice(ongoing: Sequence[OngoingCommitment]) -> ChoiceDialog:
    """Return the question which of these has ended. Those that read alike are one answer."""
    names = list(dict.fromkeys(map(describe_ongoing, ongoing)))
    answers = [*names, _label(ALL_OF_THEM)]
    return ChoiceDialog(_label("Which one has ended?"), answers, answers[0], _(ONLY_THE_NOTEBOOK))


def build_end_dialog(
    ended: Sequence[OngoingCommitment], proposed: date, today: date
) -> TextInputDialog:
    """Return the dialog for the day on which these ended."""
    names = "\n".join(dict.fromkeys(map(describe_ongoing, ended)))
    return TextInputDialog(
        _label("It has ended"),
        [TextQuestion(_label("Last day"), str(proposed), _label(DAY_EXAMPLE))],
        f"{names}\n\n{_(ONLY_THE_NOTEBOOK)}",
        lambda texts: _find_end_refusal(texts[0], ended, today),
    )


def _find_end_refusal(text: str, ended: Sequence[OngoingCommitment], today: date) -> str:
    """Return why these cannot end on the typed day, or an empty text if they can.

    None ends before it began: the sums would go on with it, whatever the message says.
    """
    if refusal := find_day_refusal(text, today, is_needed=True):
        return refusal
    day, newest = parse_leaving_day(text, today), max(ended, key=lambda each: each.start)
    if day is None or day >= newest.start:
        return ""
    refusal = _error(
        "This began after that day: {thing}. Type {day} or a later day. If that’s not how it was,"
        " correct it in Entries first."
    ).format(thing=describe_ongoing(newest), day=newest.start)
    if any(each.start <= day for each in ended):
        refusal = " ".join((refusal, _error("You can also choose another one alone.")))
    return refusal
