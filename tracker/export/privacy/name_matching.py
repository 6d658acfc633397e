"""Finds names in what a person typed, however they are spelt there.

Texts and names are compared by their letters alone: without case, accents, width and invisible
characters. A letter that can be spelt with another one or with two (ü, u, ue) is found in each of
these ways. Characters between letters are kept as one character: a space if there is any space
among them, else a hyphen.

Names of groups are replaced in typed texts, too: an alias that one sentence gives away protects
nobody. From four letters on they are found inside words, while a shorter name would tear up
everyday words.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

MIN_LENGTH_IN_WORD = 4
"""From this many letters on, a name is also found as a part of a longer word."""
MIN_LENGTH_INFLECTED = 6
"""From this many letters on, it may have an ending if its parts are separate, as in a genitive."""
MIN_LENGTH_SPACED = 3
"""From this many letters on, it is also found letter by letter, with spaces between all of them."""
LONGEST_ENDING = 2
"""The most letters that an ending has."""
_EVERYDAY_TEXT = """
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
EVERYDAY_WORDS = frozenset(_EVERYDAY_TEXT.split())
"""Words that follow each other by chance. A row of them isn't a name split by spaces."""

_UMLAUT, _RING = "\u0308", "\u030a"
_MARKS = {_UMLAUT: _UMLAUT, "\N{COMBINING LATIN SMALL LETTER E}": _UMLAUT, _RING: _RING}
"""Accents that change how a letter may be spelt. All others are ignored."""
_INVISIBLE_CATEGORIES = frozenset(("Mn", "Me", "Cf"))
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
_VARIANT_LETTERS = frozenset("æœøþđð")
"""Letters that are found in several ways."""
_LETTER_REPLACEMENTS = {
    "ŋ": "ng",
    "ĸ": "k",
    # How they are written within a word, not at its end.
    **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
}
_MODIFIERS = range(0x2B0, 0x300)
"""Small characters that are called letters, such as one kind of apostrophe."""
_BASE = re.compile(
    r"LATIN (?:SMALL (?:LETTER|LIGATURE)|LETTER SMALL CAPITAL) (?:DOTLESS )?([A-Z]{1,2})"
)
_SPACELESS_SCRIPTS = ("CJK ", "HIRAGANA", "KATAKANA", "BOPOMOFO", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts in which no space shows where a word ends."""
_SPELLINGS = {"a": "[aäå]", "o": "[oöø]", "u": "[uü]", "d": "[dđð]", "ð": "[dđð]"}
"""A letter of a name, and the letters that may be typed for it."""
_PAIR_SPELLINGS = {
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
"""The same if two letters may be typed for one, or one for two."""
_SPELLING_UNIT = re.compile(
    f"(?=a*å.?)[aå]{{2,}}|{'|'.join(sorted(_PAIR_SPELLINGS, key=len, reverse=True))}|."
)
"""A letter of a name, two that may be spelt as one, or a row in which each å may be two letters."""
_START, _END = "(?<![^ -])", "(?![^ -])"


class NameLetters(NamedTuple):
    """The letters of a text, with one character for everything between two, and their places."""

    text: str
    places: tuple[int, ...]


def extract_letters(text: str) -> NameLetters:
    """Return the letters of a text by which names are compared, and the place of each."""
    letters: list[str] = []
    places: list[int] = []
    between = ""
    folded = (
        (place, letter) for place, sign in enumerate(text) for letter in _fold_character(sign)
    )
    for place, letter in folded:
        if letter in "- ":
            between = " " if " " in (between, letter) else letter
        elif letter not in _MARKS:
            if between and letters:
                letters.append(between)
                places.append(place)
            between = ""
            letters.append(letter)
            places.append(place)
        elif letters and not between:
            letters[-1] = _add_accent(letters[-1], letter)
    return NameLetters("".join(letters), tuple(places))


def is_invisible(character: str) -> bool:
    """Return whether a character is none by itself: an accent, or invisible."""
    return not _fold_character(character).strip(_UMLAUT + _RING)


def build_name_pattern(name: str) -> str | None:
    """Return the pattern of a name among the letters of a text. None for one without letters."""
    words = [word for word in re.split("[ -]", extract_letters(name).text) if word]
    if not words:
        return None
    pattern = _join_letters(words, "", "[ -]?")
    size = sum(map(_weigh_letter, "".join(words)))
    ways = [pattern if size >= MIN_LENGTH_IN_WORD else f"{_START}{pattern}{_END}"]
    if size >= MIN_LENGTH_IN_WORD:
        ending = LONGEST_ENDING if size >= MIN_LENGTH_INFLECTED else 0
        tail = rf"(?=[^ -]{{0,{ending}}}{_END})"
        ways.append(f"{_START}{_join_letters(words, '[ -]?', '[ -]?')}{tail}")
    else:
        ways.append(f"{_START}{_join_letters(words, '-?', '[ -]?')}{_END}")
        if size >= MIN_LENGTH_SPACED:
            ways.append(f"{_START}{_join_letters(words, '[ -]', '[ -]')}{_END}")
    return "|".join(ways)


def is_coincidence(match: str, name: str) -> bool:
    """Return whether a match for a name is a row of everyday words, as “are a” for Area."""
    words = match.split(" ")
    if len(words) == 1 or not EVERYDAY_WORDS.issuperset(words):
        return False
    return words != re.split("[ -]", extract_letters(name).text)


def _join_letters(words: list[str], between: str, gap: str) -> str:
    """Return the name with something between all letters of a word, and a gap between words."""
    return gap.join(between.join(_expand_spellings(word, between)) for word in words)


def _expand_spellings(word: str, between: str) -> Iterator[str]:
    """Yield each letter of a word in the ways it may be spelt, with `between` among two letters."""
    for part in _SPELLING_UNIT.findall(word):
        if part in _PAIR_SPELLINGS:
            pair, letters = _PAIR_SPELLINGS[part]
            yield f"(?:{pair[0]}{between}{pair[1]}|[{letters}])"
        elif len(part) > 1:
            # Counted, because there are countless ways to split a row.
            more = f"{len(part) - 1},{len(part) + part.count('å') - 1}"
            yield f"[aäå](?:{between}[aäå]){{{more}}}"
        else:
            yield _SPELLINGS.get(part, re.escape(part))


def _weigh_letter(letter: str) -> int:
    """Return how much a letter counts. In scripts without spaces each counts twice."""
    return 2 if unicodedata.name(letter, "").startswith(_SPACELESS_SCRIPTS) else 1


def _add_accent(letter: str, mark: str) -> str:
    """Return a letter with an accent if that changes how it may be spelt."""
    if mark == _UMLAUT and letter in "aou":
        return "äöü"["aou".index(letter)]
    return "å" if mark == _RING and letter == "a" else letter


@lru_cache(4096)
def _fold_character(character: str) -> str:
    """Return a character as letters and accents. A space or a hyphen if it is neither."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(map(_fold_letter, folded))


def _fold_letter(character: str) -> str:
    """Return a folded character as the letters by which it is compared."""
    category = unicodedata.category(character)
    if character in _MARKS:
        return _MARKS[character]
    if category in _INVISIBLE_CATEGORIES or character in _INVISIBLE_LETTERS:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if (category[0] not in "LN" and category != "Mc") or ord(character) in _MODIFIERS:
        return " " if character.isspace() else "-"
    if character.isascii() or character in _VARIANT_LETTERS:
        return character
    return _LETTER_REPLACEMENTS.get(character) or _strip_stroke(character)


def _strip_stroke(letter: str) -> str:
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
