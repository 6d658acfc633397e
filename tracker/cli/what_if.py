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
from tracker.cli.messages import LineError, ended, pointed, told
from tracker.cli.open_book import opened
from tracker.cli.options import format_option
from tracker.cli.session import Session
from tracker.entries.entry_description import KIND_LABELS, build_description
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Answer, Ask, Kind, LaterAnswer
from tracker.i18n import NumberFormat, _, ngettext
from tracker.money import format_canonical
from tracker.months import Month

MOST = 5
"""How many earlier asks are shown; entries lists them all."""
# Data: in people's scripts since 0.1; never rename.
AMOUNTS = (
    "share_now",
    "share_if_yes",
    "left_now",
    "left_if_yes",
    "beyond_left_now",
    "beyond_left_if_yes",
)
IN_TENTHS = ("food_days", "work_hours")


@click.command(
    "what-if",
    help=_(
        "Say what a yes to an ask would mean, and what was answered to earlier ones like "
        "it.\n\n"
        "The ask is one line, like: 30/month dues. It is read from standard input, or "
        "asked for on a terminal, and not saved."
    ),
)
@format_option("text", "json")
@click.pass_obj
def what_if_command(session: Session, format_: str) -> None:
    """Say what a yes to an ask would mean, and what was answered to earlier ones like it."""
    line = _asked_line(session)
    with opened(session, writing=False) as book:
        ask = _ask(line, book.load_parse_context(), LineDays.from_today(session.today))
        happened = book.ask_queries.load_pattern_facts(session.today)
        # Of this month nothing is needed but what came in, went out, and is given.
        current = Month.from_date(session.today)
        monthly = MonthlyTable(
            book.load_monthly_facts(session.today, since=current, with_asks=False)
        )
        earlier = happened.list_ask_numbers(ask.kind)
        lines = [] if format_ == "json" else list(_earlier(earlier, ask.kind, happened, book))
    if format_ == "json":
        click.echo(json.dumps(_object(calculate_yes_effect(ask, monthly), earlier), indent=2))
        return
    meant = calculate_shown_yes_effect(ask, monthly)
    for text in (*describe_yes_effect(ask, meant, monthly, NumberFormat()), "", *lines):
        click.echo(text)


def _asked_line(session: Session) -> str:
    if sys.stdin.isatty():
        session.given_passphrase()
        line: str = click.prompt(
            _("What are you asked for? Like 30/month dues"), prompt_suffix=" › "
        )
        return line
    return session.line_of_input()


def _ask(line: str, known: ParseContext, days: LineDays) -> Ask:
    """The ask of a line, with or without the word; raises LineError with the place."""
    try:
        entries = read_line(line, known, days, typed=True)
    except ParseError as refusal:
        raise LineError(f"{ended(refusal.message)}\n{pointed(line, refusal)}") from refusal
    if len(entries) != 1 or not isinstance(entries[0], Ask):
        raise LineError(_("Here stands one ask without an answer, like 30/month dues."))
    if entries[0].answers:
        raise LineError(
            _("Leave the answer out: this says what a yes would mean, before you give one.")
        )
    return entries[0]


def _object(meant: YesEffect, earlier: Sequence[int]) -> dict[str, object]:
    """Return the figures of docs/reference/figures.md, "Before you answer", in that order."""
    values: dict[str, object] = {}
    for name in AMOUNTS:
        values[name] = _text(getattr(meant, name))
    for name in IN_TENTHS:
        tenths: int | None = getattr(meant, name)
        values[name] = None if tenths is None else serialize_tenths(tenths)
    values["year_total"] = _text(meant.year_total)
    values["over_limit"] = meant.over_limit
    values["earlier"] = list(earlier)
    return values


def _text(hundredths: int | None) -> str | None:
    return None if hundredths is None else format_canonical(hundredths)


def _earlier(
    earlier: Sequence[int], kind: Kind, happened: PatternFacts, book: Book
) -> Iterator[str]:
    """The newest earlier asks of the kind with what was answered, also later."""
    for_what = _(KIND_LABELS[kind])
    if not earlier:
        yield _("No earlier ask is noted ({kind}).").format(kind=for_what)
        return
    yield ngettext(
        "{count} earlier ask is noted ({kind}):",
        "{count} earlier asks are noted ({kind}):",
        len(earlier),
    ).format(kind=for_what, count=len(earlier))
    for number in earlier[-MOST:]:
        item = book.find_entry(number)
        if item is not None and isinstance(item.entry, Ask):
            later = [*_answered_later(number, item.entry, happened)]
            nothing = [] if later or item.entry.answers else [_("no answer noted")]
            yield ", ".join([told(number, item.entry), *later, *nothing])
    if len(earlier) > MOST:
        yield _("All of them: tracker entries ask {kind}").format(kind=kind)


def _answered_later(number: int, ask: Ask, happened: PatternFacts) -> Iterator[str]:
    """Each answer that was given after the ask, with its day."""
    for given in sorted(happened.answers):
        if given.ask == number and given.entry != number:
            answer = Answer(given.word, given.amount, given.every)
            answered = LaterAnswer(
                day=given.day, for_entry=number, answers=(answer,), kind=ask.kind
            )
            yield _("{answer} on {day}").format(
                answer=build_description(answered).answers, day=given.day
            )
