"""Calm hints about an entry that is understood. They are shown below it and refuse nothing.

A name in what was seen or heard gets a hint, because someone may recognise it, and is never
refused.
"""

from collections.abc import Iterable

from tracker.entries.possible_names import has_possible_name
from tracker.entries.tags import NO_MONEY_TAG
from tracker.entries.type_questions import says_group_got_it
from tracker.entries.types import Ask, Cost, Entry, Observation
from tracker.i18n import _, find_language


def find_entry_hint(entries: Iterable[Entry]) -> str:
    """Return the hint for a line or a form with these entries, or an empty text."""
    for entry in entries:
        if isinstance(entry, Observation) and _may_name_someone(entry):
            return _(
                "You can write a role in place of a name, such as “a new member”. Someone may"
                " recognise this person."
            )
        if isinstance(entry, Cost) and entry.label and says_group_got_it(entry.label):
            return _("A cost is money that the group didn’t get. If they got it, it’s a payment.")
        if isinstance(entry, Ask | Observation) and NO_MONEY_TAG in entry.circumstances:
            return _("This says that money came up, and the tag says that it didn’t.")
    return ""


def _may_name_someone(entry: Observation) -> bool:
    texts = (entry.words, entry.own_words, entry.label)
    nouns_are_capital = find_language().startswith("de")
    return has_possible_name(filter(None, texts), nouns_are_capital=nouns_are_capital)
