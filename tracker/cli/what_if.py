"""`tracker what-if`: what a yes to an ask would mean, and earlier asks like it."""

import json
import sys
from collections.abc import Iterator, Sequence

import click

from tracker.analysis.asks.yes_effect import (
    YesEffect,
    calculate_shown_yes_effect,
    calculate_yes_effect,
)
from tracker.analysis.asks.yes_sentences import describe_yes_effect
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.analysis.patterns.pattern_json import serialize_tenths
from tracker.book.book import Book
from tracker.cli.messages import LineError, format_numbered_entry, point_at
from tracker.cli.open_book import open_session_book
from tracker.cli.options import format_option
from tracker.cli.reading_choice import ask_which_reading
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.entries.entry_description import KIND_LABELS, build_description
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import AmbiguousLineError, ParseError
from tracker.entries.types import Answer, Ask, Kind, LaterAnswer
from tracker.i18n import NumberFormat, _, ngettext
from tracker.money import format_canonical
from tracker.months import Month

MOST_EARLIER = 5
"""How many earlier asks are shown; entries lists them all."""
# Data: in people's scripts since 0.1; never rename.
AMOUNT_FIELDS = (
    "share_now",
    "share_if_yes",
    "left_now",
    "left_if_yes",
    "beyond_left_now",
    "beyond_left_if_yes",
)
TENTHS_FIELDS = ("food_days", "work_hours")


@click.command(
    "what-if",
    help=_(
        "Say what a yes to an ask would mean, and what was answered to earlier ones like "
        "it.\n\n"
        "The ask is one line, e.g. 30 a month dues. It is read from standard input, or "
        "asked for on a terminal, and not saved."
    ),
)
@format_option("text", "json")
@click.pass_obj
def what_if_command(session: Session, format_: str) -> None:
    """Say what a yes to an ask would mean, and what was answered to earlier ones like it."""
    line = _read_ask_line(session)
    with open_session_book(session, is_writing=False) as book:
        ask = _parse_ask(line, book.load_parse_context(), LineDays.from_today(session.today))
        pattern_facts = book.ask_queries.load_pattern_facts(session.today)
        # Of this month nothing is needed but what came in, went out, and is given.
        current = Month.from_date(session.today)
        table = MonthlyTable(book.load_monthly_facts(session.today, since=current, with_asks=False))
        earlier = pattern_facts.list_ask_numbers(ask.kind)
        lines = (
            [] if format_ == "json" else list(_list_earlier(earlier, ask.kind, pattern_facts, book))
        )
    if format_ == "json":
        click.echo(json.dumps(_build_json(calculate_yes_effect(ask, table), earlier), indent=2))
        return
    effect = calculate_shown_yes_effect(ask, table)
    for text in (*describe_yes_effect(ask, effect, table, NumberFormat()), "", *lines):
        click.echo(text)


def _read_ask_line(session: Session) -> str:
    if sys.stdin.isatty():
        session.read_given_passphrase()
        line: str = click.prompt(
            _("What are you asked for? E.g. 30 a month dues"), prompt_suffix=" › "
        )
        return line
    return session.read_input_line()


def _parse_ask(line: str, context: ParseContext, days: LineDays) -> Ask:
    """Return the ask of a line, with or without the word; raises LineError with the place."""
    try:
        entries = read_line(line, context, days, typed=True)
    except ParseError as error:
        readings = error.readings if isinstance(error, AmbiguousLineError) else ()
        chosen = ask_which_reading(readings) if readings and is_interactive() else None
        if chosen is not None:
            return _parse_ask(chosen, context, days)
        raise LineError(f"{error.message}\n{point_at(line, error)}") from error
    if len(entries) != 1 or not isinstance(entries[0], Ask):
        raise LineError(_("Write one ask without an answer, e.g. 30 a month dues."))
    if entries[0].answers:
        raise LineError(
            _("Leave the answer out: this says what a yes would mean, before you give one.")
        )
    return entries[0]


def _build_json(effect: YesEffect, earlier: Sequence[int]) -> dict[str, object]:
    """Return the figures of docs/reference/figures.md, "Before you answer", in that order."""
    values: dict[str, object] = {}
    for name in AMOUNT_FIELDS:
        values[name] = _format_hundredths(getattr(effect, name))
    for name in TENTHS_FIELDS:
        tenths: int | None = getattr(effect, name)
        values[name] = None if tenths is None else serialize_tenths(tenths)
    values["year_total"] = _format_hundredths(effect.year_total)
    values["over_limit"] = effect.over_limit
    values["earlier"] = list(earlier)
    return values


def _format_hundredths(hundredths: int | None) -> str | None:
    return None if hundredths is None else format_canonical(hundredths)


def _list_earlier(
    earlier: Sequence[int], kind: Kind, pattern_facts: PatternFacts, book: Book
) -> Iterator[str]:
    """Yield the newest earlier asks of the kind with what was answered, also later."""
    for_what = _(KIND_LABELS[kind])
    if not earlier:
        yield _("No earlier ask is noted ({kind}).").format(kind=for_what)
        return
    yield ngettext(
        "{count} earlier ask is noted ({kind}):",
        "{count} earlier asks are noted ({kind}):",
        len(earlier),
    ).format(kind=for_what, count=len(earlier))
    for number in earlier[-MOST_EARLIER:]:
        item = book.find_entry(number)
        if item is not None and isinstance(item.entry, Ask):
            later = [*_list_later_answers(number, item.entry, pattern_facts)]
            no_answer = [] if later or item.entry.answers else [_("no answer noted")]
            yield ", ".join([format_numbered_entry(number, item.entry), *later, *no_answer])
    if len(earlier) > MOST_EARLIER:
        yield _("All of them: tracker entries ask {kind}").format(kind=kind)


def _list_later_answers(number: int, ask: Ask, pattern_facts: PatternFacts) -> Iterator[str]:
    """Yield each answer that was given after the ask, with its day."""
    for fact in sorted(pattern_facts.answers):
        if fact.ask == number and fact.entry != number:
            answer = Answer(fact.word, fact.amount, fact.every)
            later_answer = LaterAnswer(
                day=fact.day, for_entry=number, answers=(answer,), kind=ask.kind
            )
            yield _("{answer} on {day}").format(
                answer=build_description(later_answer).answers, day=fact.day
            )
