"""Finding words that look like someone's name, by the shape of words alone.

It only asks, and changes nothing.
"""

import re
from collections.abc import Iterable

MOST_NAMES = 5
"""The most names that are shown."""
TITLES = (
    "mr", "mrs", "ms", "miss", "dr", "prof", "comrade", "brother", "sister", "father", "pastor",
    "herr", "frau", "genosse", "genossin", "bruder", "schwester", "pfarrer",
)  # fmt: skip
"""Words that are followed by a name, in the languages the app is used in first."""
_AFTER_TITLE = re.compile(
    rf"\b(?:{'|'.join(map(str.capitalize, TITLES))})\.?\s+(?P<name>[^\W\d_][\w'’-]+)"
)
"""A title has a capital: someone may miss it."""
_WITHIN_SENTENCE = re.compile(r"(?<=[^\W\d_] |[,;] )(?P<name>[^\W\d_]{3,})\b")
"""A word within a sentence, in any script. It is a name if it alone begins with a capital."""
_EVERYDAY = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "june", "july", "august", "september"),
        *("october", "november", "december", "christmas", "easter", "euro", "euros"),
        *("god", "english", "german", "party", "internet"),
        *TITLES,
    }
)
"""Words with a capital in English that are nobody's name."""


def find_possible_names(texts: Iterable[str], *, nouns_are_capital: bool) -> list[str]:
    """Return the words that may be someone's name, each once, in their order.

    With `nouns_are_capital`, as in German, only a word after a title is one.
    """
    names: dict[str, None] = {}
    for text in texts:
        matches = list(_AFTER_TITLE.finditer(text))
        if not nouns_are_capital:
            matches += filter(_is_capital_after_none, _WITHIN_SENTENCE.finditer(text))
        found = [match["name"] for match in matches]
        names |= dict.fromkeys(name for name in found if not _is_everyday(name))
        if len(names) >= MOST_NAMES:
            break
    return list(names)[:MOST_NAMES]


def _is_everyday(name: str) -> bool:
    """Return whether a word is nobody's name, also in its plural: `Thursdays`."""
    folded = name.casefold()
    return folded in _EVERYDAY or folded.removesuffix("s") in _EVERYDAY


def _is_capital_after_none(match: re.Match[str]) -> bool:
    name, before = match["name"], match.string[match.start() - 2]
    return name[0].isupper() and name[1:].islower() and not before.isupper()


_WORD = r"[^\W\d_]+"
_FIRST_WORD = re.compile(
    rf"\W*(?P<name>[^\W\d_]{{3,}})(?:\s*$|\s+(?:and|und)\s+[^\W\d_a-z]|\s+(?P<verb>{_WORD}))"
)
"""The first word of a text, which is a name if it is alone or before such a verb."""
_DEEDS = frozenset(
    {
        *("gave", "gives", "paid", "pays", "said", "says", "pledged", "pledges", "promised", "put"),
        *("handed", "donated", "donates", "offered", "asked", "asks", "was", "has", "had", "told"),
        *("gab", "gibt", "zahlte", "zahlt", "hat", "sagte", "sagt", "spendete", "spendet"),
        *("versprach", "bot", "fragte", "war", "erzählte"),
    }
)
"""What a person does who was asked for money, or gives it."""
_NOT_FIRST_NAMES = frozenset(
    {
        *("all", "another", "anyone", "both", "each", "every", "everybody", "everyone", "few"),
        *("half", "many", "most", "nobody", "none", "one", "others", "people", "several", "she"),
        *("some", "somebody", "someone", "that", "the", "their", "there", "they", "this", "who"),
        *("which", "what", "whoever", "nothing", "something", "money", "member", "members"),
        *("leader", "leaders", "treasurer", "student", "students", "child", "kid", "group"),
        *("alle", "andere", "das", "der", "die", "ein", "eine", "einer", "jede", "jeder", "man"),
        *("manche", "niemand", "jemand", "sie", "wer", "viele", "keiner", "kind", "mitglied"),
        *("gruppe", "leiterin", "frau", "mann", "student", "studentin", "familie"),
        *("donation", "dues", "merch", "event", "literature", "other", "spende", "beitrag"),
        *("yes", "later", "silent", "again", "twice", "once", "total", "cash"),
    }
)
"""First words with a capital that are nobody's name."""
_NOUN_ENDINGS = ("er", "in", "ung", "schaft", "ist", "heit", "keit", "chen", "ling", "ent", "ant")
"""Endings of German words for people by what they do, and of things."""
_GERMAN_WORDS = frozenset(
    {
        *("der", "die", "das", "den", "dem", "ein", "eine", "und", "am", "im", "ist", "hat", "für"),
        *("haben", "wurde", "war", "nicht", "auch", "alle", "mit", "von", "beim", "zum", "ich"),
    }
)


def has_possible_name(texts: Iterable[str], *, nouns_are_capital: bool) -> bool:
    """Return whether a text about others may have a name, also as its first word.

    What is in German has capital nouns, whatever the language of the screens.
    """
    for text in texts:
        is_german = nouns_are_capital or _has_german_words(text)
        if _begins_with_name(text, nouns_are_capital=is_german) or find_possible_names(
            [text], nouns_are_capital=is_german
        ):
            return True
    return False


def _has_german_words(text: str) -> bool:
    return any(word in _GERMAN_WORDS for word in text.split())


def _begins_with_name(text: str, *, nouns_are_capital: bool) -> bool:
    match = _FIRST_WORD.match(text)
    if match is None:
        return False
    name, verb = match["name"], match["verb"]
    folded = name.casefold()
    is_capital = name[0].isupper() and name[1:].islower()
    if not is_capital or folded in _NOT_FIRST_NAMES or folded in _EVERYDAY:
        return False
    if nouns_are_capital and (verb is None or folded.endswith(_NOUN_ENDINGS)):
        return False
    return verb is None or verb in _DEEDS
