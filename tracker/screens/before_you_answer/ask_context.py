"""The ask that an entry line is about, found while the line is still being typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import TokenMark, tokenize
from tracker.entries.types import Answer, AnswerWord, Ask, Entry, Kind, LaterAnswer, Payment
from tracker.i18n import NumberFormat, _, format_date
from tracker.widgets.recent_entries import describe_entry

POSSIBLE_ENDINGS = ("", "later", "other")
"""What may complete an unfinished line: nothing, an answer, or a kind."""


@dataclass(frozen=True, slots=True)
class AskContext:
    """The ask on the line, with the amount that a yes would be given to."""

    ask: Ask
    kind: Kind | None
    """None while the line does not say it."""
    number: int | None
    """The number of an ask that is already saved."""
    is_answered: bool
    """Whether the line contains an answer."""
    is_complete: bool = True
    """Whether nothing but perhaps an answer is missing."""


def find_ask_context(
    line: str, entries: Sequence[Entry], parse_context: ParseContext, days: LineDays
) -> AskContext | None:
    """Return the ask that a line is about, even if its end is missing, else None."""
    ask_context = _build_ask_context(entries, parse_context)
    for text, ending in _complete_line(line) if not entries else ():
        try:
            completed = insert_answer(text, ending)[0] if ending else text
            ask_context = _build_ask_context(
                read_line(completed, parse_context, days, typed=True), parse_context
            )
        except ParseError:
            continue
        if ask_context is not None:
            lacks_kind = ending == "other"
            return replace(
                ask_context,
                kind=None if lacks_kind else ask_context.kind,
                is_answered=ask_context.is_answered and not ending,
                is_complete=text == line.rstrip() and not lacks_kind,
            )
    return ask_context


def insert_answer(line: str, answer: str) -> tuple[str, int]:
    """Return a line with an answer inserted before tags and words, and the position after it.

    Raise ParseError where the line cannot be cut. Words whose quote is still open are closed.
    """
    text = line.rstrip()
    try:
        parts = tokenize(text)
    except ParseError as error:
        quote = text[error.column - 1 : error.column]
        if quote not in ('"', "'"):
            raise
        text += quote
        parts = tokenize(text)
    at = next((part.column - 1 for part in parts if part.mark is not TokenMark.WORD), len(text))
    head, rest = text[:at].rstrip(), text[at:]
    answered_text = f"{head} {answer}"
    return (f"{answered_text} {rest}" if rest else answered_text), len(answered_text)


def _complete_line(line: str) -> Iterator[tuple[str, str]]:
    """Yield the line, then the line without its last word, each with what may complete it."""
    whole = line.rstrip()
    for text in (whole, whole.rpartition(" ")[0]):
        if text:
            yield from ((text, ending) for ending in POSSIBLE_ENDINGS)


def _build_ask_context(entries: Sequence[Entry], parse_context: ParseContext) -> AskContext | None:
    if not entries:
        return None
    first = entries[0]
    if isinstance(first, Ask):
        ask = _apply_answered_amount(first, first.answers, entries[1:])
        return AskContext(ask, ask.kind, None, bool(first.answers))
    if isinstance(first, LaterAnswer):
        answered_entry = parse_context.find_entry(first.for_entry)
        if isinstance(answered_entry, Ask):
            ask = _apply_answered_amount(answered_entry, first.answers, entries[1:])
            return AskContext(ask, ask.kind, first.for_entry, True)
    return None


def _apply_answered_amount(ask: Ask, answers: Sequence[Answer], payments: Sequence[Entry]) -> Ask:
    """Return the ask with the amount of its latest answer, if that names one."""
    if not answers:
        return ask
    last = answers[-1]
    if last.word is AnswerWord.PLEDGED:
        return replace(ask, low=last.amount, high=last.amount, every=last.every)
    if last.word is AnswerWord.GAVE and payments and isinstance(payments[-1], Payment):
        amount = payments[-1].amount
        return replace(ask, low=amount, high=amount, every=None, until=None)
    return ask


def describe_ask(
    ask_context: AskContext | None, line: str, parse_context: ParseContext, numbers: NumberFormat
) -> str:
    """Return the ask whose number is on the line. For an empty line, say how to begin."""
    item = (
        parse_context.find_entry(ask_context.number) if ask_context and ask_context.number else None
    )
    if item is not None:
        return f"{format_date(item.day)}  {describe_entry(item, numbers).sentence}"
    if line.strip():
        return ""
    return _(
        "Type what you’re asked for to see what a yes would mean. You don’t have to answer tonight."
        " What you type is kept as a draft until you delete it."
    )
