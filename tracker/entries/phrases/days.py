"""Days as people write them: `last thursday`, `2 days ago`, `12.10.`, `Oct 12`.

A day without a year is the last one that was. No library is used, because they guess where a
person should be asked. dateparser 1.5.0 reads `12.10.` as ten past twelve, `30 a month` as a day,
and takes 170 ms to import. parsedatetime 2.6 reads `thursday` as next week's and `12.10.2026` as
10 December.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from tracker.entries.amounts import looks_like_amount
from tracker.entries.grammar import FORM_WORDS
from tracker.entries.parse_error import NoReadingError
from tracker.entries.phrases.months import MONTH, MONTHS, YEAR, find_local_month
from tracker.entries.phrases.phrase import (
    PhraseChoiceError,
    PhraseContext,
    WordRun,
    build_alternatives,
    compile_phrase,
    count_words,
    replace_phrase,
)
from tracker.entries.phrases.vocabulary import COUNT_WORDS
from tracker.entries.tokenizer import Token, TokenMark, fold, span_tokens
from tracker.i18n import _error, list_date_patterns, list_month_names, list_weekday_names
from tracker.months import is_in_range

_WEEKDAY_WORDS = (
    "mon monday mondays montag",
    "tue tues tuesday tuesdays dienstag",
    "wed weds wednesday wednesdays mittwoch",
    "thu thur thurs thursday thursdays donnerstag",
    "fri friday fridays freitag",
    "sat saturday saturdays samstag sonnabend",
    "sun sunday sundays sonntag",
)
_WEEKDAY_INDEX = {
    word: index for index, words in enumerate(_WEEKDAY_WORDS) for word in words.split()
}
_COUNTS = {"a": 1, "an": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, **COUNT_WORDS}
_DAYS_BACK = {
    "today": 0,
    "heute": 0,
    "yesterday": 1,
    "gestern": 1,
    "day before yesterday": 2,
    "vorgestern": 2,
}

_PART_OF_DAY = r"(?:morning|noon|afternoon|evening|night|lunchtime|abend|morgen|nachmittag|nacht)"
_WEEKDAY = rf"(?P<weekday>{build_alternatives(_WEEKDAY_INDEX)})(?: {_PART_OF_DAY})?"
_DAY_OF_MONTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_BEFORE_WEEKDAY = r"(?:(?:on|am|this|the|last|this past|past|letzten|letzte|diesen) )?"
_PHRASES = tuple(
    compile_phrase(pattern)
    for pattern in (
        _BEFORE_WEEKDAY + _WEEKDAY,
        rf"(?:the )?(?P<word>{build_alternatives(_DAYS_BACK)})(?: {_PART_OF_DAY})?",
        rf"(?P<this>this|heute) {_PART_OF_DAY}",
        r"(?P<this>tonight|tonite)",
        r"(?P<last>last|letzte) (?:night|evening|nacht)",
        rf"(?P<count>[0-9]{{1,3}}|{build_alternatives(_COUNTS)}) (?P<unit>day|week)s? ago",
        rf"vor (?P<count>[0-9]{{1,3}}|{build_alternatives(_COUNTS)}) (?P<unit>tag|woche)(?:en|n)?",
        rf"(?:on |on the |the |am )?{_DAY_OF_MONTH} (?:of )?{MONTH}{YEAR}",
        rf"(?:on )?{MONTH} (?:the )?{_DAY_OF_MONTH}{YEAR}",
        r"(?:on the|the) (?P<day>[0-9]{1,2})(?:st|nd|rd|th)",
    )
)
_DOTTED = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})?")
_SLASHED = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[/-])(?P<second>[0-9]{1,2})"
    r"(?:(?P=sign)(?P<year>[0-9]{4}|[0-9]{2}))?"
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_NO_DAY_BEHIND = frozenset(
    {"until", "for", "till", "bis", "ref", "by", "every", "due", "next", "before", "after"}
)
"""Words before which a day is not that of the entry."""
_SINCE_WORDS = frozenset({"from", "since", "seit", "ab"})
_UP_TO = compile_phrase("to|until|till|bis")
_WEEKDAY_ONLY = re.compile(build_alternatives(_WEEKDAY_INDEX))
DAY_PHRASE_WORDS = frozenset(
    {*_WEEKDAY_INDEX, *MONTHS, *_COUNTS, *_DAYS_BACK}
    | {"last", "this", "tonight", "tonite", "ago", "on", "week", "day"}
    | {"night", "evening", "morning", "afternoon"}
)
"""The words of which a day is made."""
_LONG_AGO = timedelta(days=300)
"""A day without a year that would be so long ago is probably ahead.

