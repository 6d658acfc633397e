"""What `gave` means: the payment it makes, or the line below that is this payment."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.entries.dates import looks_like_day
from tracker.entries.field_parser import Fields
from tracker.entries.grammar import APART, TAKES
from tracker.entries.parse_error import Refusal
from tracker.entries.tokenizer import Mark, Token, tokens
from tracker.entries.types import AnswerWord, Ask, Entry
from tracker.i18n import _
from tracker.money import Cents, short


class Tie(NamedTuple):
    """A line that names another entry: `for 5`, `for last`."""

    line: int
    """Where it stands in its text, from 0."""
    word: str
    number: int | None
    """None for the last ask before it."""


Below = Callable[[], Sequence[Tie]]
"""The lines below the one that is read which name another entry, and asks among them."""


def nothing_below() -> Sequence[Tie]:
    """Stand for what is below a line that stands alone."""
    return ()


class TextTies:
    """The lines of a text that name another entry, found once somebody asks."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Read these lines as soon as one of them has to know what is below it."""
        self._lines = lines
        self._ties: list[Tie] | None = None

    def below(self, line: int) -> Sequence[Tie]:
        """Return those below a line, counted from 0."""
        if self._ties is None:
            self._ties = [tie for at, text in enumerate(self._lines) for tie in _tie(at, text)]
        return [tie for tie in self._ties if tie.line > line]


def _tie(at: int, text: str) -> Iterator[Tie]:
    try:
        words = tokens(text)
    except Refusal:
        return
    if not words or words[0].mark is Mark.NOTE:
        return
    bare = [token.folded if token.mark is Mark.WORD else "" for token in words]
    first = 1 if looks_like_day(words[0]) else 0
    word = bare[first] if first < len(bare) and bare[first] in TAKES else "ask"
    to = next((after for each, after in pairwise(bare) if each == "for"), "")
    if word == "ask" or to == "last" or to.isdecimal():
        yield Tie(at, word, int(to[:12]) if to.isdecimal() else None)


def read_gifts(fields: Fields, entry: Entry, target: Entry | None, below: Below) -> Iterator[Cents]:
    """Yield the payments that answers make; raise Refusal where one says too little."""
    asked = entry if isinstance(entry, Ask) else target
    own = fields.known.next_number
    number = own if isinstance(entry, Ask) else fields.for_entry
    for cents, token in fields.gifts:
        if cents is not None:
            yield cents
            continue
        ties = below()
        if _is_paid(ties, number):
            continue
        amount = _asked_amount(fields, asked)
        is_unsure = _may_be_paid(fields, number, token)
        if amount is None or is_unsure or any(tie.number and tie.number > own for tie in ties):
            has_more = is_unsure or below is not nothing_below
            raise token.refused(_how_much(fields, asked, has_more=has_more))
        yield amount


def _may_be_paid(fields: Fields, number: int | None, gave: Token) -> bool:
    """Whether a gave may mean a payment that there is, or none: `gave gave`, `gave no`."""
    if len(fields.gifts) > 1 or fields.answers[-1][1] != gave:
        return True
    return number is not None and fields.known.is_paid(number)


def _is_paid(ties: Sequence[Tie], number: int | None) -> bool:
    """Return whether a line below is a payment to the ask."""
    is_last = True
    for tie in ties:
        if tie.word == "paid" and (tie.number == number or (tie.number is None and is_last)):
            return True
        is_last = is_last and tie.word != "ask"
    return False


def _asked_amount(fields: Fields, asked: Entry | None) -> Cents | None:
    """Return the one amount that gave can mean; None where it might be another one."""
    if not isinstance(asked, Ask) or asked.low is None or asked.low != asked.high:
        return None
    pledged = {answer.amount for answer, _token in fields.answers if answer.amount}
    return asked.low if pledged <= {asked.low} else None


def _how_much(fields: Fields, asked: Entry | None, *, has_more: bool) -> str:
    pledged = [answer.amount for answer, _token in fields.answers if answer.amount]
    low = asked.low if isinstance(asked, Ask) else None
    amount = short(pledged[-1] if pledged else low or 1500)
    written = f"{AnswerWord.GAVE} {amount}"
    if has_more:
        return _(
            "how much did you give? For example: {written}."
            " If the payment is a line of its own, write: gave {apart}"
        ).format(written=written, apart=APART)
    return _("how much did you give? For example: {written}").format(written=written)
