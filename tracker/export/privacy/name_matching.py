"""Names looked for in what a person typed, in whatever way they are spelt there.

Texts and names are compared by their letters alone: without case, accents, width and what is not
seen. A letter that is spelt with another one or with two (ü, u, ue) is found in each of these ways.
What stands between letters is kept as one sign: a hyphen, or a space where there is any space.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONG = 4
"""From so many letters on a name is also found where it is a part of a longer word."""
INFLECTED = 6
"""From so many letters on it may have an ending where its parts stand apart, as in a genitive."""
SPELT = 3
"""From so many letters on it is also found letter by letter, with spaces between all of them."""
ENDING = 2
"""Letters that an ending has at most."""
_EVERYDAY = """
a about after again all also always am an and any are as at away be been but by can come
did do down each ever every for from get go gone got had has have he her here him his how
i if in into is it its just let like long made make man many may me men more most my near
never new no nor not now o of off old on once one only open or other our out over own per
put said same saw say see set she side sit so some stand such ten than that the their them
then there they thing this time to too two under up us use very was way we well went were
what when where who why with work yes yet you your ab aber alle allein als am an auch auf
aus bei bin bis da dabei dann das dass dem den der des die dir doch du durch ein eine
einem einen einer er es euch für gegen geht gut hat hatte her hier hin ich ihm ihn ihr im
immer ist ja kann man mehr mein mich mir mit nach nein nicht noch nun nur ob oder ohne
sehr sein seit sich sie sind so stehen um und uns unser unter vom von vor war was weg weil
wenn wer wie wieder wir wo zu zum zur zusammen
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Words that stand side by side by chance: such a row is no name that spaces have parted."""

_UMLAUT, _RING = "\u0308", "\u030a"
_MARKS = {_UMLAUT: _UMLAUT, "\N{COMBINING LATIN SMALL LETTER E}": _UMLAUT, _RING: _RING}
"""Accents that change how a letter may be spelt; all others are as if they were not there."""
_UNSEEN = frozenset(("Mn", "Me", "Cf"))
_UNSEEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
_KEPT = frozenset("æœøþđð")
"""Letters that are found in several ways."""
_OTHERWISE = {
    "ŋ": "ng",
    "ĸ": "k",
    # How they are written within a word, not at its end.
    **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
}
_MODIFIERS = range(0x2B0, 0x300)
"""Small signs that are called letters, such as one kind of apostrophe."""
_BASE = re.compile(
    r"LATIN (?:SMALL (?:LETTER|LIGATURE)|LETTER SMALL CAPITAL) (?:DOTLESS )?([A-Z]{1,2})"
)
_WITHOUT_SPACES = ("CJK ", "HIRAGANA", "KATAKANA", "BOPOMOFO", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts in which no space tells where a word ends."""
_WAYS = {"a": "[aäå]", "o": "[oöø]", "u": "[uü]", "d": "[dđð]", "ð": "[dđð]"}
"""A letter of a name, and what may stand for it."""
_WAYS_OF_TWO = {
    "ä": ("ae", "aäåæ"),
    "ae": ("ae", "äæ"),
    "æ": ("ae", "äæ"),
    "ö": ("oe", "oöøœ"),
    "ø": ("oe", "oöøœ"),
    "oe": ("oe", "öøœ"),
    "œ": ("oe", "öøœ"),
    "ü": ("ue", "uü"),
    "ue": ("ue", "ü"),
    "å": ("aa", "aäå"),
    "aa": ("aa", "å"),
    "þ": ("th", "þ"),
    "th": ("th", "þ"),
    "đ": ("dj", "dđð"),
    "dj": ("dj", "đ"),
}
"""The same where two letters may stand for one, or one for two."""
_PART = re.compile(f"(?=a*å.?)[aå]{{2,}}|{'|'.join(sorted(_WAYS_OF_TWO, key=len, reverse=True))}|.")
"""A letter of a name, two that may be spelt as one, or a row in which each å may be two letters."""
_START, _END = "(?<![^ -])", "(?![^ -])"


class Letters(NamedTuple):
    """The letters of a text, with one sign for all that stands between two; and their places."""

    text: str
    places: tuple[int, ...]


