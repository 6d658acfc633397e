"""How people write how often: `a month`, `/ month`, `monthly`, `pm`, `im Monat`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from tracker.entries.parse_error import Refusal, nearest
from tracker.entries.tokenizer import Mark, Token, fold, tokens
from tracker.months import Period

HOUR, ONCE = "hour", "once"
"""What is said beside the periods: an hour is a wage's, and once is none."""
_OTHER = "other"
"""How often in a way by which Tracker does not count, like every two weeks."""


class Sort(Enum):
    """How sure it is that words say how often."""

    PHRASE = "phrase"
    """Nothing else can be meant: `per month`."""
    LOOSE = "loose"
    """Behind other words it may belong to them: `food for a month`."""
    ADVERB = "adverb"
    """It may describe the word behind it: `monthly ticket`."""
    SHORT = "short"
    """It says so right behind an amount only: `950 pm`."""
    UNCLEAR = "unclear"
    """A day, or a word that has to be asked about: `every friday`, `950 month`, `job pm`."""
    ALONE = "alone"
    """It says so where nothing else is in the label: `dues month`."""


@dataclass(frozen=True, slots=True)
class HowOften:
    """Words that say how often; `period` is a Period's value, HOUR or ONCE, None for any other."""

    period: str | None
    sort: Sort
    used: int
    """How many tokens they are."""
    text: str
    """They as they were typed."""


_UNITS = {
    Period.WEEK.value: "week weeks wk wks w woche wochen",
    Period.MONTH.value: "month months mo mos mth mths mnth m monat monate monaten",
    Period.QUARTER.value: "quarter quarters qtr q quartal quartale vierteljahr",
    Period.YEAR.value: "year years yr yrs y annum jahr jahre jahren j",
    HOUR: "hour hours hr hrs h stunde stunden std",
    _OTHER: "day days d tag tage tagen fortnight fortnights night nights weekend weekends term"
    " semester semesters trimester trimesters decade",
}
_ADVERBS = {
    Period.WEEK.value: "weekly wöchentlich woechentlich wöchentl p/w",
    Period.MONTH.value: "monthly monatlich monatl mtl allmonatlich monatsweise pcm p/m",
    Period.QUARTER.value: "quarterly vierteljährlich vierteljaehrlich vierteljährl quartalsweise"
    " p/q",
    Period.YEAR.value: "yearly annually jährlich jaehrlich jährl p/a",
    HOUR: "hourly stündlich stuendlich p/h",
    _OTHER: "daily nightly everyday fortnightly biweekly bi-weekly bimonthly bi-monthly half-yearly"
    " semiannually semi-annually biannually biennially täglich taeglich zweiwöchentlich"
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
"""A German adverb bent by the word behind it: `monatliche Karte`."""


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: said for said, words in table.items() for word in words.split()}


