"""Makes typed text safe for a page: on one line, without invisible signs, not too long."""

import unicodedata

from tracker.i18n import _

JOINERS = "\u200c\u200d"
"""Unseen signs that some scripts and emoji are written with."""
REPLACEMENT_CHARACTER = "\N{WHITE SQUARE}"
"""What stands for a sign that has no shape."""
FIRST_STRONG, POP = "\u2068", "\u2069"
"""Unicode's own marks around a text that has a direction of its own."""


def sanitize_typed_text(text: str) -> str:
    """Return the text on one line, without invisible signs that could turn others around."""
    signs = []
    for sign in text:
        if sign.isspace():
            signs.append(" ")
        elif sign.isprintable() or sign in JOINERS:
            signs.append(sign)
        elif unicodedata.category(sign) not in ("Cf", "Cc"):
            signs.append(REPLACEMENT_CHARACTER)
    return " ".join("".join(signs).split())


def format_name(text: str, most: int = 60) -> str:
    """Return a name, with an ellipsis where something of it is cut."""
    text = sanitize_typed_text(text)
    return isolate_direction(text if len(text) <= most else text[: most - 1].rstrip() + "…")


def isolate_direction(text: str) -> str:
    """Return the text with marks around it where it is read from the right."""
    if any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text):
        return f"{FIRST_STRONG}{text}{POP}"
    return text


def shorten_quote(text: str, most: int) -> str:
    """Return words in quotes; where they are shortened, that is said."""
    text = sanitize_typed_text(text)
    if len(text) <= most:
        return f"“{isolate_direction(text)}”"
    start = text[:most].rpartition(" ")[0] if " " in text[most // 2 : most] else text[:most]
    return _("“{start} …” (shortened here)").format(start=isolate_direction(start.rstrip()))
