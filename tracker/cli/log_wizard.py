"""`tracker log` in a terminal: asks for an entry step by step. `<` goes back."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import click

from tracker.book.book import Book
from tracker.book.database.day_range import format_valid_day
from tracker.cli.messages import format_numbered_entry, point_at
from tracker.cli.open_book import open_session_book
from tracker.cli.reading_choice import ask_which_reading
from tracker.cli.session import Session
from tracker.cli.unsaved_lines import rescue_lines
from tracker.entries.asked_too import (
    HAT_RULE,
    NO_WORDS,
    YES_WORDS,
    build_ask_line,
    build_occasion,
    find_unasked_observation,
)
from tracker.entries.entry_hints import find_entry_hint
from tracker.entries.grammar import ALLOWED_FIELDS, PERIOD_WORDS, list_kinds
from tracker.entries.line_parser import (
    LineDays,
    find_begun_error,
    find_begun_type,
    is_skipped,
    list_begun_readings,
    read_line,
)
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import (
    AmbiguousLineError,
    MissingFieldError,
    ParseError,
)
from tracker.entries.period_words import ONCE, find_period_of_word, split_period
from tracker.entries.tokenizer import write_own_words
from tracker.entries.types import Ask, Entry, Observation
from tracker.i18n import N_, _, _error

BACK = "<"


@dataclass(frozen=True, slots=True)
class WizardQuestion:
    """One part of an entry: what is asked, and the field of the entry line it fills."""

    field: str
    text: str


# Translators: the words to type (week, later, #in_public and so on) stay in English.
QUESTIONS = (
    WizardQuestion(
        "for_entry", N_("Which entry does it belong to? Type its number, or last for the newest.")
    ),
    WizardQuestion("amount", N_("How much? Type e.g. 30, 30 a month, 20 to 200, or ? if unknown.")),
    WizardQuestion(
        "period", N_("Does it repeat? Type week, 2weeks, 4weeks, month, quarter or year.")
    ),
    WizardQuestion("kind", N_("What is it for? Type one of these: {kinds}")),
    WizardQuestion("campaign", N_("Which campaign?")),
    WizardQuestion("event", N_("Which event?")),
    WizardQuestion("hours", N_("How many hours? Type e.g. 2h, 2h20 or 10-12h")),
    WizardQuestion(
        "answers",
        N_("What did you answer? Type e.g. no, later, yes, pledged 50, gave 20 or silent."),
    ),
    WizardQuestion("circumstances", N_("What did you notice? Type tags, e.g. #in_public")),
    WizardQuestion("words", N_("What was said?")),
    WizardQuestion("own_words", N_("And in your own words?")),
    WizardQuestion("private_note", N_("A private note, only for you?")),
)
OPTIONAL_LINKS = frozenset({"ask", "paid"})
"""Types that seldom belong to an earlier entry: they are not asked for one."""
REPEATING_TYPES = frozenset({"income", "need"})
"""Types of which most come again: they are asked how often, unless their amount says so."""

FIELDS_OF_ASKED_TOO = frozenset({"answers", "circumstances", "words", "own_words", "private_note"})
"""What is asked of an ask that what was seen says the rest of."""

_ONCE_WORDS = frozenset({"no", "n", "nein", "never", ONCE})
_YES_WORDS = frozenset({"y", "j"})
"""Answers that say yes, though they are also short for a year."""


def ask_entries(session: Session, *, dry_run: bool) -> None:
    """Ask for entries until an empty answer, and save each one when it is complete."""
    format_valid_day(session.today)
    with open_session_book(session, is_writing=not dry_run) as book:
        click.echo(
            _(
                "Add one entry after another. Type < to go back. Press enter to skip a "
                "question or to finish."
            )
        )
        days = LineDays(session.today, session.clock.undated_day())
        saved: list[Entry] = []
        pending: str | None = None
        while (line := pending or _ask_line(book, days)) is not None:
            context = book.load_parse_context()
            number = context.next_number
            entries = read_line(line, context, days, typed=True)
            if not dry_run:
                with rescue_lines(session, book, [line]):
                    book.log(entries, session.today)
            for offset, entry in enumerate(entries):
                click.echo(format_numbered_entry(number + offset, entry))
            if hint := find_entry_hint(entries):
                click.echo(hint, err=True)
            saved += entries
            pending = _ask_if_asked_too(book, entries, saved, days)


def _ask_if_asked_too(
    book: Book, entries: Sequence[Entry], saved: Sequence[Entry], days: LineDays
) -> str | None:
    """Ask if the person was asked, too, after they saw it. Return the line to save next, if any.

    That is the line of the ask, or what was typed in place of an answer: the next entry.
    """
    seen = find_unasked_observation(entries, saved)
    before = saved[: len(saved) - len(entries)]
    occasions = {build_occasion(entry) for entry in before if isinstance(entry, Observation)}
    if seen is None or build_occasion(seen) in occasions:
        return None
    click.echo(_(HAT_RULE))
    question = _("Were you asked, too? Type yes or no, or press enter to skip.")
    reply, context = _prompt(question), book.load_parse_context()
    if reply.casefold() not in YES_WORDS:
        is_answer = reply.casefold() in ("", BACK, *NO_WORDS)
        return None if is_answer else _choose_line(reply, context, days)
    start = build_ask_line(seen, book.currency, days.undated_day, context.default_group).strip()
    return _ask_parts(start, Ask.word, context, days, FIELDS_OF_ASKED_TOO)


def _ask_line(book: Book, days: LineDays) -> str | None:
    """Return a complete line, asking step by step, or None when the person is done."""
    while True:
        start = _prompt(
            _("What happened? Type e.g. ask, paid, meeting or income, or a whole line.")
        )
        if start in ("", BACK):
            return None
        if is_skipped(start):
            continue
        line = _choose_line(start, book.load_parse_context(), days)
        if line is not None:
            return line


def _choose_line(line: str, context: ParseContext, days: LineDays) -> str | None:
    """Return a line or its chosen reading, or None if it has to be typed again."""
    word = find_begun_type(line, context, days)
    if word is not None:
        # `asked` alone is `ask`, behind which `about 40` is an amount.
        return _ask_parts(line if " " in line else word, word, context, days)
    error = _find_parse_error(line, context, days)
    if error is None:
        return line
    readings = _list_readings(line, error, context, days)
    if not readings:
        _print_error(line, error)
        return None
    question = error.question if isinstance(error, AmbiguousLineError) else ""
    chosen = ask_which_reading(readings, question)
    return None if chosen is None else _choose_line(chosen, context, days)


def _list_readings(
    line: str, error: ParseError | None, context: ParseContext, days: LineDays
) -> Sequence[str]:
    """Return the lines that a refused or unfinished line may mean."""
    if isinstance(error, AmbiguousLineError):
        return error.readings
    return list_begun_readings(line, context, days) if error else ()


def _ask_parts(
    start: str,
    word: str,
    context: ParseContext,
    days: LineDays,
    fields: Set[str] = frozenset(),
) -> str | None:
    """Return the line made of the answers, or None if the person went back at the first.

    With `fields`, these alone are asked for.
    """
    questions = [
        question
        for question in _select_questions(word, context)
        if not fields or question.field in fields
    ]
    parts: list[str] = []
    answers: dict[str, str] = {}
    while True:
        line, before = _join_line(start, parts), _join_line(start, parts[:-1])
        error = _find_parse_error(line, context, days)
        asked_last = len(parts) == len(questions)
        if asked_last and error is None:
            return line
        readings = _list_readings(line, error, context, days) if parts else ()
        chosen = ask_which_reading(readings) if readings else None
        if chosen is not None:
            if not chosen.startswith(f"{before} "):
                # It is another entry than the questions are about.
                return _choose_line(chosen, context, days)
            parts[-1] = chosen.removeprefix(f"{before} ")
            continue
        if not asked_last:
            error = _find_part_error(line, error, context, days)
        if error and (readings or asked_last or error.column > len(before) + 1):
            if not readings:
                _print_error(line, error)
            if not parts:
                return None
            is_missing = asked_last and isinstance(error, MissingFieldError)
            _take_back(parts, questions, answers, is_missing=is_missing)
        if not _ask_next(word, questions, parts, answers):
            return None


def _take_back(
    parts: list[str],
    questions: Sequence[WizardQuestion],
    answers: dict[str, str],
    *,
    is_missing: bool,
) -> None:
    """Remove the refused answer, or go back to the first skipped one that is needed."""
    if is_missing:
        needed = ("for_entry", "amount", "kind")
        places = (at for at, part in enumerate(parts) if not part)
        empty = (at for at in places if questions[at].field in needed)
        del parts[next(empty, len(parts) - 1) :]
    else:
        parts.pop()
        answers.pop(questions[len(parts)].field, None)


def _find_part_error(
    line: str, error: ParseError | None, context: ParseContext, days: LineDays
) -> ParseError | None:
    """Return the error of a line that is begun, of its phrases where more of it is understood so.

    Such a line lacks something, which is pointed out before the new part.
    """
    begun_error = find_begun_error(line, context, days)
    errors = [each for each in (error, begun_error) if each is not None]
    return min(errors, key=lambda each: each.column, default=None)


def _ask_next(
    word: str, questions: Sequence[WizardQuestion], parts: list[str], answers: dict[str, str]
) -> bool:
    """Ask for the next part, or go back. Return whether there was a part to go back to."""
    question = questions[len(parts)]
    if _is_answered(question, answers):
        parts.append("")
        return True
    text = _ask_part(question, word, answers.get(question.field, ""))
    if text != BACK:
        answers[question.field] = text
        parts.append(_format_token(question.field, text))
        return True
    if not parts:
        return False
    _step_back(parts, questions, answers)
    return True


def _step_back(
    parts: list[str], questions: Sequence[WizardQuestion], answers: dict[str, str]
) -> None:
    """Remove the last part, and the one before if that one answered it."""
    parts.pop()
    if parts and _is_answered(questions[len(parts)], answers):
        parts.pop()


def _ask_part(question: WizardQuestion, word: str, former_answer: str) -> str:
    """Return the answer to a question. Ask again if it can't be a period."""
    while True:
        text = _prompt(_(question.text).format(kinds=", ".join(list_kinds(word))), former_answer)
        if question.field != "period" or _is_period_answer(text):
            return text
        click.echo(
            _error(
                "Tracker doesn’t know this period. Type week, 2weeks, 4weeks, month, "
                "quarter or year, or press enter if it doesn’t repeat."
            ),
            err=True,
        )


