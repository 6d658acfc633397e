"""The answer `gave`: the payment that it makes, or the line below that is this payment."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.entries.dates import looks_like_day
from tracker.entries.field_parser import FieldParser
from tracker.entries.grammar import ALLOWED_FIELDS, APART
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import Token, TokenMark, tokenize
from tracker.entries.types import AnswerWord, Ask, Entry
from tracker.i18n import _error
from tracker.money import Cents, format_short


class LineReference(NamedTuple):
    """A line that names another entry: `for 5`, `for last`."""

    line: int
    """Its index in the text, from 0."""
    word: str
    number: int | None
    """None for the last ask before it."""


FindReferencesBelow = Callable[[], Sequence[LineReference]]
"""The lines below the one that is read which name another entry, and asks among them."""


def find_no_references() -> Sequence[LineReference]:
    """Return no references, for a line that is alone."""
    return ()


class TextReferences:
    """The lines of a text that name another entry, searched when they are first needed."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Keep the lines, to be searched when one of them needs to know what is below it."""
        self._lines = lines
        self._references: list[LineReference] | None = None

    def find_below(self, line: int) -> Sequence[LineReference]:
        """Return those below a line, counted from 0."""
        if self._references is None:
            self._references = [
                reference
                for index, text in enumerate(self._lines)
                for reference in _find_reference(index, text)
            ]
        return [reference for reference in self._references if reference.line > line]


def _find_reference(at: int, text: str) -> Iterator[LineReference]:
    try:
        tokens = tokenize(text)
    except ParseError:
        return
    if not tokens or tokens[0].mark is TokenMark.NOTE:
        return
    bare = [token.folded_text if token.mark is TokenMark.WORD else "" for token in tokens]
    first = 1 if looks_like_day(tokens[0]) else 0
    word = bare[first] if first < len(bare) and bare[first] in ALLOWED_FIELDS else "ask"
    target = next((after for word_before, after in pairwise(bare) if word_before == "for"), "")
    if word == "ask" or target == "last" or target.isdecimal():
        yield LineReference(at, word, int(target[:12]) if target.isdecimal() else None)


def find_gift_amounts(
    fields: FieldParser, entry: Entry, target: Entry | None, find_below: FindReferencesBelow
) -> Iterator[Cents]:
    """Yield the payments that answers make. Raise ParseError if an answer says too little."""
    ask = entry if isinstance(entry, Ask) else target
    own_number = fields.context.next_number
    number = own_number if isinstance(entry, Ask) else fields.for_entry
    for cents, token in fields.gifts:
        if cents is not None:
            yield cents
            continue
        references = find_below()
        if _is_paid(references, number):
            continue
        amount = _find_asked_amount(fields, ask)
        is_unsure = _is_payment_unsure(fields, number, token)
        if (
            amount is None
            or is_unsure
            or any(reference.number and reference.number > own_number for reference in references)
        ):
            has_more = is_unsure or find_below is not find_no_references
            raise token.build_error(_describe_missing_amount(fields, ask, has_more=has_more))
        yield amount


def _is_payment_unsure(fields: FieldParser, number: int | None, gave: Token) -> bool:
    """Return whether a gave may mean an existing payment, or none: `gave gave`, `gave no`."""
    if len(fields.gifts) > 1 or fields.answers[-1][1] != gave:
        return True
    return number is not None and fields.context.is_paid(number)


def _is_paid(references: Sequence[LineReference], number: int | None) -> bool:
    """Return whether a line below is a payment to the ask."""
    is_last = True
    for reference in references:
        if reference.word == "paid" and (
            reference.number == number or (reference.number is None and is_last)
        ):
            return True
        is_last = is_last and reference.word != "ask"
    return False


def _find_asked_amount(fields: FieldParser, ask: Entry | None) -> Cents | None:
    """Return the only amount that `gave` can mean, or None if there are several."""
    if not isinstance(ask, Ask) or ask.low is None or ask.low != ask.high:
        return None
    pledges = {answer.amount for answer, _token in fields.answers if answer.amount}
    return ask.low if pledges <= {ask.low} else None


def _describe_missing_amount(fields: FieldParser, ask: Entry | None, *, has_more: bool) -> str:
    pledges = [answer.amount for answer, _token in fields.answers if answer.amount]
    low = ask.low if isinstance(ask, Ask) else None
    amount = format_short(pledges[-1] if pledges else low or 1500)
    example = f"{AnswerWord.GAVE} {amount}"
    if has_more:
        return _error(
            "How much did you give? Type it, such as “{example}”."
            " If the payment has a line of its own, type: gave {apart}"
        ).format(example=example, apart=APART)
    return _error("How much did you give? Type it, e.g. {example}").format(example=example)
