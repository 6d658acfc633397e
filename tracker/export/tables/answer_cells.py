"""The answers of an entry as three cells of `entries.csv`, and read back.

`answers` lists the words in their order. The amount and period of the last promise, a `pledged` or
a `yes`, are in `pledged` and `pledged_every`. An earlier `pledged` contains its own, as in
`pledged 50.00/month`, so nothing is lost.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.entries.types import Answer, AnswerWord, Ask
from tracker.money import Cents, format_canonical
from tracker.months import Period

PROMISES = (AnswerWord.PLEDGED, AnswerWord.YES)

# Data: in people's files since 0.1. Never rename.
_EARLIER_PLEDGE = re.compile(r"pledged ([0-9]{1,7})\.([0-9]{2})(?:/([a-z0-9]+))?")


class AnswerCells(NamedTuple):
    """Answers as cells: the words, and of the last promise its amount and its period."""

    words: tuple[str, ...] = ()
    pledged: Cents | None = None
    every: Period | None = None


class UnknownAnswerError(ValueError):
    """A list of answers that Tracker never writes. `word` is the wrong one."""

    def __init__(self, word: str) -> None:
        """Keep the wrong word."""
        super().__init__(word)
        self.word = word


def format_answers(answers: Sequence[Answer], ask: Ask | None) -> AnswerCells:
    """Return answers as cells. `ask` is the one they answer. A `yes` promises its amount."""
    return format_answer_cells(answers, ask.high if ask else None, ask.every if ask else None)


def format_answer_cells(
    answers: Sequence[Answer], asked: Cents | None, every: Period | None
) -> AnswerCells:
    """Return answers as cells. They answer an ask for this amount, at most, and this period."""
    if not answers:
        return AnswerCells()
    last = _find_last_promise([answer.word for answer in answers])
    words = tuple(
        answer.word.value if index == last else _format_inline(answer)
        for index, answer in enumerate(answers)
    )
    if last is None:
        return AnswerCells(words)
    promise = answers[last]
    if promise.word is AnswerWord.PLEDGED:
        return AnswerCells(words, promise.amount, promise.every)
    return AnswerCells(words, asked, every)


def parse_answers(cells: AnswerCells) -> tuple[Answer, ...]:
    """Return the answers of cells, whatever a `yes` promises. Raise UnknownAnswerError."""
    answers = [_parse_inline(word) for word in cells.words]
    last = _find_last_promise([answer.word for answer in answers])
    for index, answer in enumerate(answers):
        inline = answer.amount is not None
        if answer.word is AnswerWord.PLEDGED and inline is (index == last):
            raise UnknownAnswerError(cells.words[index])
    if last is not None and answers[last].word is AnswerWord.PLEDGED:
        answers[last] = Answer(AnswerWord.PLEDGED, cells.pledged, cells.every)
    return tuple(answers)


def has_promise(answers: Sequence[Answer]) -> bool:
    """Return whether any answer promises an amount."""
    return any(answer.word in PROMISES for answer in answers)


def _find_last_promise(words: Sequence[AnswerWord]) -> int | None:
    return max((index for index, word in enumerate(words) if word in PROMISES), default=None)


def _format_inline(answer: Answer) -> str:
    if answer.amount is None:
        return answer.word.value
    period = f"/{answer.every}" if answer.every else ""
    return f"{answer.word} {format_canonical(answer.amount)}{period}"


def _parse_inline(text: str) -> Answer:
    try:
        if match := _EARLIER_PLEDGE.fullmatch(text):
            every = Period(match[3]) if match[3] else None
            return Answer(AnswerWord.PLEDGED, int(match[1] + match[2]), every)
        return Answer(AnswerWord(text))
    except ValueError as error:
        raise UnknownAnswerError(text) from error
