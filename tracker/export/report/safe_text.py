"""Makes typed text safe for a page: on one line, no invisible characters, not too long."""

import unicodedata

from tracker.i18n import _label

JOINERS = "\u200c\u200d"
"""Invisible characters that some scripts and emoji are written with."""
REPLACEMENT_CHARACTER = "\N{WHITE SQUARE}"
"""The replacement for a character that has no shape."""
FIRST_STRONG, POP = "\u2068", "\u2069"
"""Unicode's own marks around a text that has a direction of its own."""


def sanitize_typed_text(text: str) -> str:
    """Return the text on one line, without invisible characters that could turn others around."""
    characters = []
    for character in text:
        if character.isspace():
            characters.append(" ")
        elif character.isprintable() or character in JOINERS:
            characters.append(character)
        elif unicodedata.category(character) not in ("Cf", "Cc"):
            characters.append(REPLACEMENT_CHARACTER)
    return " ".join("".join(characters).split())


def format_name(text: str, most: int = 60) -> str:
    """Return a name, with an ellipsis where something of it is cut."""
    text = sanitize_typed_text(text)
    return isolate_direction(text if len(text) <= most else text[: most - 1].rstrip() + "…")


def isolate_direction(text: str) -> str:
    """Return the text with marks around it where it is read from the right."""
    if any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text):
        return f"{FIRST_STRONG}{text}{POP}"
    return text


def format_own_words(text: str, most: int) -> str:
    """Return what the person says of something, with a remark where it is shortened."""
    text = sanitize_typed_text(text)
    if len(text) <= most:
        return _label("In my words: {text}").format(text=isolate_direction(text))
    start = isolate_direction(_cut_at_space(text, most))
    return _label("In my words: {start} … (shortened here)").format(start=start)


def shorten_quote(text: str, most: int) -> str:
    """Return words in quotes, with a remark where they are shortened."""
    text = sanitize_typed_text(text)
    if len(text) <= most:
        return f"“{isolate_direction(text)}”"
    start = isolate_direction(_cut_at_space(text, most))
    return _label("“{start} …” (shortened here)").format(start=start)


def _cut_at_space(text: str, most: int) -> str:
    """Return the beginning of a text, cut between two words where that is near the end."""
    start = text[:most].rpartition(" ")[0] if " " in text[most // 2 : most] else text[:most]
    return start.rstrip()
