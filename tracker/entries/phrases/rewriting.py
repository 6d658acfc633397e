"""Rewriting the phrases of a line, one sort after another, in the words of the grammar."""

from collections.abc import Sequence

from tracker.entries.dates import looks_like_day
from tracker.entries.parse_error import ParseError
from tracker.entries.phrases.amounts import drop_once, rewrite_amounts
from tracker.entries.phrases.answers import rewrite_answers
from tracker.entries.phrases.clauses import keep_other_words
from tracker.entries.phrases.days import rewrite_day
from tracker.entries.phrases.hours import rewrite_hours
from tracker.entries.phrases.idioms import rewrite_idioms, rewrite_no_money
from tracker.entries.phrases.kinds import rewrite_kinds
from tracker.entries.phrases.months import rewrite_month
from tracker.entries.phrases.phrase import PhraseChoiceError, PhraseContext
from tracker.entries.phrases.punctuation import mark_speech, normalize_quotes, strip_punctuation
from tracker.entries.phrases.quotes import rewrite_quotes
from tracker.entries.phrases.type_words import insert_ask, rewrite_type
from tracker.entries.tokenizer import Token, TokenMark, tokenize

_LONGEST_DAY = 40
"""Characters that a day has at most."""
_LAST_MARKS = (TokenMark.OWN_WORDS, TokenMark.NOTE)
_REWRITERS = (
    strip_punctuation,
    rewrite_day,
    rewrite_idioms,
    rewrite_type,
    rewrite_month,
    rewrite_quotes,
    rewrite_hours,
    rewrite_no_money,
    rewrite_amounts,
    drop_once,
    rewrite_answers,
    rewrite_kinds,
    insert_ask,
    keep_other_words,
)
"""In the order in which they are used: each one finds what those before it made."""


def prepare_line(line: str, context: PhraseContext) -> str:
    """Return a line to be cut into tokens. Each character that is left keeps its place."""
    if context.is_typed:
        line = _drop_colon_behind_day(line, context)
    start = _find_last_texts(line)
    head = normalize_quotes(line[:start])
    return (mark_speech(head) if context.is_typed else head) + line[start:]


def _find_last_texts(line: str) -> int:
    """Return where own words or a note begin, of which no character is changed."""
    try:
        tokens = tokenize(line)
    except ParseError:
        return len(line)
    starts = (token.column - 1 for token in tokens if token.mark in _LAST_MARKS)
    return next(starts, len(line))


def _drop_colon_behind_day(line: str, context: PhraseContext) -> str:
    """Return a line without the colon that is after its day: `Oct 12: paid 20 event`."""
    head, colon, rest = line.partition(":")
    if not colon or not rest.startswith(" ") or not 0 < len(head) <= _LONGEST_DAY:
        return line
    try:
        tokens = rewrite_day(strip_punctuation(tokenize(head), context), context)
    except (ParseError, PhraseChoiceError):
        return line
    is_day = len(tokens) == 1 and looks_like_day(tokens[0])
    return f"{head} {rest}" if is_day else line


def rewrite_phrases(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens of a line in the words of the grammar, the day and the type first.

    Raises PhraseChoiceError at a phrase that may mean several things.
    """
    rewritten = list(tokens)
    for rewrite in _REWRITERS:
        rewritten = rewrite(rewritten, context)
    return rewritten
