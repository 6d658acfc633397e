"""The words for a period, or how often: `a month`, `/ month`, `monthly`, `pm`, `im Monat`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, takewhile

from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import Token, TokenMark, fold, tokenize
from tracker.entries.word_matching import find_near_word
from tracker.months import Period

HOUR = "hour"
"""The period of a wage."""
# Data: in people's notebooks since 0.1. Never rename.
ONCE = "once"
"""No period: what happens once, such as one pledge to an ask that repeats (`pledged 50/once`)."""
_OTHER = "other"
"""How often in a way by which Tracker does not count, like every two weeks."""


class PeriodCertainty(Enum):
    """How sure it is that words say how often."""

    PHRASE = "phrase"
    """Nothing else can be meant: `per month`."""
    LOOSE = "loose"
    """After other words it may belong to them: `food for a month`."""
    ADVERB = "adverb"
    """It may describe the word after it: `monthly ticket`."""
    SHORT = "short"
    """It says so right after an amount only: `950 pm`."""
    UNCLEAR = "unclear"
    """A day, or a word that has to be asked about: `every friday`, `950 month`, `job pm`."""
    ALONE = "alone"
    """It says so where nothing else is in the label: `dues month`."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """Words that say how often. `period` is a Period's value, HOUR or ONCE, None for any other."""

    period: str | None
    certainty: PeriodCertainty
    token_count: int
    """How many tokens they are."""
    text: str
    """The words as they were typed."""


_UNITS = {
    Period.WEEK.value: "week weeks wk wks w woche wochen",
    Period.TWO_WEEKS.value: "2weeks 2week 2wks 2w 2wochen fortnight fortnights",
    Period.FOUR_WEEKS.value: "4weeks 4week 4wks 4w 4wochen",
    Period.MONTH.value: "month months mo mos mth mths mnth m monat monate monaten",
    Period.QUARTER.value: "quarter quarters qtr q quartal quartale vierteljahr",
    Period.YEAR.value: "year years yr yrs y annum jahr jahre jahren j",
    HOUR: "hour hours hr hrs h stunde stunden std",
    _OTHER: "day days d tag tage tagen night nights weekend weekends term"
    " semester semesters trimester trimesters decade",
}
_ADVERBS = {
    Period.WEEK.value: "weekly wöchentlich woechentlich wöchentl p/w",
    Period.TWO_WEEKS.value: "fortnightly zweiwöchentlich zweiwoechentlich",
    Period.FOUR_WEEKS.value: "vierwöchentlich vierwoechentlich",
    Period.MONTH.value: "monthly monatlich monatl mtl allmonatlich monatsweise pcm p/m",
    Period.QUARTER.value: "quarterly vierteljährlich vierteljaehrlich vierteljährl quartalsweise"
    " p/q",
    Period.YEAR.value: "yearly annually jährlich jaehrlich jährl p/a",
    HOUR: "hourly stündlich stuendlich p/h",
    _OTHER: "daily nightly everyday biweekly bi-weekly bimonthly bi-monthly half-yearly"
    " semiannually semi-annually biannually biennially täglich taeglich"
    " zweimonatlich halbjährlich halbjaehrlich halbjährl recurring ongoing laufend repeating"
    " repeats regularly regelmäßig dauerauftrag",
}
_SHORT = {
    Period.WEEK.value: "pw",
    Period.MONTH.value: "pm mo mth mths",
    Period.QUARTER.value: "pq",
    Period.YEAR.value: "pa annual",
    HOUR: "ph",
}
_BENT = re.compile(r"(wöchentlich|monatlich|jährlich|täglich)e[mnrs]?")
"""A German adverb bent by the word after it: `monatliche Karte`."""


def _index_by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: period for period, words in table.items() for word in words.split()}