def letters_of(text: str) -> Letters:
    """Return the letters of a text by which names are compared, and where each stood."""
    letters: list[str] = []
    places: list[int] = []
    between = ""
    for place, sign in enumerate(text):
        for letter in _letters_of_sign(sign):
            if letter in "- ":
                between = " " if " " in (between, letter) else letter
            elif letter in _MARKS:
                if letters and not between:
                    letters[-1] = _marked(letters[-1], letter)
            else:
                if between and letters:
                    letters.append(between)
                    places.append(place)
                between = ""
                letters.append(letter)
                places.append(place)
    return Letters("".join(letters), tuple(places))


def is_unseen(sign: str) -> bool:
    """Whether a sign is none by itself: an accent, or nothing that is seen."""
    return not _letters_of_sign(sign).strip(_UMLAUT + _RING)


def pattern_of(name: str) -> str | None:
    """Return where a name stands among the letters of a text; None for one without letters."""
    words = [word for word in re.split("[ -]", letters_of(name).text) if word]
    if not words:
        return None
    whole = _parted(words, "", "[ -]?")
    size = sum(map(_size, "".join(words)))
    ways = [whole if size >= LONG else f"{_START}{whole}{_END}"]
    if size >= LONG:
        ending = ENDING if size >= INFLECTED else 0
        tail = rf"(?=[^ -]{{0,{ending}}}{_END})"
        ways.append(f"{_START}{_parted(words, '[ -]?', '[ -]?')}{tail}")
    else:
        ways.append(f"{_START}{_parted(words, '-?', '[ -]?')}{_END}")
        if size >= SPELT:
            ways.append(f"{_START}{_parted(words, '[ -]', '[ -]')}{_END}")
    return "|".join(ways)


def is_chance(found: str, name: str) -> bool:
    """Whether what was found for a name is a row of everyday words, as “are a” for Area."""
    words = found.split(" ")
    if len(words) == 1 or not EVERYDAY.issuperset(words):
        return False
    return words != re.split("[ -]", letters_of(name).text)


def _parted(words: list[str], between: str, gap: str) -> str:
    """The name with something between all letters of a word, and a gap between words."""
    return gap.join(between.join(_found(word, between)) for word in words)


def _found(word: str, between: str) -> Iterator[str]:
    """Each letter of a word in the ways it may be spelt, `between` two of its letters."""
    for part in _PART.findall(word):
        if part in _WAYS_OF_TWO:
            two, one = _WAYS_OF_TWO[part]
            yield f"(?:{two[0]}{between}{two[1]}|[{one}])"
        elif len(part) > 1:
            # Counted, for there are countless ways to part a row.
            more = f"{len(part) - 1},{len(part) + part.count('å') - 1}"
            yield f"[aäå](?:{between}[aäå]){{{more}}}"
        else:
            yield _WAYS.get(part, re.escape(part))


def _size(letter: str) -> int:
    """How much a letter says: where no spaces part words, each says as much as two."""
    return 2 if unicodedata.name(letter, "").startswith(_WITHOUT_SPACES) else 1


def _marked(letter: str, mark: str) -> str:
    """A letter with an accent, where that changes how it may be spelt."""
    if mark == _UMLAUT and letter in "aou":
        return "äöü"["aou".index(letter)]
    return "å" if mark == _RING and letter == "a" else letter


@lru_cache(4096)
def _letters_of_sign(sign: str) -> str:
    """A sign as letters and accents; a space or a hyphen for what is neither."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(map(_letter, folded))


def _letter(sign: str) -> str:
    """A folded sign as the letters by which it is compared."""
    category = unicodedata.category(sign)
    if sign in _MARKS:
        return _MARKS[sign]
    if category in _UNSEEN or sign in _UNSEEN_LETTERS:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if (category[0] not in "LN" and category != "Mc") or ord(sign) in _MODIFIERS:
        return " " if sign.isspace() else "-"
    if sign.isascii() or sign in _KEPT:
        return sign
    return _OTHERWISE.get(sign) or _base(sign)


def _base(letter: str) -> str:
    """Return a letter without its stroke or hook, and an i without its dot as an i."""
    name, has_more, _stroke = unicodedata.name(letter, "").partition(" WITH ")
    if match := _BASE.fullmatch(name):
        return match[1].lower()
    if has_more:
        try:
            return unicodedata.lookup(name)
        except KeyError:
            return letter
    return letter
