"""What a line is meant to start with where it starts with an everyday word for it."""

from tracker.entries.grammar import ALLOWED_FIELDS, DAY_WORDS, NEED_KIND_WORDS
from tracker.entries.parse_error import MIN_LETTERS, find_near_word, find_similar_word

_EVERYDAY_WORDS = {
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
_SUGGESTIONS = {word: meant for meant, words in _EVERYDAY_WORDS.items() for word in words.split()}
_SUGGESTIONS |= {kind: f"need {kind}" for kind in NEED_KIND_WORDS if kind != "other"}


def suggest_first_word(word: str) -> str | None:
    """Return what a line was likely meant to start with; None where nobody can tell."""
    folded = word.casefold().rstrip(".,:")
    if folded in _SUGGESTIONS:
        return _SUGGESTIONS[folded]
    known = (*ALLOWED_FIELDS, *DAY_WORDS)
    if len(folded) < MIN_LETTERS:
        return None
    found = find_near_word(word, known) or find_similar_word(word, known)
    # A day that is merely like another word would be the wrong day.
    return None if found in DAY_WORDS and not find_near_word(folded, (found,)) else found
