"""Warnings about passphrases that a computer could find by trying.

Anyone who has the file can try as often as they like. The 256,000 rounds of its key make each try
slow (a special machine does about ten thousand a second), but not impossible.

There is no meter, because a meter is a grade. Libraries that guess need lists larger than this
program.
"""

import re

from tracker.i18n import _

SHORT = 12
"""Characters below which all passphrases that aren't random words can be tried."""
ONE_WORD = 20
"""Characters from which one word counts as several that are written together."""
FEW_DIFFERENT = 4
_WORD = re.compile(r"[^\W\d_]+[\d\W_]*")
_DIGITS = re.compile(r"[\d\W_]+")


def describe_weakness(passphrase: str) -> str:
    """Return a warning about a weak passphrase, or an empty string."""
    if len(passphrase) < SHORT:
        return _(
            "A computer could guess this, because it’s short. Six random words are safer. You can "
            "still use it."
        )
    if len(set(passphrase)) <= FEW_DIFFERENT:
        return _(
            "A computer could guess this, because it repeats the same characters. Six random words "
            "are safer. You can still use it."
        )
    if len(passphrase) >= ONE_WORD:
        return ""
    if _DIGITS.fullmatch(passphrase):
        return _(
            "A computer could guess this, because it’s only digits. Six random words are safer. "
            "You can still use it."
        )
    if _WORD.fullmatch(passphrase):
        return _(
            "A computer could guess this, because it’s only one word, or a word with digits. Six "
            "random words are safer. You can still use it."
        )
    return ""