UNIT_WORDS, _ADVERB, _SHORTS = (
    _index_by_word(_UNITS),
    _index_by_word(_ADVERBS),
    _index_by_word(_SHORT),
)
_LONG = ("ly", "lich", "weise")
LONG_ADVERB_WORDS = tuple(
    word for word in _ADVERB if word.endswith(_LONG) and _ADVERB[word] != _OTHER
)
"""Words so long that another word one letter away is probably a typing error."""
_EACH = "per each every pro je jede jeden jeder jedes alle"
_A = "a an im am die"
_COUNT_WORDS = {
    1: "single one calendar calender",
    2: "two other second zwei zweite zweiten",
    3: "three third drei dritte dritten",
    4: "four fourth vier vierte vierten",
    5: "five fifth fünf fünfte fünften",
    6: "six sixth sechs sechste sechsten",
    12: "twelve zwölf",
}
_COUNTS = {word: count for count, words in _COUNT_WORDS.items() for word in words.split()}
_SOME = ("few", "half", "halbe", "halbes", "paar")
_COUNTED_PERIODS = {
    (2, "week"): Period.TWO_WEEKS.value,
    (4, "week"): Period.FOUR_WEEKS.value,
    (3, "month"): Period.QUARTER.value,
    (12, "month"): Period.YEAR.value,
}
"""Periods that are so many of another one."""
_WEEKDAYS = "mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun"
_TAGE = "mon|diens|mitt?woch|donners|frei|sams|sonn"


