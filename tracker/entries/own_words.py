"""Lines that are no entry of their own: a thought in the person's own words, which is kept.

A line with an amount or with a first word was meant to be counted. Kept as a thought it would hide
that it is not, so it is no thought. In a file none is kept: nobody sees what becomes of its lines.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.grammar import (
    ALLOWED_FIELDS,
    ANSWER_WORDS,
    DAY_WORDS,
    FORM_WORDS,
    KIND_WORDS,
    MEANS_WORDS,
    NEED_KIND_WORDS,
    PERIOD_WORDS,
)
from tracker.entries.parse_error import LONGEST_TEXT, ParseError
from tracker.entries.phrases.amounts import SUM_WORDS
from tracker.entries.phrases.clauses import FILLERS
from tracker.entries.phrases.days import rewrite_day
from tracker.entries.phrases.kinds import is_kind_word
from tracker.entries.phrases.phrase import PhraseChoiceError, PhraseContext, find_type_word
from tracker.entries.phrases.vocabulary import KEPT_TYPE_WORDS, MONEY_WORDS
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
_DIGIT = re.compile(r"\d")
_HOURS = re.compile(r"\b\d+(?:[.,]\d+)?h(?:\d\d)?\b")
_COUNTED = re.compile(r"\b(?:[2-9]|1[0-2]) ([^\W\d_]+s)\b")
"""A number of things, which is no amount."""
_TIMES = re.compile(
    r"\b(am|i['\u2019]m|at|till|until|since|after|before) \d{1,2}(?:[.:]\d\d)?\b", re.IGNORECASE
)
"""An age or a time of day, which is none either."""
_SENTENCE_MARKS = re.compile(r"[#@+/\"\t]|(?:^|\s)[?~\N{EURO SIGN}$\N{POUND SIGN}]")
"""What only an entry has."""
_VERBS_OF_DAY = frozenset({"is", "was", "isn't", "wasn't", "felt", "has", "had", "will", "went"})
"""Words before which a day is what the sentence is about."""
_SENTENCE_WORDS = frozenset(
    {"i", "i'm", "me", "my", "we", "us", "he", "she", "her", "him", "they", "them"}
    | {"am", "is", "are", "was", "were"}
)
"""Words without which a number may be an amount."""
_SUM_TAKERS = frozenset(
    {*MONEY_WORDS, *KIND_WORDS, *NEED_KIND_WORDS, *ANSWER_WORDS, *ALLOWED_FIELDS, *KEPT_TYPE_WORDS}
) - {*FORM_WORDS}
"""Words to which an amount belongs."""
_WORDS_OF_ENTRIES = frozenset(
    {*_SUM_TAKERS, *FORM_WORDS, *FILLERS, *DAY_WORDS, *PERIOD_WORDS, *MEANS_WORDS, "every", "per"}
)
"""Words that say nothing but what an entry says."""
_MIN_NEAR_LETTERS = 4
"""Letters from which a word may be a slip of a first word. Shorter ones are too often near."""


def read_own_words(
    line: str, context: PhraseContext, undated_day: date, *, of_money: bool = False
) -> Note | None:
    """Return a line as a note of its day, or None if it may be meant as an entry.

    It has three words or more, no digit and no mark, and no word with which an entry begins. Only
    with `of_money` it may be about money: `I did not give anything`.
    """
    found = _cut_day(line, context, undated_day)
    if found is None:
        return None
    day, text = found
    return Note(day=day, own_words=text) if is_own_words(text, of_money=of_money) else None


def read_sentence(
    line: str, context: PhraseContext, undated_day: date, *, is_begun: bool
) -> Note | None:
    """Return a line of words as a note of its day, or None if it names an amount of money.

    It may have a number and begin as an entry does: `need a break`. `is_begun` is for a line that
    only lacks something to be an entry: more of its words are none of an entry. Of `today was
    awful` the day is kept in the words, too.
    """
    found = _cut_day(line, context, undated_day)
    if found is None:
        return None
    day, text = found
    if len(text.split()) < _FEWEST_WORDS or text.split()[0].casefold() in _VERBS_OF_DAY:
        text = line.strip(_SIGNS_AROUND)
    words = [fold(word) for word in _WORD.findall(text)]
    is_short = min(len(words), len(text.split())) < _FEWEST_WORDS
    if is_short or len(text) > LONGEST_TEXT or _SENTENCE_MARKS.search(text):
        return None
    if _DIGIT.search(text) and words[0] not in ALLOWED_FIELDS and _begins_entry(words[0]):
        # A slip in the first word, such as `meting 2h`.
        return None
    has_sum = bool(_DIGIT.search(_HOURS.sub("", text))) or any(word in SUM_WORDS for word in words)
    unknown = [word for word in words if word not in _WORDS_OF_ENTRIES]
    fewest = 1 + (is_begun and not any(word in _SENTENCE_WORDS for word in words))
    if len(unknown) < fewest or (has_sum and any(word in _SUM_TAKERS for word in words)):
        return None
    return Note(day=day, own_words=text)


def is_no_entry(text: str) -> bool:
    """Return whether nothing in a sentence is the beginning of an entry."""
    words = [fold(word) for word in _WORD.findall(text)]
    if not words:
        return False
    first = words[1] if words[0] in DAY_WORDS and words[1:] else words[0]
    if text[0].isdecimal() or first in MONEY_WORDS or _begins_entry(first):
        return False
    if _DIGIT.search(text) is None:
        return True
    others = drop_counts(text)
    if _DIGIT.search(others) or not any(word in _SENTENCE_WORDS for word in words):
        return False
    return bool(_COUNTED.search(text)) or not any(map(is_kind_word, words))


def drop_counts(line: str) -> str:
    """Return a line without numbers of things, ages and times: `3 shirts`, `till 11`."""
    return _TIMES.sub(r"\1", _COUNTED.sub(r"\1", line))


def _cut_day(line: str, context: PhraseContext, undated_day: date) -> tuple[date, str] | None:
    """Return the day of a line and its text, or None if it has a mark."""
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
    return day, text.strip(_SIGNS_AROUND)


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
