"""What a person typed, as a page can bear it: on one line, without unseen signs, not too long."""

import unicodedata

from tracker.i18n import _

JOINERS = "\u200c\u200d"
"""Unseen signs that some scripts and emoji are written with."""
UNKNOWN = "\N{WHITE SQUARE}"
"""What stands for a sign that has no shape."""
FIRST_STRONG, POP = "\u2068", "\u2069"
"""Unicode's own marks around a text that has a direction of its own."""


def plain(text: str) -> str:
    """The text on one line; unseen signs that could turn others around are taken out."""
    signs = []
    for sign in text:
        if sign.isspace():
            signs.append(" ")
        elif sign.isprintable() or sign in JOINERS:
            signs.append(sign)
        elif unicodedata.category(sign) not in ("Cf", "Cc"):
            signs.append(UNKNOWN)
    return " ".join("".join(signs).split())


def name(text: str, most: int = 60) -> str:
    """A name, with an ellipsis where something of it is cut."""
    text = plain(text)
    return isolated(text if len(text) <= most else text[: most - 1].rstrip() + "…")


def isolated(text: str) -> str:
    """The text so that its direction, where it is read from the right, turns nothing around it."""
    if any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text):
        return f"{FIRST_STRONG}{text}{POP}"
    return text


def said(text: str, most: int) -> str:
    """Words in quotes; where they are shortened, that is said."""
    text = plain(text)
    if len(text) <= most:
        return f"“{isolated(text)}”"
    start = text[:most].rpartition(" ")[0] if " " in text[most // 2 : most] else text[:most]
    return _("“{start} …” (shortened here)").format(start=isolated(start.rstrip()))
