"""`tracker log` on a terminal: asks for an entry part by part; `<` steps back."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from tracker.book.book import Book
from tracker.book.database.day_range import format_valid_day
from tracker.cli.line_rescue import rescuing_lines
from tracker.cli.messages import ended, pointed, told
from tracker.cli.open_book import opened
from tracker.cli.session import Session
from tracker.entries.grammar import ALLOWED_FIELDS, PERIOD_WORDS, list_kinds
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.period_words import ONCE, find_period_of_word, split_period
from tracker.i18n import N_, _

BACK = "<"


@dataclass(frozen=True, slots=True)
class Question:
    """One part of an entry: what is asked, and the field of the entry line it fills."""

    field: str
    text: str


QUESTIONS = (
    Question("for_entry", N_("For which entry? Its number, or last")),
    Question("amount", N_("How much? Like 30, 30/month, 50-500 or ?")),
    Question("period", N_("Does it repeat? Write week, month, quarter or year")),
    Question("kind", N_("What for? {kinds}")),
    Question("campaign", N_("Which campaign?")),
    Question("hours", N_("How many hours? Like 2h")),
    Question("answers", N_("What did you answer? no, later, yes, pledged 50, gave 20")),
    Question("circumstances", N_("How was it? Tags like #in_public")),
    Question("words", N_("What was said?")),
    Question("private_note", N_("A note only for you?")),
)
OPTIONAL_TIES = frozenset({"ask", "paid"})
"""Types that seldom belong to an earlier entry: they are not asked for one."""
REPEATING = frozenset({"income", "need"})
"""Types of which most come again: they are asked how often, unless their amount says so."""

_ONCE = frozenset({"no", "n", "nein", "never", ONCE})
_YES = frozenset({"y", "j"})
"""Answers that say yes, though they are also short for a year."""


def ask_entries(session: Session, *, dry_run: bool) -> None:
    """Ask for entries until an empty answer; each is saved as soon as it is complete."""
    format_valid_day(session.today)
    with opened(session, writing=not dry_run) as book:
        click.echo(_("One entry after another; < steps back, enter alone skips or ends."))
        days = LineDays(session.today, session.clock.undated_day())
        while (line := _asked_line(book, days)) is not None:
            known = book.load_parse_context()
            number = known.next_number
            entries = read_line(line, known, days, typed=True)
            if not dry_run:
                with rescuing_lines(session, book, [line]):
                    book.log(entries, session.today)
            for offset, entry in enumerate(entries):
                click.echo(told(number + offset, entry))


def _asked_line(book: Book, days: LineDays) -> str | None:
    """A line that is understood, asked for part by part; None when the person is done."""
    while True:
        start = _prompt(_("What was it? Like ask, paid, meeting, income, or a whole line"))
        if start in ("", BACK):
            return None
        known = book.load_parse_context()
        word = start.split()[-1].casefold()
        if word not in ALLOWED_FIELDS or len(start.split()) > 2:
            refusal = _refused(start, known, days)
            if refusal is None and not is_skipped(start):
                return start
            if refusal is not None:
                click.echo(pointed(start, refusal), err=True)
                click.echo(ended(refusal.message), err=True)
            continue
        line = _asked_parts(start, word, known, days)
        if line is not None:
            return line


def _asked_parts(start: str, word: str, known: ParseContext, days: LineDays) -> str | None:
    """The line of the answers to the questions of a type; None when stepped back to the first."""
    questions = list(_questions(word, known))
    parts: list[str] = []
    kept: dict[str, str] = {}
    while True:
        refusal = _refused(_line(start, parts), known, days)
        asked_last = len(parts) == len(questions)
        if refusal and (asked_last or refusal.column > len(_line(start, parts[:-1])) + 1):
            click.echo(pointed(_line(start, parts), refusal), err=True)
            click.echo(ended(refusal.message), err=True)
            if not parts:
                return None
            parts.pop()
            kept.pop(questions[len(parts)].field, None)
        elif asked_last:
            return _line(start, parts)
        question = questions[len(parts)]
        if _is_said(question, kept):
            parts.append("")
            continue
        text = _prompt(_(question.text).format(kinds=_kinds(word)), kept.get(question.field, ""))
        if question.field == "period" and not _says_how_often(text):
            click.echo(_("Write week, month, quarter or year. Enter alone means once."), err=True)
        elif text != BACK:
            kept[question.field] = text
            parts.append(_token(question.field, text))
        elif parts:
            parts.pop()
            if parts and _is_said(questions[len(parts)], kept):
                parts.pop()
        else:
            return None


def _questions(word: str, known: ParseContext) -> Iterator[Question]:
    """What is asked for a type: what it needs, and what this book makes worth asking."""
    takes = ALLOWED_FIELDS[word] | {"private_note"}
    for question in QUESTIONS:
        skipped = (question.field == "for_entry" and word in OPTIONAL_TIES) or (
            question.field == "campaign" and word != "goal" and not known.campaigns
        )
        skipped = skipped or (question.field == "period" and word not in REPEATING)
        if question.field in takes and not skipped:
            yield question


def _is_said(question: Question, kept: dict[str, str]) -> bool:
    """Return whether an earlier answer says what is asked: an amount may have its period."""
    return question.field == "period" and bool(split_period(kept.get("amount", ""))[1])


def _says_how_often(text: str) -> bool:
    """Whether an answer to the question if it repeats can be a period; `y` is rather a yes."""
    return text in ("", BACK) or text.casefold() in _ONCE or bool(_period(text))


def _period(text: str) -> str:
    named = find_period_of_word(text.lstrip("/ ")) or split_period(f"1 {text}")[1]
    return named if named in PERIOD_WORDS and text.casefold() not in _YES else ""


def _kinds(word: str) -> str:
    return ", ".join(list_kinds(word))


def _token(field: str, text: str) -> str:
    """An answer as it stands in the line."""
    if not text:
        return ""
    if field == "words":
        return '"' + text.strip('"').replace('"', '""') + '"'
    if field == "period":
        return "" if text.casefold() in _ONCE else f"/{_period(text)}"
    prefix = {"for_entry": "for ", "private_note": "// ", "campaign": "+"}.get(field, "")
    return text if text.startswith(prefix.strip() or " ") else prefix + text


def _line(start: str, parts: list[str]) -> str:
    return " ".join(part for part in (start, *parts) if part)


def _refused(line: str, known: ParseContext, days: LineDays) -> ParseError | None:
    try:
        read_line(line, known, days, typed=True)
    except ParseError as refusal:
        return refusal
    return None


def _prompt(text: str, kept: str = "") -> str:
    """The answer to a question; enter keeps the one given before, a space clears it."""
    answer: str = click.prompt(text, default=kept, show_default=bool(kept), prompt_suffix=" › ")
    return answer.strip()
