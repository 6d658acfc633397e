"""Hours as people write them: `2:30`, `90min`, `1h 30m`, `an hour and a half`, `from 19 to 22`."""

import re
from collections.abc import Sequence

from tracker.entries.grammar import FORM_WORDS
from tracker.entries.hours import MINUTES_PER_HOUR
from tracker.entries.phrases.phrase import (
    PhraseChoiceError,
    PhraseContext,
    WordRun,
    build_alternatives,
    compile_phrase,
    count_words,
    find_type_word,
    replace_phrase,
)
from tracker.entries.phrases.vocabulary import COUNT_WORDS
from tracker.entries.tokenizer import Token, TokenMark, span_tokens

_MAX_WORDS = 12
"""Words of `from 8 in the morning till 10 at night`, and a few more."""
_COUNTS = {"a": 1, "an": 1, **COUNT_WORDS}
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{build_alternatives(_COUNTS)})"
_HOUR_WORD = r"(?:hours?|hrs?|h|stunden?|std)"
_MINUTE_WORD = r"(?:minutes?|minuten|mins?|m)"
_DURATIONS = tuple(
    compile_phrase(pattern)
    for pattern in (
        rf"(?P<hours>[0-9]{{1,3}}) ?{_HOUR_WORD},? ?(?:and )?(?P<minutes>[0-9]{{1,2}}) ?"
        + _MINUTE_WORD,
        rf"(?P<hours>[0-9]{{1,3}}){_HOUR_WORD}(?P<minutes>[0-5]?[0-9])",
        rf"(?P<hours>[0-9]{{1,3}}):(?P<minutes>[0-5][0-9])(?: ?{_HOUR_WORD})?",
        rf"(?P<minutes>[0-9]{{1,4}}) ?{_MINUTE_WORD}",
        r"(?P<half>half) (?:an |a )?hour",
        rf"{_COUNT} hours? and (?P<half>a half)",
        rf"{_COUNT} and (?P<half>a half) hours?",
        rf"{_COUNT}(?P<half>½) ?{_HOUR_WORD}",
        rf"{_COUNT} {_HOUR_WORD}",
    )
)
_RANGE = compile_phrase(
    rf"(?:between )?(?P<low>[0-9.,]+) ?{_HOUR_WORD}? ?(?:-|\N{{EN DASH}}|to|or|and|bis|oder)"
    rf" ?(?P<high>[0-9.,]+) ?{_HOUR_WORD}"
)
_PARTS_OF_DAY = (
    r"am|pm|a\.m\.|p\.m\.|a\.m|p\.m|uhr|in the morning|in the afternoon|in the evening|at night"
)
_CLOCK = (
    r"(?P<{0}_hour>[0-9]{{1,2}})(?:[:.](?P<{0}_minute>[0-5][0-9]))?"
    rf" ?(?P<{{0}}_part>{_PARTS_OF_DAY})?"
)
_FROM_TO = compile_phrase(
    rf"(?P<from>from |von )?{_CLOCK.format('start')}"
    rf" ?(?:-|\N{{EN DASH}}|to|until|till|til|bis) ?{_CLOCK.format('end')}"
)
_LATE_HOUR = 6
"""From here on `19:30` may be a time as well as so many hours."""
_CLOCK_WORDS = frozenset({"at", "um"})
"""Words before the time at which something began."""
_AFTERNOON = frozenset({"pm", "p.m", "in the afternoon", "in the evening", "at night"})
_MORNING = frozenset({"am", "a.m", "in the morning"})
_DAY = 24 * MINUTES_PER_HOUR


def rewrite_hours(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens of a meeting with its hours as a file has them, like `2h30`.

    Raises PhraseChoiceError where the clock may have gone round twice.
    """
    del context
    rewritten = list(tokens)
    if find_type_word(tokens) not in FORM_WORDS:
        return rewritten
    at = 0
    while at < len(rewritten):
        if rewritten[at].mark is TokenMark.WORD and (found := _read_hours(rewritten, at)):
            count, texts = found
            if len(texts) > 1:
                raise PhraseChoiceError(span_tokens(rewritten[at : at + count]), texts)
            rewritten = replace_phrase(rewritten, at, count, texts[0])
        at += 1
    return rewritten


def _read_hours(tokens: Sequence[Token], at: int) -> tuple[int, list[str]] | None:
    """Return how many tokens are hours, and what they may be, or None if they are none."""
    run = WordRun(tokens, at, _MAX_WORDS)
    if match := run.match(_RANGE):
        return count_words(match), [f"{match['low']}-{match['high']}h"]
    if (match := run.match(_FROM_TO)) and (minutes := _list_spans(match)):
        return count_words(match), [_format_minutes(count) for count in minutes]
    if at and tokens[at - 1].folded_text in _CLOCK_WORDS:
        return None
    for pattern in _DURATIONS:
        if match := run.match(pattern):
            texts = [_format_minutes(_count_minutes(match))]
            if ":" in match[0] and int(match["hours"]) >= _LATE_HOUR:
                # It may be when it began.
                texts.append(f": at {match[0]}")
            return count_words(match), texts
    return None


def _count_minutes(match: re.Match[str]) -> int:
    parts = match.groupdict()
    hours = int(parts.get("hours") or 0)
    if count := parts.get("count"):
        hours = int(count) if count.isdecimal() else _COUNTS[count]
    half = MINUTES_PER_HOUR // 2 if parts.get("half") else 0
    return hours * MINUTES_PER_HOUR + int(parts.get("minutes") or 0) + half


def _format_minutes(minutes: int) -> str:
    """Return a time as the grammar has it: `2h`, `2h30`."""
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    return f"{hours}h{rest:02}" if rest else f"{hours}h"


def _list_spans(match: re.Match[str]) -> list[int]:
    """Return the minutes from one time to another, in each way in which these can be read.

    Nothing where two numbers are hardly times: `7 to 9` without a word that says so.
    """
    parts = match.groupdict()
    is_clear = any(
        parts[name] for name in ("from", "start_minute", "end_minute", "start_part", "end_part")
    )
    start, end = (_read_time(parts, name) for name in ("start", "end"))
    if not is_clear or start is None or end is None:
        return []
    if start < end:
        return [end - start]
    spans = [end - start + _DAY]
    is_twelve = end <= 12 * MINUTES_PER_HOUR and not (parts["start_part"] or parts["end_part"])
    if is_twelve and spans[0] > _DAY // 2:
        spans.insert(0, spans[0] - _DAY // 2)
    return spans if spans[0] < _DAY else []


def _read_time(parts: dict[str, str | None], name: str) -> int | None:
    """Return a time as minutes from midnight, or None if the clock has no such time."""
    part = (parts[f"{name}_part"] or "").rstrip(".")
    if name == "start" and not part and parts["end_part"]:
        start, end = int(parts["start_hour"] or 0), int(parts["end_hour"] or 0)
        ending = (parts["end_part"] or "").rstrip(".")
        part = ending if start < end % 12 + 12 * (end == 12) else ""
    hour = int(parts[f"{name}_hour"] or 0)
    if part in _AFTERNOON and hour < 12:
        hour += 12
    elif part in _MORNING and hour == 12:
        hour = 0
    if hour > 24:
        return None
    return hour * MINUTES_PER_HOUR + int(parts[f"{name}_minute"] or 0)


def find_hours(tokens: Sequence[Token]) -> str:
    """Return the first hours among tokens as the grammar has them, or an empty text."""
    for at in range(len(tokens)):
        found = _read_hours(tokens, at)
        if found and len(found[1]) == 1:
            return found[1][0]
    return ""
