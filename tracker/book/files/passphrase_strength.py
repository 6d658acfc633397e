"""How strong a passphrase is: one sentence where it could be found by trying, or nothing.

Whoever has the file can try as often as they like; the 256,000 rounds of its key make each try slow
(a machine for it does some ten thousand a second), not impossible.
"""

import re

from tracker.i18n import _

SHORT = 12
"""Signs below which a passphrase that is not random words can be tried through."""
ONE_WORD = 20
"""Letters from which on a single word is taken for several that are written together."""
FEW_DIFFERENT = 4
_WORD = re.compile(r"[^\W\d_]+[\d\W_]*")
_DIGITS = re.compile(r"[\d\W_]+")


def describe_weakness(passphrase: str) -> str:
    """Return what to know of a weak passphrase; empty where nothing need be said."""
    if len(passphrase) < SHORT:
        reason = _("A passphrase this short can be guessed by a computer")
    elif len(set(passphrase)) <= FEW_DIFFERENT:
        reason = _("The same few signs can be guessed by a computer")
    elif _DIGITS.fullmatch(passphrase) and len(passphrase) < ONE_WORD:
        reason = _("Digits alone can be guessed by a computer")
    elif _WORD.fullmatch(passphrase) and len(passphrase) < ONE_WORD:
        reason = _("One word, also with digits after it, can be guessed by a computer")
    else:
        return ""
    return _("{why}; six random words cannot. You can still use it.").format(why=reason)