UNITS, _ADVERB, _SHORTS = _by_word(_UNITS), _by_word(_ADVERBS), _by_word(_SHORT)
_LONG = ("ly", "lich", "weise")
LONG_ADVERBS = tuple(word for word in _ADVERB if word.endswith(_LONG) and _ADVERB[word] != _OTHER)
"""Words so long that another one a letter away is rather a slip."""
_EACH = "per each every pro je jede jeden jeder jedes alle"
_A = "a an im am die"
_COUNTS = {"single": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}
_COUNTS |= {"zwei": 2, "drei": 3, "vier": 4, "sechs": 6, "zwölf": 12, "calendar": 1, "calender": 1}
_SOME = (
    *("few", "other", "second", "third", "fourth", "half", "halbe", "halbes", "paar"),
    *("zweite", "zweiten", "dritte", "dritten", "vierte", "vierten"),
)
_WEEKDAYS = "mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun"
_TAGE = "mon|diens|mitt?woch|donners|frei|sams|sonn"


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_UNIT = f"(?P<unit>{_any_of(word for word in UNITS if len(word) > 1)})"
_EVERY = _any_of(_EACH.split())
_BETWEEN = _any_of((*_EACH.split(), *_A.split(), "the", "in"))
_TIMES = r"(?:twice|thrice|zweimal|dreimal|mehrmals|\w+ times|\w+ mal|\d+ ?x)"
_COUNT = rf"\d+(?:st|nd|rd|th|\.)?|{_any_of((*_COUNTS, *_SOME))}"
_ORDER = "(?:standing order|dauerauftrag)"
_REGULARLY = _any_of(_ADVERB)
_PATTERNS = tuple(
    (sort, re.compile(f"{pattern}(?= |$)"))
    for sort, pattern in (
        (Sort.PHRASE, f"(?:once |einmal )?/ ?(?P<unit>{_any_of(UNITS)})"),
        (Sort.PHRASE, f"(?:once |einmal )?{_EVERY} {_UNIT}"),
        (
            Sort.PHRASE,
            rf"{_EVERY} (?P<count>{_COUNT}) {_UNIT}",
        ),
        (Sort.PHRASE, f"{_TIMES} (?:/ ?|{_BETWEEN} )(?P<times>{_any_of(UNITS)})"),
        (Sort.PHRASE, f"(?P<times>(?:{_TIMES}|half|halb|bi|semi) {_REGULARLY})"),
        (Sort.PHRASE, f"(?:once|einmal|{_ORDER}) (?P<adverb>{_REGULARLY})"),
        (Sort.PHRASE, f"(?P<adverb>{_REGULARLY})(?:e[mnrs]?)? {_ORDER}"),
        (Sort.PHRASE, f"by (?:the )?{_UNIT}"),
        (Sort.UNCLEAR, f"(?:calendar|calender|full|whole|the) {_UNIT}"),
        (
            Sort.PHRASE,
            f"{_EVERY} (?P<occasion>times?|meetings?|events?|sessions?|shifts?|payday|mal|treffen)",
        ),
        (Sort.UNCLEAR, f"{_EVERY} (?:(?:{_WEEKDAYS})(?:days?)?|(?:{_TAGE})(?:tag)?|mittwoch)"),
        (Sort.LOOSE, f"(?:once |einmal )?{_any_of(_A.split())} {_UNIT}"),
        (Sort.ADVERB, "(?:standing order|once(?! )|one-off(?! ))"),
    )
)
_MOST = 5
"""Words that a way to say how often has at most."""
_RARE = (
    "once one-off standing twice thrice einmal zweimal dreimal mehrmals by calendar calender full"
    " whole half halb bi semi times mal the dauerauftrag"
)
AROUND = "()[],;:"
"""Signs around a word that are no part of it."""
_NUMBER_X = re.compile(r"\d+x")
_JOINED = re.compile(f"(.+)/({_any_of(word for word in (*UNITS, *_ADVERB) if len(word) > 1)})")
"""A word and a period in one, like `job/month`."""
VOCABULARY = frozenset((*UNITS, *_ADVERB, *_SHORTS, *_EACH.split(), *_A.split(), *_RARE.split()))
"""Words of which one at least is in whatever says how often."""


def how_often(line: Sequence[Token], at: int, *, direct: bool) -> HowOften | None:
    """Return how often it is by the words from a place on; None where they say no such thing.

    `direct` is for words right behind an amount, where the fewest letters say it.
    """
    words = _words(line, at)
    if not words or not (may_say_how_often(words[0]) or _counts(words)):
        return None
    text = " ".join(words)
    for sort, pattern in _PATTERNS:
        if match := pattern.match(text):
            said, used = _period(match), match[0].count(" ") + 1
            return HowOften(said, sort, used, _typed(line[at : at + used]))
    return _one_word(words[0], line[at], direct=direct)


def _words(line: Sequence[Token], at: int) -> list[str]:
    """Return the next words without the signs around them, up to any other token."""
    words = []
    for token in line[at : at + _MOST]:
        word = token.folded.strip(AROUND)
        word = word if any(map(str.isdecimal, word)) else word.replace(".", "")
        if token.mark is not Mark.WORD or not word:
            break
        words.append(word)
    return words


