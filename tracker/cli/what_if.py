"""`tracker what-if`: what saying yes would mean, and earlier asks of the same kind."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import click

from tracker.analysis.asks.campaign_observations import CampaignObservations, split_by_source
from tracker.analysis.asks.campaign_observations_text import (
    describe_lowest_and_highest,
    describe_source,
)
from tracker.analysis.asks.yes_effect import (
    YesEffect,
    YesRange,
    calculate_shown_yes_range,
    calculate_yes_range,
)
from tracker.analysis.asks.yes_sentences import describe_yes_effect
from tracker.analysis.monthly.table import MonthlyTable
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
from tracker.entries.types import Ask, Entry, LaterAnswer
from tracker.i18n import NumberFormat, _, _error, _label, ngettext
from tracker.money import format_canonical
from tracker.months import Month

MOST_EARLIER = 5
"""How many earlier asks are shown."""
# Data: in people's scripts since 0.1, never rename.
AMOUNT_FIELDS = (
    "share_now",
    "share_if_yes",
    "left_now",
    "left_if_yes",
    "beyond_left_now",
    "beyond_left_if_yes",
)
TENTHS_FIELDS = ("food_days", "work_hours")
# Data: since 0.1, never rename.
LOW_SUFFIX = "_low"
"""After the name of a figure: the same at the low end of a range."""


@click.command(
    "what-if",
    help=_(
        "Show what saying yes would mean.\n\n"
        "LINE is what you are asked for, for example: tracker what-if 30 a month "
        "dues. Without LINE, Tracker asks for it in a terminal, or reads it from "
        "standard input. You also see what you answered to earlier asks of the "
        "same kind and, if the line names a campaign, what others were asked "
        "for it. Nothing is saved."
    ),
)
@click.argument("words", nargs=-1, metavar="[LINE]")
@format_option("text", "json")
@click.pass_obj
def what_if_command(session: Session, words: tuple[str, ...], format_: str) -> None:
    """Show what saying yes would mean, and earlier asks of the same kind."""
    line = " ".join(words)
    if line in ("", "-"):
        line = _read_ask_line(session, is_piped=line == "-")
    with open_session_book(session, is_writing=False) as book:
        ask = _parse_ask(line, book.load_parse_context(), LineDays.from_today(session.today))
        # Only this month is needed, and only income, costs and gifts.
        current = Month.from_date(session.today)
        table = MonthlyTable(book.load_monthly_facts(session.today, since=current))
        earlier = book.earlier_asks.list_numbers(session.today, ask.kind)
        observations = _load_observations(ask, book, session)
        lines = (
            []
            if format_ == "json"
            else [
                *_list_earlier(earlier, ask, session.today, book),
                *_list_observations(ask, observations),
            ]
        )
    if format_ == "json":
        values = _build_json(calculate_yes_range(ask, table), earlier, observations)
        click.echo(json.dumps(values, indent=2))
        return
    effects = calculate_shown_yes_range(ask, table)
    for text in (*describe_yes_effect(ask, effects, table, NumberFormat()), "", *lines):
        click.echo(text)


def _load_observations(ask: Ask, book: Book, session: Session) -> tuple[CampaignObservations, ...]:
    """Return what others were asked or gave for the campaign of an ask, seen and heard apart."""
    if ask.campaign is None:
        return split_by_source((), ask.group)
    items = book.ask_queries.load_observations(session.today, ask.campaign)
    return split_by_source(items, ask.group)


def _read_ask_line(session: Session, *, is_piped: bool) -> str:
    """Return the line that a person types, or the first line of standard input."""
    if sys.stdin.isatty() and not is_piped:
        session.read_given_passphrase()
        line: str = click.prompt(
            _("What are you asked for? Type e.g. 30 a month dues"), prompt_suffix=" › "
        )
        return line
    return session.read_input_line()


def _parse_ask(line: str, context: ParseContext, days: LineDays) -> Ask:
    """Return the ask of a line, with or without the word `ask`. Raises LineError."""
    try:
        entries = read_line(line, context, days, typed=True)
    except ParseError as error:
        readings = error.readings if isinstance(error, AmbiguousLineError) else ()
        chosen = ask_which_reading(readings) if readings and is_interactive() else None
        if chosen is not None:
            return _parse_ask(chosen, context, days)
        raise LineError(f"{error.message}\n{point_at(line, error)}") from error
    if len(entries) != 1 or not isinstance(entries[0], Ask):
        raise LineError(
            _error("This isn’t a single ask. Type one ask without an answer, e.g. 30 a month dues")
        )
    if entries[0].answers:
        raise LineError(
            _error("This line has an answer. Leave the answer out to see what a yes would mean.")
        )
    return entries[0]


def _build_json(
    effects: YesRange, earlier: Sequence[int], observations: Sequence[CampaignObservations]
) -> dict[str, object]:
    """Return the figures of docs/reference/figures.md, "Before you answer", in that order."""
    values = _build_figures(effects.high)
    values["earlier"] = list(earlier)
    for name, value in _build_figures(effects.low).items():
        if not name.endswith("_now"):
            values[f"{name}{LOW_SUFFIX}"] = value
    values["observed"] = {each.source.value: each.numbers for each in observations}
    return values


def _build_figures(effect: YesEffect) -> dict[str, object]:
    values: dict[str, object] = {}
    for name in AMOUNT_FIELDS:
        values[name] = _format_hundredths(getattr(effect, name))
    for name in TENTHS_FIELDS:
        tenths: int | None = getattr(effect, name)
        values[name] = None if tenths is None else serialize_tenths(tenths)
    values["year_total"] = _format_hundredths(effect.year_total)
    values["over_limit"] = effect.over_limit
    return values


def _format_hundredths(hundredths: int | None) -> str | None:
    return None if hundredths is None else format_canonical(hundredths)


def _list_earlier(earlier: Sequence[int], ask: Ask, today: date, book: Book) -> Iterator[str]:
    """Yield the newest earlier asks of the kind with what was answered, also later."""
    for_what = _(KIND_LABELS[ask.kind])
    if not earlier:
        yield _("No earlier asks of this kind ({kind}).").format(kind=for_what)
        return
    yield ngettext(
        "{count} earlier ask of this kind ({kind}):",
        "{count} earlier asks of this kind ({kind}):",
        len(earlier),
    ).format(kind=for_what, count=len(earlier))
    numbers = _list_newest(earlier, ask, today, book)
    asks = {item.number: item.entry for item in book.find_entries(numbers)}
    answers = book.earlier_asks.load_later_answers(today, numbers)
    for number in numbers:
        entry = asks[number]
        later = [text for item in answers for text in _describe_later_answers(item.entry, number)]
        is_answered = bool(later) or (isinstance(entry, Ask) and bool(entry.answers))
        no_answer = [] if is_answered else [_label("no answer recorded")]
        yield ", ".join([format_numbered_entry(number, entry), *later, *no_answer])
    if len(earlier) > MOST_EARLIER:
        yield _("To see all of them, type: tracker entries ask {kind}").format(kind=ask.kind)


def _list_newest(earlier: Sequence[int], ask: Ask, today: date, book: Book) -> Sequence[int]:
    """Return the newest earlier asks, those of the same campaign last."""
    if ask.campaign is None:
        return earlier[-MOST_EARLIER:]
    campaign = (ask.group, ask.campaign)
    of_campaign = set(book.earlier_asks.list_numbers(today, ask.kind, campaign))
    return sorted(earlier, key=lambda number: number in of_campaign)[-MOST_EARLIER:]


def _list_observations(ask: Ask, observations: Sequence[CampaignObservations]) -> Iterator[str]:
    """Yield what was seen, then what was heard of, for the campaign of an ask."""
    for each in observations:
        if not each.items or ask.campaign is None:
            continue
        yield ""
        yield describe_source(each, f"+{ask.campaign}")
        for item in each.items[-MOST_EARLIER:]:
            yield format_numbered_entry(item.number, item.entry)
        ends = describe_lowest_and_highest(each, NumberFormat())
        if ends:
            yield ends
        if len(each.items) > MOST_EARLIER:
            yield _("To see all of them, type: tracker entries {source} +{campaign}").format(
                source=each.source.value, campaign=ask.campaign
            )


def _describe_later_answers(entry: Entry, ask: int) -> Iterator[str]:
    """Yield each answer of an entry that was given after the ask of this number, with its day."""
    if isinstance(entry, LaterAnswer) and entry.for_entry == ask:
        for answer in entry.answers:
            yield _label("{answer} on {day}").format(
                answer=build_description(replace(entry, answers=(answer,))).answers, day=entry.day
            )
