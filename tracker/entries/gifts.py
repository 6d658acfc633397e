"""What `gave` means: the payment it makes, or the line below that is this payment."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.entries.dates import looks_like_day
from tracker.entries.field_parser import FieldParser
from tracker.entries.grammar import ALLOWED_FIELDS, APART
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import Token, TokenMark, tokenize
from tracker.entries.types import AnswerWord, Ask, Entry
from tracker.i18n import _
from tracker.money import Cents, format_short


class LineReference(NamedTuple):
    """A line that names another entry: `for 5`, `for last`."""

    line: int
    """Where it stands in its text, from 0."""
    word: str
    number: int | None
    """None for the last ask before it."""


FindReferencesBelow = Callable[[], Sequence[LineReference]]
"""The lines below the one that is read which name another entry, and asks among them."""


def find_no_references() -> Sequence[LineReference]:
    """Stand for what is below a line that stands alone."""
    return ()


class TextReferences:
    """The lines of a text that name another entry, found once somebody asks."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Read these lines as soon as one of them has to know what is below it."""
        self._lines = lines
        self._references: list[LineReference] | None = None

    def find_below(self, line: int) -> Sequence[LineReference]:
        """Return those below a line, counted from 0."""
        if self._references is None:
            self._references = [
                tie for at, text in enumerate(self._lines) for tie in _find_reference(at, text)
            ]
        return [tie for tie in self._references if tie.line > line]


def _find_reference(at: int, text: str) -> Iterator[LineReference]:
    try:
        words = tokenize(text)
    except ParseError:
        return
    if not words or words[0].mark is TokenMark.NOTE:
        return
    bare = [token.folded_text if token.mark is TokenMark.WORD else "" for token in words]
    first = 1 if looks_like_day(words[0]) else 0
    word = bare[first] if first < len(bare) and bare[first] in ALLOWED_FIELDS else "ask"
    to = next((after for each, after in pairwise(bare) if each == "for"), "")
    if word == "ask" or to == "last" or to.isdecimal():
        yield LineReference(at, word, int(to[:12]) if to.isdecimal() else None)


def find_gift_amounts(
    fields: FieldParser, entry: Entry, target: Entry | None, find_below: FindReferencesBelow
) -> Iterator[Cents]:
    """Yield the payments that answers make; raise Refusal where one says too little."""
    asked = entry if isinstance(entry, Ask) else target
    own = fields.context.next_number
    number = own if isinstance(entry, Ask) else fields.for_entry
    for cents, token in fields.gifts:
        if cents is not None:
            yield cents
            continue
        ties = find_below()
        if _is_paid(ties, number):
            continue
        amount = _find_asked_amount(fields, asked)
        is_unsure = _is_payment_unsure(fields, number, token)
        if amount is None or is_unsure or any(tie.number and tie.number > own for tie in ties):
            has_more = is_unsure or find_below is not find_no_references
            raise token.build_error(_describe_missing_amount(fields, asked, has_more=has_more))
        yield amount


def _is_payment_unsure(fields: FieldParser, number: int | None, gave: Token) -> bool:
    """Whether a gave may mean a payment that there is, or none: `gave gave`, `gave no`."""
    if len(fields.gifts) > 1 or fields.answers[-1][1] != gave:
        return True
    return number is not None and fields.context.is_paid(number)


def _is_paid(references: Sequence[LineReference], number: int | None) -> bool:
    """Return whether a line below is a payment to the ask."""
    is_last = True
    for tie in references:
        if tie.word == "paid" and (tie.number == number or (tie.number is None and is_last)):
            return True
        is_last = is_last and tie.word != "ask"
    return False


def _find_asked_amount(fields: FieldParser, asked: Entry | None) -> Cents | None:
    """Return the one amount that gave can mean; None where it might be another one."""
    if not isinstance(asked, Ask) or asked.low is None or asked.low != asked.high:
        return None
    pledged = {answer.amount for answer, _token in fields.answers if answer.amount}
    return asked.low if pledged <= {asked.low} else None


def _describe_missing_amount(fields: FieldParser, asked: Entry | None, *, has_more: bool) -> str:
    pledged = [answer.amount for answer, _token in fields.answers if answer.amount]
    low = asked.low if isinstance(asked, Ask) else None
    amount = format_short(pledged[-1] if pledged else low or 1500)
    written = f"{AnswerWord.GAVE} {amount}"
    if has_more:
        return _(
            "how much did you give? For example: {written}."
            " If the payment is a line of its own, write: gave {apart}"
        ).format(written=written, apart=APART)
    return _("how much did you give? For example: {written}").format(written=written)
