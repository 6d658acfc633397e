"""What a line is meant to start with where it starts with an everyday word for it."""

from tracker.entries.grammar import DAY_WORDS, NEED_KINDS, TAKES
from tracker.entries.parse_error import FEWEST_LETTERS, closest, nearest

_MEANT = {
    "paid": "gave give given giving donated donate spent bought pay payment",
    "income": "salary wages earned earnings lohn gehalt einkommen",
    "yesterday": "gestern",
    "today": "heute",
    "mon": "monday montag",
    "tue": "tuesday tues dienstag",
    "wed": "wednesday weds mittwoch",
    "thu": "thursday thurs donnerstag",
    "fri": "friday freitag",
    "sat": "saturday samstag",
    "sun": "sunday sonntag",
}
_SAID = {word: meant for meant, words in _MEANT.items() for word in words.split()}
_SAID |= {kind: f"need {kind}" for kind in NEED_KINDS if kind != "other"}


def first_word_meant(word: str) -> str | None:
    """Return what a line was likely meant to start with; None where nobody can tell."""
    folded = word.casefold().rstrip(".,:")
    if folded in _SAID:
        return _SAID[folded]
    known = (*TAKES, *DAY_WORDS)
    if len(folded) < FEWEST_LETTERS:
        return None
    found = nearest(word, known) or closest(word, known)
    # A day that is merely like another word would be the wrong day.
    return None if found in DAY_WORDS and not nearest(folded, (found,)) else found