def _select_questions(word: str, context: ParseContext) -> Iterator[WizardQuestion]:
    """Yield what is asked for a type: what it needs, and what this book makes worth asking."""
    fields = ALLOWED_FIELDS[word] | {"private_note"}
    if "circumstances" in fields:
        fields |= {"words", "own_words"}
    left_out = {
        "for_entry": word in OPTIONAL_LINKS,
        "campaign": word != "goal" and not context.campaigns,
        "event": not context.events,
        "period": word not in REPEATING_TYPES,
    }
    if word == "wrote":
        fields = frozenset({"own_words", "private_note"})
    for question in QUESTIONS:
        if question.field in fields and not left_out.get(question.field, False):
            yield question


def _is_answered(question: WizardQuestion, answers: dict[str, str]) -> bool:
    """Return whether an earlier answer says what is asked: an amount may have its period."""
    return question.field == "period" and bool(split_period(answers.get("amount", ""))[1])


def _is_period_answer(text: str) -> bool:
    """Return whether an answer to "Does it repeat?" can be a period. `y` means yes."""
    return text in ("", BACK) or text.casefold() in _ONCE_WORDS or bool(_parse_period(text))


def _parse_period(text: str) -> str:
    period = find_period_of_word(text.lstrip("/ ")) or split_period(f"1 {text}")[1]
    return period if period in PERIOD_WORDS and text.casefold() not in _YES_WORDS else ""


