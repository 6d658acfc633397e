"""Which ask a line is about, also while the line is still being typed."""

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
"""What a line may lack to be read: nothing, an answer, what the money was for."""


@dataclass(frozen=True, slots=True)
class AskContext:
    """An ask that is being thought about, at the amount that a yes would be given to."""

    ask: Ask
    kind: Kind | None
    """None as long as the line does not say it."""
    number: int | None
    """The number of an ask that is noted already."""
    is_answered: bool
    """Whether the line itself says what is answered."""
    is_complete: bool = True
    """Whether the line lacks nothing but, perhaps, an answer."""


def find_ask_context(
    line: str, entries: Sequence[Entry], parse_context: ParseContext, days: LineDays
) -> AskContext | None:
    """The ask of a line that reads as these entries, or of one that lacks its end; else None."""
    found = _build_ask_context(entries, parse_context)
    for text, lacking in _complete_line(line) if not entries else ():
        try:
            added = insert_answer(text, lacking)[0] if lacking else text
            found = _build_ask_context(
                read_line(added, parse_context, days, typed=True), parse_context
            )
        except ParseError:
            continue
        if found is not None:
            lacks_kind = lacking == "other"
            return replace(
                found,
                kind=None if lacks_kind else found.kind,
                is_answered=found.is_answered and not lacking,
                is_complete=text == line.rstrip() and not lacks_kind,
            )
    return found


def insert_answer(line: str, answer: str) -> tuple[str, int]:
    """A line with an answer before its tags and words, and the place behind the answer.

    Raises Refusal where the line cannot be cut; words whose quote is still open are closed.
    """
    text = line.rstrip()
    try:
        parts = tokenize(text)
    except ParseError as refusal:
        quote = text[refusal.column - 1 : refusal.column]
        if quote not in ('"', "'"):
            raise
        text += quote
        parts = tokenize(text)
    at = next((part.column - 1 for part in parts if part.mark is not TokenMark.WORD), len(text))
    head, rest = text[:at].rstrip(), text[at:]
    begun = f"{head} {answer}"
    return (f"{begun} {rest}" if rest else begun), len(begun)


def _complete_line(line: str) -> Iterator[tuple[str, str]]:
    """The line, then without the word that is being typed, each with what it may lack."""
    whole = line.rstrip()
    for text in (whole, whole.rpartition(" ")[0]):
        if text:
            yield from ((text, lacking) for lacking in POSSIBLE_ENDINGS)


def _build_ask_context(entries: Sequence[Entry], parse_context: ParseContext) -> AskContext | None:
    if not entries:
        return None
    first = entries[0]
    if isinstance(first, Ask):
        ask = _apply_answered_amount(first, first.answers, entries[1:])
        return AskContext(ask, ask.kind, None, bool(first.answers))
    if isinstance(first, LaterAnswer):
        target = parse_context.find_entry(first.for_entry)
        if isinstance(target, Ask):
            ask = _apply_answered_amount(target, first.answers, entries[1:])
            return AskContext(ask, ask.kind, first.for_entry, True)
    return None


def _apply_answered_amount(ask: Ask, answers: Sequence[Answer], payments: Sequence[Entry]) -> Ask:
    """The ask at the amount that was answered, where the latest answer names one."""
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
    """What an ask was that the line names by its number only; of an empty line, how to begin."""
    item = (
        parse_context.find_entry(ask_context.number) if ask_context and ask_context.number else None
    )
    if item is not None:
        return f"{format_date(item.day)}  {describe_entry(item, numbers).sentence}"
    if line.strip():
        return ""
    return _(
        "What a yes would mean stands here while you type."
        " Nothing is noted before you choose an answer."
    )
