"""The entry line: one line, one entry (docs/reference/entry-line.md, "Tokens").

`gave 20` also makes its payment. `read_line` cuts the line into tokens, takes each into the field
it belongs to, and makes the entry; whatever does not fit is refused with its place and the mend.
"""

from dataclasses import dataclass
from datetime import date

from tracker.clock import wrong_clock
from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.entry_builder import make_entries
from tracker.entries.field_parser import HOURS, Fields, with_hours
from tracker.entries.first_word_hints import first_word_meant
from tracker.entries.gifts import Below, nothing_below
from tracker.entries.grammar import FORMS, MAY_START_LATER, TAKES, bare_words
from tracker.entries.parse_context import Known
from tracker.entries.parse_error import Refusal
from tracker.entries.tokenizer import Mark, Token, tokens
from tracker.entries.types import Entry
from tracker.i18n import ACTED_ON, UNSEEN, _
from tracker.months import is_in_range


@dataclass(frozen=True, slots=True)
class Days:
    """What an entry line takes its day from.

    `undated` is the day of a line that names none; on a terminal before 05:00 it is the evening
    before.
    """

    today: date
    undated: date

    @classmethod
    def on(cls, today: date) -> "Days":
        """A line without a date is of today."""
        return cls(today, today)


def is_skipped(line: str) -> bool:
    """Whether a line holds no entry: blank, with nothing to be seen, or a comment."""
    text = UNSEEN.sub("", ACTED_ON.sub("", line)).strip()
    return not text or text.startswith(("//", "# ")) or text == "#"


def read_line(
    line: str, known: Known, days: Days, *, typed: bool = False, below: Below = nothing_below
) -> tuple[Entry, ...]:
    """The entry of a line and, for `gave 20`, the payment it makes; none for a skipped line.

    `typed` is for the app: there `ask` may be left out and three letters of a kind do. `below`
    gives the lines of the same text that name another entry: one may be the payment of a `gave`.
    Raises Refusal. The entries are not yet taken into `known`.
    """
    if is_skipped(line):
        return ()
    line_tokens = tokens(line)
    if not line_tokens:
        return ()
    if not (is_in_range(days.today) and is_in_range(days.undated)):
        raise line_tokens[0].refused(wrong_clock())
    at, day, day_token = 0, days.undated, None
    if looks_like_day(line_tokens[0]):
        day_token = line_tokens[0]
        day = read_day(day_token, days.today)
        at = 1
    if at == len(line_tokens) or line_tokens[at].mark is Mark.NOTE:
        raise Refusal(
            _("after the date stands what it is, like ask, paid or meeting"), len(line.rstrip()) + 1
        )
    word, word_token, at = _first_word(line_tokens, at, known, typed=typed)
    if day > days.today and word not in MAY_START_LATER:
        token = day_token or word_token
        raise token.refused(
            _("{day} lies in the future; note it when it has happened").format(day=day)
        )
    fields = Fields(word, word_token, known, days.today, typed=typed)
    while at < len(line_tokens):
        at = fields.take(line_tokens, at)
    return make_entries(fields, day, below)


def _first_word(line: list[Token], at: int, known: Known, *, typed: bool) -> tuple[str, Token, int]:
    """The type of the entry, the token that says so, and where the rest begins."""
    token = line[at]
    word = token.folded
    if token.mark is Mark.WORD and word in TAKES:
        _refuse_amount_of_meeting(word, line, at)
        return word, token, at + 1
    if typed and _may_start_ask(token):
        return "ask", token, at
    if looks_like_amount(token):
        raise token.refused(_("what was it? write ask or paid before the amount"))
    hint = first_word_meant(token.text)
    if token.mark is Mark.WORD and hint:
        raise token.refused(_("did you mean {word}?").format(word=hint))
    raise token.refused(
        _("a line starts with what it is: ask, paid, meeting, income, need or limit, say")
    )


def _may_start_ask(token: Token) -> bool:
    if token.mark is not Mark.WORD:
        return True
    return looks_like_amount(token) or token.folded in bare_words("ask")


def _refuse_amount_of_meeting(word: str, line: list[Token], at: int) -> None:
    if word not in FORMS:
        return
    for index, token in enumerate(line[at + 1 :], at + 1):
        minutes = [each.folded.rstrip(".") for each in line[index + 1 : index + 2]]
        if looks_like_amount(token) and minutes in (["min"], ["mins"], ["minutes"], ["minuten"]):
            raise token.refused(_("hours are written like 1.5h"))
        if looks_like_amount(token) and not HOURS.fullmatch(with_hours(line, index).text):
            raise token.refused(
                _(
                    "event takes no amount; for an ask write the amount first: {amount} event"
                ).format(amount=token.text)
                if word == "event"
                else _("{word} takes no amount; what was asked is a line of its own").format(
                    word=word
                )
            )