`dec 3` in November is rather the one that is coming.
"""


def rewrite_day(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with the day first, as a file has it, or unchanged if they name none.

    Raises PhraseChoiceError where `12/10` may be two days, and NoReadingError at a second day where
    a person types.
    """
    if not is_in_range(context.today):
        return list(tokens)
    for at, token in enumerate(tokens):
        is_other_day = at > 0 and tokens[at - 1].folded_text in _NO_DAY_BEHIND
        if token.mark is not TokenMark.WORD or is_other_day:
            continue
        count, day = read_day_phrase(tokens, at, context)
        if day is None:
            continue
        _ask_which_number(tokens, at, count, day, context)
        next_count, next_day = read_day_phrase(tokens, at + count, context)
        if next_day is not None and next_day.weekday() == day.weekday():
            count, day = count + next_count, next_day
        elif next_day is not None and _WEEKDAY_ONLY.fullmatch(token.folded_text):
            place = span_tokens(tokens[at : at + count + next_count])
            raise PhraseChoiceError(place, [str(next_day), str(day)])
        start = at - 1 if at and tokens[at - 1].folded_text in _SINCE_WORDS else at
        if start == 0 < at and WordRun(tokens, at + count).match(_UP_TO):
            return list(tokens)
        if context.is_typed and context.refuses_second_day:
            _refuse_second_day(tokens, at + count, context)
        rewritten = replace_phrase(tokens, start, count + at - start, str(day))
        return [rewritten[start], *rewritten[:start], *rewritten[start + 1 :]]
    return list(tokens)


def _refuse_second_day(tokens: Sequence[Token], start: int, context: PhraseContext) -> None:
    """Raise NoReadingError at another day after that of the line, which may be part of a span."""
    for at in range(start, len(tokens)):
        is_other_day = tokens[at - 1].folded_text in _NO_DAY_BEHIND
        if (
            tokens[at].mark is not TokenMark.WORD
            or is_other_day
            or _UP_TO.match(tokens[at - 1].folded_text)
        ):
            continue
        with suppress(PhraseChoiceError):
            count, day = read_day_phrase(tokens, at, context)
            if day is not None and not WordRun(tokens, at + count).match(_UP_TO):
                place = span_tokens(tokens[at : at + count])
                message = _error("This line already has a date. Add one entry for each day.")
                raise NoReadingError(message, place.column, place.length)


def read_day_phrase(
    tokens: Sequence[Token], at: int, context: PhraseContext
) -> tuple[int, date | None]:
    """Return how many tokens name a day, and the day, or 0 and None if they name none.

    Raises PhraseChoiceError where they may be two days.
    """
    if at >= len(tokens):
        return 0, None
    run = WordRun(tokens, at)
    if context.is_typed:
        # What the app shows here has one meaning here.
        count, day = _match_day(
            run,
            _build_local_patterns(list_date_patterns(), list_month_names(), list_weekday_names()),
            context,
        )
        if day:
            return count, day
    day = _read_numeric_day(tokens, at, context)
    return (1, day) if day else _match_day(run, _PHRASES, context)