def _format_token(field: str, text: str) -> str:
    """Return an answer as it is written in the line."""
    if not text:
        return ""
    if field == "words":
        return '"' + text.strip('"').replace('"', '""') + '"'
    if field == "period":
        return "" if text.casefold() in _ONCE_WORDS else f"/{_parse_period(text)}"
    if field == "own_words":
        return f": {write_own_words(text)}"
    prefixes = {"for_entry": "for ", "private_note": "// ", "campaign": "+", "event": "+"}
    prefix = prefixes.get(field, "")
    return text if text.startswith(prefix.strip() or " ") else prefix + text


def _join_line(start: str, parts: list[str]) -> str:
    return " ".join(part for part in (start, *parts) if part)


def _find_parse_error(line: str, context: ParseContext, days: LineDays) -> ParseError | None:
    try:
        read_line(line, context, days, typed=True)
    except ParseError as error:
        return error
    return None


def _print_error(line: str, error: ParseError) -> None:
    click.echo(point_at(line, error), err=True)
    click.echo(error.message, err=True)


def _prompt(text: str, former_answer: str = "") -> str:
    """Return the answer to a question. Enter keeps the former answer, a space clears it."""
    answer: str = click.prompt(
        text, default=former_answer, show_default=bool(former_answer), prompt_suffix=" › "
    )
    return answer.strip()