def _build_alternatives(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_ANY_UNIT = f"(?P<unit>{_build_alternatives(UNIT_WORDS)})"
_UNIT = f"(?P<unit>{_build_alternatives(word for word in UNIT_WORDS if len(word) > 1)})"
_EVERY = _build_alternatives(_EACH.split())
_BETWEEN = _build_alternatives((*_EACH.split(), *_A.split(), "the", "in"))
_TIMES = r"(?:twice|thrice|zweimal|dreimal|mehrmals|\w+ times|\w+ mal|\d+ ?x)"
_COUNT = rf"\d+(?:st|nd|rd|th|\.)?|{_build_alternatives((*_COUNTS, *_SOME))}"
_ORDER = "(?:standing order|dauerauftrag)"
_REGULARLY = _build_alternatives(_ADVERB)
_PATTERNS = tuple(
    (sort, re.compile(f"{pattern}(?= |$)"))
    for sort, pattern in (
        (
            PeriodCertainty.PHRASE,
            rf"(?:once |einmal )?/ ?(?:(?P<count>\d+) )?{_ANY_UNIT}",
        ),
        (PeriodCertainty.PHRASE, f"(?:once |einmal )?{_EVERY} {_UNIT}"),
        (
            PeriodCertainty.PHRASE,
            rf"{_EVERY} (?P<count>{_COUNT}) {_UNIT}",
        ),
        (
            PeriodCertainty.PHRASE,
            f"{_TIMES} (?:/ ?|{_BETWEEN} )(?P<times>{_build_alternatives(UNIT_WORDS)})",
        ),
        (PeriodCertainty.PHRASE, f"(?P<times>(?:{_TIMES}|half|halb|bi|semi) {_REGULARLY})"),
        (PeriodCertainty.PHRASE, f"(?:once|einmal|{_ORDER}) (?P<adverb>{_REGULARLY})"),
        (PeriodCertainty.PHRASE, f"(?P<adverb>{_REGULARLY})(?:e[mnrs]?)? {_ORDER}"),
        (PeriodCertainty.PHRASE, f"by (?:the )?{_UNIT}"),
        (PeriodCertainty.UNCLEAR, f"(?:calendar|calender|full|whole|the) {_UNIT}"),
        (
            PeriodCertainty.PHRASE,
            f"{_EVERY} (?P<occasion>times?|meetings?|events?|sessions?|shifts?|payday|mal|treffen)",
        ),
        (
            PeriodCertainty.UNCLEAR,
            f"{_EVERY} (?:(?:{_WEEKDAYS})(?:days?)?|(?:{_TAGE})(?:tag)?|mittwoch)",
        ),
        (PeriodCertainty.LOOSE, f"(?:once |einmal )?{_build_alternatives(_A.split())} {_UNIT}"),
        (PeriodCertainty.ADVERB, "(?:standing order|once(?! )|one-off(?! ))"),
    )
)
_MAX_WORDS = 5
"""Words that a way to say how often has at most."""
_RARE = (
    "once one-off standing twice thrice einmal zweimal dreimal mehrmals by calendar calender full"
    " whole half halb bi semi times mal the dauerauftrag"
)
SURROUNDING_CHARACTERS = "()[],;:"
"""Characters around a word that aren't part of it."""
_NUMBER_X = re.compile(r"\d+x")
_JOINED = re.compile(
    f"(.+)/({_build_alternatives(word for word in (*UNIT_WORDS, *_ADVERB) if len(word) > 1)})"
)
"""A word and a period in one, like `job/month`."""
FREQUENCY_WORDS = frozenset(
    (*UNIT_WORDS, *_ADVERB, *_SHORTS, *_EACH.split(), *_A.split(), *_RARE.split())
)
"""Words of which one at least is in whatever says how often."""


def read_frequency(line: Sequence[Token], at: int, *, direct: bool) -> Frequency | None:
    """Return how often it is by the words from a place on, or None if they say no such thing.

    `direct` is for words right after an amount, where the fewest letters say it.
    """
    first = _strip_word(line[at]) if at < len(line) else ""
    if not first or not (is_frequency_word(first) or _has_count(first, line, at)):
        return None
    words = list(takewhile(bool, map(_strip_word, line[at : at + _MAX_WORDS])))
    text = " ".join(words)
    for certainty, pattern in _PATTERNS:
        if match := pattern.match(text):
            period, token_count = _find_period(match), match[0].count(" ") + 1
            return Frequency(
                period, certainty, token_count, _join_texts(line[at : at + token_count])
            )
    return _read_one_word(words[0], line[at], direct=direct)


def _strip_word(token: Token) -> str:
    """Return a word without the characters around it, or an empty text for any other token."""
    if token.mark is not TokenMark.WORD:
        return ""
    word = token.folded_text.strip(SURROUNDING_CHARACTERS)
    if "." in word and not any(map(str.isdecimal, word)):
        return word.replace(".", "")
    return word


def _find_period(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if match[0] in (ONCE, "one-off"):
        return ONCE
    unit = groups.get("unit")
    if adverb := groups.get("adverb"):
        return None if _ADVERB[adverb] == _OTHER else _ADVERB[adverb]
    if unit is None:
        is_uncounted = groups.get("times") or groups.get("occasion") or match[0] == "standing order"
        return None if is_uncounted else Period.WEEK.value
    period = UNIT_WORDS[unit]
    if count := groups.get("count"):
        digits = count.rstrip(".stndrh")
        number = int(digits[:4]) if digits.isdecimal() else _COUNTS.get(count, 0)
        period = _COUNTED_PERIODS.get((number, period), period if number == 1 else _OTHER)
    return None if period == _OTHER else period


def _has_count(first: str, line: Sequence[Token], at: int) -> bool:
    """Return whether words begin with how many times: `4 times`, `4x`, `4 x`."""
    second = _strip_word(line[at + 1]) if at + 1 < len(line) else ""
    return second in ("times", "mal", "x") or _NUMBER_X.fullmatch(first) is not None


def _read_one_word(word: str, token: Token, *, direct: bool) -> Frequency | None:
    text = token.text
    if _JOINED.fullmatch(word):
        text = token.text[token.text.index("/") :].rstrip(SURROUNDING_CHARACTERS)
    for period, certainty in _list_readings(word, token, direct=direct):
        if period is not None:
            return Frequency(None if period == _OTHER else period, certainty, 1, text)
    return None


def _list_readings(
    word: str, token: Token, *, direct: bool
) -> Iterator[tuple[str | None, PeriodCertainty]]:
    """Yield the period of a word in each way in which it may name one, the surest way first."""
    bent = _BENT.fullmatch(word)
    yield _ADVERB.get(bent[1] if bent else word), PeriodCertainty.ADVERB
    if joined := _JOINED.fullmatch(word):
        yield _find_joined_period(joined[1], joined[2]), PeriodCertainty.UNCLEAR
    is_clear = _is_clear(word, token)
    if direct and (is_clear or word not in ("mo", "pa")):
        yield _SHORTS.get(word), PeriodCertainty.SHORT
    elif direct or is_clear:
        yield _SHORTS.get(word), PeriodCertainty.UNCLEAR
    if direct:
        yield UNIT_WORDS.get(word), PeriodCertainty.UNCLEAR
    period = _SHORTS.get(word) or UNIT_WORDS.get(word)
    if len(word) > 1 and period in tuple(Period):
        yield period, PeriodCertainty.ALONE


def _find_joined_period(word: str, unit: str) -> str:
    """Return the period of `job/month`, or another one if the word says how many times."""
    is_count = word in _RARE.split() or bool(_NUMBER_X.fullmatch(word))
    if is_count and word not in (ONCE, "1x"):
        return _OTHER
    return UNIT_WORDS.get(unit) or _ADVERB[unit]


def _is_clear(word: str, token: Token) -> bool:
    """Return whether a short word hardly means anything else: `pm`, and `p.a.` but not `pa`."""
    return word in ("pm", "pw", "annual") or "." in token.text.strip(SURROUNDING_CHARACTERS).rstrip(
        "."
    )


def suggest_period(words: Sequence[str]) -> str:
    """Return what was meant by words like `per moth`, or an empty text without such a slip."""
    for word_before, word in pairwise(words):
        if word_before in _EACH.split() and word not in UNIT_WORDS:
            unit = find_near_word(
                word, ("week", "month", "quarter", "year", "woche", "monat", "quartal")
            )
            if unit:
                return f"{word_before} {unit}"
    return ""


def is_frequency_word(word: str) -> bool:
    """Return whether a word is among those that say how often, alone or with others."""
    return (
        word in FREQUENCY_WORDS
        or word[0] == "/"
        or _BENT.fullmatch(word) is not None
        or ("/" in word and _JOINED.fullmatch(word) is not None)
    )


def _join_texts(words: Sequence[Token]) -> str:
    return " ".join(token.text for token in words)


def find_frequency_in_label(label: str) -> Frequency | None:
    """Return what a label like `job, monthly` says of how often, or None if it says nothing."""
    words = [Token(TokenMark.WORD, word, 1, len(word)) for word in label.split()]
    for at in range(len(words)):
        frequency = read_frequency(words, at, direct=False)
        if (
            frequency is None
            or frequency.period == ONCE
            or (frequency.certainty is PeriodCertainty.LOOSE and at)
        ):
            continue
        if frequency.certainty is not PeriodCertainty.ALONE or frequency.token_count == len(words):
            return frequency
    return None


def find_period_of_word(word: str) -> str | None:
    """Return the period that a word alone names, as after a slash. Also HOUR or another one."""
    folded = word.casefold().replace(".", "")
    return UNIT_WORDS.get(folded) or _ADVERB.get(folded) or _SHORTS.get(folded)


def split_period(text: str) -> tuple[str, str]:
    """Return an amount and its period, however that is written: `30 a month` is 30 and month."""
    amount, slash, unit = text.partition("/")
    if slash and not amount[-1:].isspace():
        period = UNIT_WORDS.get(fold(unit.strip()), "")
        return (amount, period) if period in tuple(Period) else (text, "")
    try:
        tokens = tokenize(text)
    except ParseError:
        return text, ""
    for at in range(1, len(tokens)):
        frequency = read_frequency(tokens, at, direct=True)
        if (
            frequency
            and frequency.period in tuple(Period)
            and at + frequency.token_count == len(tokens)
        ):
            return text[: tokens[at].column - 1].rstrip(), frequency.period
    return text, ""
