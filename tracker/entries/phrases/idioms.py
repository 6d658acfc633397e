"""Idioms that say more than one thing: `the hat went round`, `no money talk`, `a kid gave 60`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.entries.dates import looks_like_day
from tracker.entries.phrases.hours import find_hours
from tracker.entries.phrases.phrase import (
    PhraseContext,
    WordRun,
    count_words,
    replace_phrase,
)
from tracker.entries.tokenizer import Token, TokenMark, span_tokens

_MAX_WORDS = 16
_COLLECTED = (
    r"(?:the )?(?:hat|basket|bucket|box|plate|tin|collecting box|collection box|collection bag|jar)"
)
_ROUND = r"(?:went|came|goes|comes|was passed|got passed|is going|was going) (?:a)?round(?: again)?"


class _Idiom(NamedTuple):
    pattern: re.Pattern[str]
    text: str
    """What it says in the grammar."""
    is_kept: bool = False
    """Whether the whole line is kept as own words, too."""
    is_whole: bool = False
    """Whether nothing else of the line says something of the entry."""


_IDIOMS = (
    _Idiom(re.compile(rf"{_COLLECTED} {_ROUND}"), "ask ? donation #in_public"),
    _Idiom(
        re.compile(r"(?:they )?(?:paid|covered|bought)(?: for)? (?:my|me) [^0-9]+"),
        "meeting #help_received",
        is_kept=True,
        is_whole=True,
    ),
    _Idiom(
        re.compile(
            r"they want(?:ed)? me to sign (?:a |the |an )?(?:direct debit|standing order)[^0-9]*"
        ),
        "ask ? dues",
        is_kept=True,
        is_whole=True,
    ),
    _Idiom(
        re.compile(
            r"(?:they (?:boasted|said|told us|told me|were proud|bragged)(?: that)? )?(?:a|some|one) "
            r"(?:kid|child|boy|girl|teenager) (?:gave|donated|paid) (?P<amount>[0-9][0-9.,]*).*"
        ),
        "heard {amount} donation #minor_involved",
        is_kept=True,
        is_whole=True,
    ),
    _Idiom(
        re.compile(r"(?:the )?whole weekend.*"),
        "event",
        is_kept=True,
        is_whole=True,
    ),
    _Idiom(re.compile(r"(?:was |i was )?there(?= from )"), "event"),
)
"""What a line begins with."""
_NO_MONEY = re.compile(
    r"(?:no money talk|no talk of money|no money talk at all|money didn't come up|money did not come up"
    r"|money never came up|no money stuff|no money|no one asked for money|nobody asked for money)"
)
_UNKNOWN = re.compile(
    r"(?:can't|cant|cannot|don't|dont) (?:remember|know) how much(?: it was)?|no idea how much"
    r"|forgot how much"
)
_VAGUE = re.compile(r"(?:a few|some|a couple of) (?:euros?|pounds|dollars|quid|coins|bucks|change)")
_SOLD = re.compile(
    r"(?:i )?(?:sold|sell|selling) (?:the |their )?(?:papers?|newspapers?|books?|merch|flyers)\b"
)


def rewrite_idioms(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with what an idiom says, and with its words where they are kept."""
    if not context.is_typed or not tokens:
        return list(tokens)
    start = 1 if looks_like_day(tokens[0]) else 0
    run = WordRun(tokens, start, _MAX_WORDS)
    rewritten = _rewrite_start(tokens, start, run, context)
    return _rewrite_inside(rewritten, start, context)


def _rewrite_start(
    tokens: Sequence[Token], start: int, run: WordRun, context: PhraseContext
) -> list[Token]:
    if match := run.match(_SOLD):
        return _rewrite_sold(tokens, start, count_words(match), context)
    for idiom in _IDIOMS:
        match = run.match(idiom.pattern)
        if match is None:
            continue
        text = idiom.text.format(**match.groupdict())
        count = len(tokens) - start if idiom.is_whole else count_words(match)
        if any(token.mark is not TokenMark.WORD for token in tokens[start : start + count]):
            continue
        rewritten = replace_phrase(tokens, start, count, text)
        if idiom.is_kept:
            rewritten.append(_keep(tokens[start:], context))
        return rewritten
    return list(tokens)


def _keep(tokens: Sequence[Token], context: PhraseContext) -> Token:
    """Return the words of these tokens as they were typed, as own words."""
    whole = span_tokens(tokens)
    begin = whole.column - 1
    text = context.line[begin:].strip().rstrip(".")
    return Token(TokenMark.OWN_WORDS, text, whole.column, len(text))


def _rewrite_sold(
    tokens: Sequence[Token], start: int, count: int, context: PhraseContext
) -> list[Token]:
    """Return a stall with its hours; what was handed in was not a gift of one's own."""
    hours = find_hours(tokens[start + count :])
    rewritten = replace_phrase(tokens[: start + 1], start, 1, f"stall {hours}".strip())
    return [*rewritten, _keep(tokens[start:], context)]


def _rewrite_inside(tokens: Sequence[Token], start: int, context: PhraseContext) -> list[Token]:
    rewritten = list(tokens)
    for at in range(start, len(tokens)):
        run = WordRun(tokens, at)
        if match := run.match(_NO_MONEY):
            text = "#no_money" if at > start else "meeting #no_money"
            return replace_phrase(tokens, at, count_words(match), text)
        for pattern in (_UNKNOWN, _VAGUE):
            if match := run.match(pattern):
                count = count_words(match)
                words = tokens[at : at + count]
                whole = span_tokens(words)
                text = context.line[whole.column - 1 : whole.column - 1 + whole.length]
                kept = Token(TokenMark.OWN_WORDS, text, whole.column, whole.length)
                return [*replace_phrase(tokens, at, count, "?"), kept]
    return rewritten
