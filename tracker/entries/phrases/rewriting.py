"""Rewriting the phrases of a line, one sort after another, in the words of the grammar."""

from collections.abc import Sequence

from tracker.entries.phrases.amounts import rewrite_amounts
from tracker.entries.phrases.answers import rewrite_answers
from tracker.entries.phrases.clauses import keep_other_words
from tracker.entries.phrases.days import rewrite_day, rewrite_month
from tracker.entries.phrases.hours import rewrite_hours
from tracker.entries.phrases.idioms import rewrite_idioms
from tracker.entries.phrases.kinds import rewrite_kinds
from tracker.entries.phrases.phrase import PhraseContext
from tracker.entries.phrases.punctuation import strip_punctuation
from tracker.entries.phrases.type_words import insert_ask, rewrite_type
from tracker.entries.tokenizer import Token

_REWRITERS = (
    strip_punctuation,
    rewrite_day,
    rewrite_idioms,
    rewrite_type,
    rewrite_month,
    rewrite_hours,
    rewrite_amounts,
    rewrite_answers,
    rewrite_kinds,
    insert_ask,
    keep_other_words,
)
"""In the order in which they are used: each one finds what those before it made."""


def rewrite_phrases(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens of a line in the words of the grammar, the day and the type first.

    Raises PhraseChoiceError at a phrase that may mean several things.
    """
    rewritten = list(tokens)
    for rewrite in _REWRITERS:
        rewritten = rewrite(rewritten, context)
    return rewritten
