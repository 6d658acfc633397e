"""What a person is told after an undo: what went, or what came back."""

from collections.abc import Callable

from tracker.book.undo_stack import Undone
from tracker.texts import Numbers, _, ngettext
from tracker.widgets.entry_rows import read_for
from tracker.widgets.told import in_parts

LONGEST = 40
"""Cells of the entry that is named: a notice is read in passing, and covers what is below it."""
FEW = 5
"""Entries of a change that one key takes back."""


def wants_second_press(count: int) -> str:
    """What is said before a large change is taken back: there is no redo."""
    return _(
        "The newest change made {count} entries; the same key again takes all of them back."
    ).format(count=count)


def told(undone: Undone, numbers: Numbers) -> str:
    """One sentence about what an undo did."""
    entries = undone.entries
    if not entries:
        return _("There is nothing to take back.")
    sentence = in_parts(read_for(entries[0].entry, numbers).sentence, LONGEST)
    more = len(entries) - 1
    return _sentence(undone.did)(more).format(entry=sentence, more=more)


def _sentence(did: str) -> Callable[[int], str]:
    return {"delete": _came_back, "edit": _as_before}.get(did, _taken_back)


def _taken_back(more: int) -> str:
    if not more:
        return _("Undone: {entry}")
    return ngettext(
        "Undone: {entry} and {more} more entry.",
        "Undone: {entry} and {more} more entries.",
        more,
    )


def _came_back(more: int) -> str:
    if not more:
        return _("It is back: {entry}")
    return ngettext(
        "They are back: {entry} and {more} more entry.",
        "They are back: {entry} and {more} more entries.",
        more,
    )


def _as_before(more: int) -> str:
    if not more:
        return _("As it was before: {entry}")
    return ngettext(
        "As they were before: {entry} and {more} more entry.",
        "As they were before: {entry} and {more} more entries.",
        more,
    )
