"""Phrases within the tokens of a line: finding one, and putting other words in its place."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from tracker.entries.dates import looks_like_day
from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.tokenizer import Token, TokenMark, span_tokens, tokenize, write_own_words
from tracker.entries.types import Ask
from tracker.i18n import CONTEXT_SEPARATOR, _label

_SIGNS_AROUND = " \t,:;"
"""Characters behind a day that are no part of what is said."""
_MAX_WORDS = 8
"""Words that a phrase has at most."""


@dataclass(frozen=True)
class PhraseContext:
    """What a phrase may depend on."""

    today: date
    currency: str
    line: str = ""
    """The line as it was typed."""
    is_typed: bool = True
    """Whether a person is there to be asked. Files mean the same on each machine."""
    find_last_ask: Callable[[], Ask | None] = lambda: None
    """Return the ask that `for last` names, or None without one."""
    refuses_second_day: bool = True
    """Whether a line that someone types may name one day only."""
    is_month_first: bool = False
    """Whether `12/10` is in December here. It matters only where a person can be asked."""

    def translate(self, label: str) -> str:
        """Return a label as the screens show it here. A file has the English one everywhere."""
        return _label(label) if self.is_typed else label.rpartition(CONTEXT_SEPARATOR)[2]


class PhraseChoiceError(Exception):
    """A phrase that may mean several things: its place, and each meaning in the grammar."""

    def __init__(self, token: Token, texts: Sequence[str], *, is_whole_line: bool = False) -> None:
        """Keep the place and what may be there, the likeliest first.

        `is_whole_line` is for texts that each take the place of the line.
        """
        super().__init__(token.text)
        self.token = token
        self.texts = tuple(texts)
        self.is_whole_line = is_whole_line


@dataclass(frozen=True)
class WordRun:
    """The bare words of a line from one token on, up to a token of another sort."""

    tokens: Sequence[Token]
    at: int
    """Where the run begins among the tokens."""
    most: int = _MAX_WORDS

    @cached_property
    def text(self) -> str:
        """The folded words, with one blank between each two."""
        words = []
        for token in self.tokens[self.at : self.at + self.most]:
            if token.mark is not TokenMark.WORD:
                break
            words.append(token.folded_text)
        return " ".join(words)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match of a pattern of `compile_phrase` from the first word on."""
        match = pattern.match(self.text)
        return match if match and match[0] else None


def count_words(match: re.Match[str]) -> int:
    """Return how many tokens a match of `WordRun.match` takes."""
    return match[0].count(" ") + 1


def compile_phrase(pattern: str) -> re.Pattern[str]:
    """Return a pattern that whole words match."""
    return re.compile(f"(?:{pattern})(?= |$)")


def build_alternatives(words: Iterable[str]) -> str:
    """Return the pattern of any of these words, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that any of these words matches. It is built once for the same words."""
    return _compile_words(tuple(words))


@lru_cache(maxsize=16)
def _compile_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return compile_phrase(build_alternatives(words))


def list_answer_lines(
    tokens: Sequence[Token], start: int, answer: str, context: PhraseContext, *, says_more: bool
) -> list[str]:
    """Return the lines of an answer to the last ask and of a thought, the likelier one first.

    `start` is the place of the first token behind the day. Where the words say more than the
    answer, they are kept with it, and the thought is first.
    """
    day = f"{tokens[0].text} " if start else ""
    text, note = context.line, ""
    if tokens[-1].mark is TokenMark.NOTE:
        text, note = text[: tokens[-1].column - 1], f" // {tokens[-1].text}"
    if start and tokens[0].column < tokens[start].column:
        text = text[tokens[0].column - 1 + tokens[0].length :]
    words = f": {write_own_words(text.strip(_SIGNS_AROUND))}"
    lines = [f"{day}answered {answer} for last", f"{day}wrote{words}{note}"]
    if not says_more:
        return [lines[0] + note, lines[1]]
    return [lines[1], f"{lines[0]}{words}{note}"]


def find_type_word(tokens: Sequence[Token]) -> str | None:
    """Return the type that a line begins with, after its day, or None if it names none."""
    at = 1 if tokens and looks_like_day(tokens[0]) else 0
    if at < len(tokens) and tokens[at].mark is TokenMark.WORD:
        word = tokens[at].folded_text
        return word if word in ALLOWED_FIELDS else None
    return None


def replace_phrase(tokens: Sequence[Token], at: int, count: int, text: str) -> list[Token]:
    """Return tokens with some replaced. The new ones have the place of the phrase.

    An empty text takes the phrase away.
    """
    whole = span_tokens(tokens[at : at + count])
    new_tokens = [
        token._replace(column=whole.column, length=whole.length) for token in tokenize(text)
    ]
    return [*tokens[:at], *new_tokens, *tokens[at + count :]]