def _match_day(
    run: WordRun, patterns: Sequence[re.Pattern[str]], context: PhraseContext
) -> tuple[int, date | None]:
    for pattern in patterns:
        match = run.match(pattern)
        day = _find_day(match, context.today) if match else None
        if match and day and _is_named_weekday(match, day):
            count = count_words(match)
            parts = match.groupdict()
            if (parts.get("month") or parts.get("local_month")) and not parts.get("year"):
                _ask_about_year(span_tokens(run.tokens[run.at : run.at + count]), day, context)
            return count, day
    return 0, None


def _is_named_weekday(match: re.Match[str], day: date) -> bool:
    """Return whether a day is on the weekday before it, if there is one."""
    name = match.groupdict().get("weekday_name")
    return not name or fold(list_weekday_names()[day.weekday()]).rstrip(".") == name


def _ask_which_number(
    tokens: Sequence[Token], at: int, count: int, day: date, context: PhraseContext
) -> None:
    """Raise PhraseChoiceError where either number around a month may be the day: `20 may 5`."""
    first, last = tokens[at], tokens[at + count - 1]
    if count != 2:
        return
    if first.text.isdecimal() and at and _may_be_day(tokens[at + 2 : at + 3]):
        amount = tokens[at + 2]
        _count, other = read_day_phrase(tokens, at + 1, context)
        texts = [f"{day} {amount.text}", *([f"{first.text} {other}"] if other else [])]
        raise PhraseChoiceError(span_tokens(tokens[at : at + 3]), texts)
    if last.text.isdecimal() and _may_be_day(tokens[max(0, at - 1) : at]):
        place = span_tokens(tokens[at - 1 : at + 2])
        raise PhraseChoiceError(place, [f"{tokens[at - 1].text} {day}"])


def _may_be_day(tokens: Sequence[Token]) -> bool:
    """Return whether a token is a number that a month may have."""
    return bool(tokens) and tokens[0].text.isdecimal() and int(tokens[0].text[:3]) <= 31


def _ask_about_year(token: Token, day: date, context: PhraseContext) -> None:
    """Raise PhraseChoiceError where a day without a year was so long ago that it may be ahead."""
    if context.today - day > _LONG_AGO:
        raise PhraseChoiceError(token, [str(day)])


def _read_numeric_day(tokens: Sequence[Token], at: int, context: PhraseContext) -> date | None:
    """Return the day of `12.10.`, `12/10` or `2026-10-12`, or None for other tokens."""
    token = tokens[at]
    if match := _YEAR_FIRST.fullmatch(token.text):
        return _build_day(int(match["day"]), int(match["month"]), match["year"], context.today)
    if match := _DOTTED.fullmatch(token.text):
        day = _build_day(int(match["day"]), int(match["month"]), match["year"], context.today)
        may_be_amount = not any(
            other is not token and (looks_like_amount(other) or other.folded_text in FORM_WORDS)
            for other in tokens
        )
        if day and not match["year"] and may_be_amount:
            # At the end of a sentence it may be an amount.
            raise PhraseChoiceError(token, [str(day), token.text.rstrip(".")])
        if day and not match["year"]:
            _ask_about_year(token, day, context)
        return day
    match = _SLASHED.fullmatch(token.text)
    if match is None or (match["sign"] == "-" and not match["year"]):
        return None
    return _choose_slashed_day(token, match, context)


def _choose_slashed_day(token: Token, match: re.Match[str], context: PhraseContext) -> date | None:
    """Return the day of `12/10`. Raise PhraseChoiceError where the locale alone cannot tell.

    `12/10` is two days, and the machine's locale is often not the person's. It is taken at once
    only where one reading alone is a past day.
    """
    first, second = int(match["first"]), int(match["second"])
    pairs = (
        [(second, first), (first, second)]
        if context.is_month_first
        else [(first, second), (second, first)]
    )
    read_days = (_build_day(day, month, match["year"], context.today) for day, month in pairs)
    days = list(dict.fromkeys(day for day in read_days if day))
    if days and not match["year"] and len(days) < 2:
        _ask_about_year(token, days[0], context)
    if len(days) < 2:
        return days[0] if days else None
    raise PhraseChoiceError(token, [str(day) for day in days])


