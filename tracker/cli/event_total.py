"""`tracker total +NAME`: what one event, or one campaign, cost."""

import json
from collections.abc import Iterator, Sequence

import click

from tracker.analysis.events.event_json import COLUMNS, NAME_COLUMNS, JsonValue, serialize_event
from tracker.analysis.events.event_text import describe_head, list_figures
from tracker.analysis.events.event_total import EventTotal, NameField, sum_events
from tracker.analysis.patterns.pattern_facts import DayRange
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.messages import make_visible
from tracker.cli.open_book import open_session_book
from tracker.cli.options import open_csv_output
from tracker.cli.param_types import refuse_reversed_range
from tracker.cli.safe_output import get_program_output
from tracker.cli.session import Session
from tracker.entries.name_lookup import suggest_name
from tracker.entries.parse_context import ParseContext
from tracker.entries.tokenizer import fold, quote_name
from tracker.i18n import NumberFormat, _, _error, join_list
from tracker.months import Month
from tracker.text_width import measure_cells

MOST_NAMES = 10
"""How many names a message lists."""


def print_event_total(
    session: Session,
    name: str,
    group: str | None,
    months: tuple[Month | None, Month | None],
    format_: str,
    dialect: str | None,
) -> None:
    """Print what the event or the campaign of this name cost, in each group."""
    refuse_reversed_range(*months)
    name, group_name = session.read_option(name) or "", session.read_option(group)
    with open_session_book(session, is_writing=False) as book:
        context = book.load_parse_context()
        label = find_chosen_group(group_name, context)
        field, found = find_chosen_name(name, context)
        facts = book.event_queries.load_facts(session.today, field, found)
        currency = book.currency
    totals = [
        total
        for total in sum_events(facts, DayRange.from_months(*months))
        if label in (None, total.group)
    ]
    if format_ == "json":
        objects = [serialize_event(total, field, currency) for total in totals]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2), file=get_program_output())
    elif format_ == "csv":
        _print_csv(totals, field, currency, dialect)
    elif totals:
        click.echo("\n\n".join("\n".join(_list_lines(total)) for total in totals))
    else:
        click.echo(
            _("Nothing found. Leave out --from, --to and --group to see all months."), err=True
        )


def find_chosen_name(text: str, context: ParseContext) -> tuple[NameField, str]:
    """Return the event or campaign that `+NAME` names. Raise UsageError if there is none."""
    bare = text.strip()
    name = bare.removeprefix("+").strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1].replace('""', '"')
    for field, names in (
        (NameField.EVENT, context.events),
        (NameField.CAMPAIGN, context.campaigns),
    ):
        found = names.get(fold(name))
        if found is None:
            continue
        if not bare.startswith("+"):
            raise click.UsageError(
                _error("Type a plus before the name: tracker total {name}").format(
                    name=_write_argument(found)
                )
            )
        return field, found
    raise click.UsageError(_describe_unknown(name, context))


def _describe_unknown(name: str, context: ParseContext) -> str:
    names = context.events | context.campaigns
    shown = make_visible(name[:30])
    if not names:
        return _error(
            "This notebook has no events or campaigns yet. To add one, type it in an entry, e.g. "
            "paid 20 event +!weekend"
        )
    if near := suggest_name(name, names):
        return _error(
            "This notebook has no event or campaign “{name}”. Did you mean {known_name}?"
        ).format(name=shown, known_name=_write_argument(near))
    listed = [_write_argument(known) for known in list(names.values())[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        listed.append("…")
    return _error("This notebook has no event or campaign “{name}”. It has: {names}").format(
        name=shown, names=join_list(listed)
    )


def _write_argument(name: str) -> str:
    return make_visible(f"+{quote_name(name)}")


def _list_lines(total: EventTotal) -> Iterator[str]:
    """Yield the name and the days of an event, then a line for each figure."""
    numbers = NumberFormat()
    yield make_visible(describe_head(total, numbers, has_group=True))
    figures = list(list_figures(total, numbers))
    width = max((measure_cells(label) for label, _text in figures), default=0)
    for label, text in figures:
        yield make_visible(f"  {label}{' ' * (width - measure_cells(label))}  {text}")
    if not figures:
        yield _("No money and no hours recorded.")


def _print_csv(
    totals: Sequence[EventTotal], field: NameField, currency: str, dialect: str | None
) -> None:
    """Print a row for each group. The costs of each label are only in JSON."""
    from tracker.export.tables.csv_dialect import Dialect
    from tracker.export.tables.formula_guard import guard_text

    chosen = Dialect(dialect) if dialect else Dialect.from_locale()

    def format_cell(column: str, value: JsonValue) -> str | int | None:
        if not isinstance(value, str):
            return value if isinstance(value, int) else None
        if column in ("event", "campaign", "group"):
            return guard_text(value)
        return value if column in NAME_COLUMNS else value.replace(".", chosen.decimal)

    rows = [serialize_event(total, field, currency) for total in totals]
    chosen.write_rows(
        open_csv_output(),
        [COLUMNS, *([format_cell(column, row[column]) for column in COLUMNS] for row in rows)],
    )
