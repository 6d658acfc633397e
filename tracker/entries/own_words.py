"""Lines that are no entry of their own: a thought in the person's own words, which is kept."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.grammar import ALLOWED_FIELDS, ANSWER_WORDS
from tracker.entries.parse_error import LONGEST_TEXT, ParseError
from tracker.entries.phrases.days import rewrite_day
from tracker.entries.phrases.phrase import PhraseChoiceError, PhraseContext, find_type_word
from tracker.entries.phrases.vocabulary import MONEY_WORDS
from tracker.entries.tokenizer import Token, TokenMark, fold, refuse_control_characters, tokenize
from tracker.entries.types import Note
from tracker.entries.word_matching import find_slip

_FEWEST_WORDS = 3
_MAX_WORDS_OF_DAY = 8
_SIGNS_AROUND = " \t,:;-*\N{BULLET}"
"""Characters around a thought that aren't part of it."""
_LONGEST = LONGEST_TEXT + 100
"""Characters of a thought and of its day."""
_MARKS = re.compile(r"[#@+/\"\d\t]")
_OTHER_MARKS = re.compile(r"(?:^|\s)'|:(?:\s|$)")
"""What begins a label, and own words that say so themselves."""
_WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*")
_MIN_NEAR_LETTERS = 4
"""Letters from which a word may be a slip of a first word. Shorter ones are too often near."""


def read_own_words(
    line: str, context: PhraseContext, undated_day: date, *, of_money: bool = False
) -> Note | None:
    """Return a line as a note of its day, or None if it may be meant as an entry.

    It has three words or more, no digit and no mark, and no word with which an entry begins. Only
    with `of_money` it may be about money: `I did not give anything`.
    """
    if len(line) > _LONGEST or _OTHER_MARKS.search(line):
        return None
    try:
        refuse_control_characters(line)
        tokens = tokenize(" ".join(line.split(" ", _MAX_WORDS_OF_DAY)[:_MAX_WORDS_OF_DAY]))
        if any(token.mark is not TokenMark.WORD for token in tokens):
            return None
        # A thought may name several days. The first one is its own.
        first = rewrite_day(tokens, replace(context, refuses_second_day=False))[0]
        has_day = looks_like_day(first) and first.column == tokens[0].column
        day = read_day(first, context.today) if has_day else undated_day
    except (ParseError, PhraseChoiceError):
        return None
    text = line[first.column - 1 + first.length :] if has_day else line
    text = text.strip(_SIGNS_AROUND)
    return Note(day=day, own_words=text) if is_own_words(text, of_money=of_money) else None


def says_something(tokens: Sequence[Token]) -> bool:
    """Return whether rewritten tokens say a type, an answer or an amount: it may be an entry."""
    return find_type_word(tokens) is not None or any(
        (looks_like_amount(token) and not looks_like_day(token))
        or token.mark is TokenMark.TAG
        or (token.mark is TokenMark.WORD and token.folded_text in ANSWER_WORDS)
        for token in tokens
    )


def is_own_words(text: str, *, of_money: bool = False) -> bool:
    """Return whether a text is a thought, not an unfinished entry."""
    if len(text) > LONGEST_TEXT or _MARKS.search(text):
        return False
    words = [fold(word) for word in _WORD.findall(text)]
    if min(len(words), len(text.split())) < _FEWEST_WORDS:
        return False
    names_money = any(word in MONEY_WORDS for word in words)
    return not _begins_entry(words[0]) and (of_money or not names_money)


def _begins_entry(word: str) -> bool:
    """Return whether a word is one with which an entry begins, or a slip away from one."""
    if word in ALLOWED_FIELDS:
        return True
    return len(word) >= _MIN_NEAR_LETTERS and find_slip(word, ALLOWED_FIELDS) is not None