def _find_day(match: re.Match[str], today: date) -> date | None:
    """Return the day of a phrase, or None if the calendar has no such day."""
    try:
        return _resolve_day(match, today)
    except OverflowError:
        return None


def _resolve_day(match: re.Match[str], today: date) -> date | None:
    parts = match.groupdict()
    if weekday := parts.get("weekday"):
        back = (today.weekday() - _WEEKDAY_INDEX[weekday]) % 7 or 7
        return today - timedelta(days=back)
    if parts.get("this"):
        return today
    if parts.get("last"):
        return today - timedelta(days=1)
    if word := parts.get("word"):
        return today - timedelta(days=_DAYS_BACK[word])
    if count := parts.get("count"):
        number = int(count) if count.isdecimal() else _COUNTS[count]
        is_week = parts["unit"] in ("week", "woche")
        return today - timedelta(days=number * (7 if is_week else 1))
    day_of_month = int(parts["day"])
    if local_month := parts.get("local_month"):
        month = find_local_month(local_month.rstrip("."))
        return _build_day(day_of_month, month, parts.get("year"), today)
    month_word = parts.get("month")
    if month_word is None:
        return _find_last_day_of_number(day_of_month, today)
    month = int(month_word) if month_word.isdecimal() else MONTHS[month_word]
    return _build_day(day_of_month, month, parts.get("year"), today)


def _find_last_day_of_number(day_of_month: int, today: date) -> date | None:
    """Return the last day that was the 12th, say, or None where no month has it."""
    for back in range(62):
        day = today - timedelta(days=back)
        if day.day == day_of_month:
            return day
    return None


def _build_day(day_of_month: int, month: int, year: str | None, today: date) -> date | None:
    """Return a day, the last one without a year, or None if the calendar has no such day."""
    if year is not None:
        whole = int(year) + (today.year // 100 * 100 if len(year) == 2 else 0)
        return _build_date(whole, month, day_of_month)
    for years_back in range(9):
        day = _build_date(today.year - years_back, month, day_of_month)
        if day is not None and day <= today:
            return day
    return None


def _build_date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def _escape_literal(text: str) -> str:
    """Return a pattern for the separators in a date. One at the end of a word may be missing.

    Between digits it may not: `234` is no 23.4.
    """
    plain = fold(re.sub(r"\s+", " ", text))
    pieces = re.split(r"((?<=[^\W\d_])[.,]|[.,](?= )|\))", plain)
    return "".join(re.escape(piece) + "?" * (at % 2) for at, piece in enumerate(pieces))


@lru_cache(maxsize=2)
def _build_local_patterns(
    date_patterns: tuple[str, ...],
    month_names: tuple[tuple[str, ...], ...],
    weekday_names: tuple[str, ...],
) -> tuple[re.Pattern[str], ...]:
    """Return what finds a day as the app shows it here."""
    names = {fold(name).rstrip(".") for month in month_names for name in month}
    month = rf"(?P<local_month>{build_alternatives(names)})\.?"
    weekdays = build_alternatives(fold(name).rstrip(".") for name in weekday_names)
    groups = {
        "E": rf"(?P<weekday_name>{weekdays})\.?",
        **dict.fromkeys(("d", "dd"), r"(?P<day>[0-9]{1,2})"),
        **dict.fromkeys(("M", "MM"), r"(?P<month>[0-9]{1,2})"),
        **dict.fromkeys(("MMM", "MMMM", "LLL", "LLLL"), month),
        "y": r"(?P<year>[0-9]{4})",
    }
    patterns = []
    for date_pattern in date_patterns:
        # After the year it may have been taken for the end of a sentence.
        parts = re.split(r"%\((\w+)\)s", re.sub(r"(?<=%\(y\)s)\.$", "", date_pattern))
        texts = (
            groups[part] if index % 2 else _escape_literal(part) for index, part in enumerate(parts)
        )
        patterns.append(compile_phrase("".join(texts)))
    return tuple(patterns)