def _period(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    if match[0] in (ONCE, "one-off"):
        return ONCE
    unit = found.get("unit")
    if adverb := found.get("adverb"):
        return None if _ADVERB[adverb] == _OTHER else _ADVERB[adverb]
    if unit is None:
        named_nothing = found.get("times") or found.get("occasion") or match[0] == "standing order"
        return None if named_nothing else Period.WEEK.value
    said = UNITS[unit]
    if count := found.get("count"):
        digits = count.rstrip(".stndrh")
        number = int(digits[:4]) if digits.isdecimal() else _COUNTS.get(count, 0)
        said = {(3, "month"): "quarter", (12, "month"): "year"}.get(
            (number, said), said if number == 1 else _OTHER
        )
    return None if said == _OTHER else said


def _counts(words: Sequence[str]) -> bool:
    """Whether words begin with how many times: `4 times`, `4x`, `4 x`."""
    return words[1:2] in (["times"], ["mal"], ["x"]) or bool(_NUMBER_X.fullmatch(words[0]))


def _one_word(word: str, token: Token, *, direct: bool) -> HowOften | None:
    bent = _BENT.fullmatch(word)
    said, sort, text = _ADVERB.get(bent[1] if bent else word), Sort.ADVERB, token.text
    if said is None and (joined := _JOINED.fullmatch(word)):
        said, sort = UNITS.get(joined[2]) or _ADVERB[joined[2]], Sort.UNCLEAR
        is_other = joined[1] in _RARE.split() or bool(_NUMBER_X.fullmatch(joined[1]))
        said = _OTHER if is_other and joined[1] not in (ONCE, "1x") else said
        text = token.text[token.text.index("/") :].rstrip(AROUND)
    if said is None and (direct or _is_clear(word, token)):
        is_sure = direct and (word not in ("mo", "pa") or _is_clear(word, token))
        said, sort = _SHORTS.get(word), Sort.SHORT if is_sure else Sort.UNCLEAR
    if said is None and direct:
        said, sort = UNITS.get(word), Sort.UNCLEAR
    if said is None and len(word) > 1:
        said, sort = _SHORTS.get(word) or UNITS.get(word), Sort.ALONE
        said = said if said in tuple(Period) else None
    if said is None:
        return None
    return HowOften(None if said == _OTHER else said, sort, 1, text)


def _is_clear(word: str, token: Token) -> bool:
    """Whether a short word hardly means anything else: `pm`, and `p.a.` but not `pa`."""
    return word in ("pm", "pw", "annual") or "." in token.text.strip(AROUND).rstrip(".")


def slip_of_period(words: Sequence[str]) -> str:
    """Return what was meant by words like `per moth`; empty where there is no such slip."""
    for each, word in pairwise(words):
        if each in _EACH.split() and word not in UNITS:
            meant = nearest(word, ("week", "month", "quarter", "year", "woche", "monat", "quartal"))
            if meant:
                return f"{each} {meant}"
    return ""


def may_say_how_often(word: str) -> bool:
    """Whether a word is among those that say how often, alone or with others."""
    return (
        word in VOCABULARY
        or word[0] == "/"
        or bool(_BENT.fullmatch(word) or _JOINED.fullmatch(word))
    )


def _typed(words: Sequence[Token]) -> str:
    return " ".join(token.text for token in words)


def said_in(label: str) -> HowOften | None:
    """Return what a label like `job, monthly` says of how often; None where it says nothing."""
    words = [Token(Mark.WORD, word, 1, len(word)) for word in label.split()]
    for at in range(len(words)):
        said = how_often(words, at, direct=False)
        if said is None or said.period == ONCE or (said.sort is Sort.LOOSE and at):
            continue
        if said.sort is not Sort.ALONE or said.used == len(words):
            return said
    return None


def period_named(word: str) -> str | None:
    """Return the period that a word alone names, as behind a slash; also HOUR or another one."""
    folded = word.casefold().replace(".", "")
    return UNITS.get(folded) or _ADVERB.get(folded) or _SHORTS.get(folded)


def split_period(text: str) -> tuple[str, str]:
    """Return an amount and its period, however that is written: `30 a month` is 30 and month."""
    amount, slash, written = text.partition("/")
    if slash and not amount[-1:].isspace():
        period = UNITS.get(fold(written.strip()), "")
        return (amount, period) if period in tuple(Period) else (text, "")
    try:
        found = tokens(text)
    except Refusal:
        return text, ""
    for at in range(1, len(found)):
        said = how_often(found, at, direct=True)
        if said and said.period in tuple(Period) and at + said.used == len(found):
            return text[: found[at].column - 1].rstrip(), said.period
    return text, ""
