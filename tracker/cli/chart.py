"""`tracker chart`: asked and given by month or year, in the terminal or as a picture in a file."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.clock_checks import explain_empty_table
from tracker.analysis.monthly.essential_costs_sentences import NOT_COUNTED_SENTENCES
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.charts.series import ChartView, Series, build_series
from tracker.charts.terminal.monthly_chart import render_monthly_chart
from tracker.cli.fingerprints import save_fingerprint
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.messages import make_visible
from tracker.cli.open_book import open_session_book
from tracker.cli.options import BY_YEAR, by_option, range_options
from tracker.cli.param_types import refuse_reversed_range
from tracker.cli.session import Session
from tracker.cli.terminal_style import PIPED_COLUMNS, print_drawing
from tracker.i18n import _, _error
from tracker.months import Month

CHART_ROWS = 18
"""Rows of a chart in the terminal, where it has as many."""


@click.command(
    "chart",
    help=_(
        "Draw a chart (terminal, PNG or PDF).\n\n"
        "It shows what was asked and given per month or year. With FILE, it is saved as an "
        "image. Without FILE, it is drawn in the terminal."
    ),
)
@click.argument(
    "file", required=False, metavar="[FILE.png|FILE.pdf]", type=click.Path(path_type=Path)
)
@click.option(
    "--show",
    type=click.Choice([view.value for view in ChartView]),
    default=ChartView.INCOME.value,
    show_default=True,
    help=_(
        "What to show: share of income, share after living costs, amounts, asked "
        "and given, or kinds."
    ),
)
@by_option
@range_options
@click.pass_obj
def chart_command(
    session: Session,
    file: Path | None,
    show: str,
    by: str,
    group: str | None,
    first: Month | None,
    last: Month | None,
) -> None:
    """Draw a chart."""
    if file is not None and file.suffix.lower() not in (".png", ".pdf"):
        raise click.UsageError(
            _error(
                "Tracker saves images as .png or .pdf. Use a file name that ends in one of these."
            )
        )
    refuse_reversed_range(first, last)
    view, by_year = ChartView(show), by == BY_YEAR
    name = session.read_option(group)
    with open_session_book(session, is_writing=file is not None) as book:
        label = find_chosen_group(name, book.load_parse_context())
        facts = book.load_monthly_facts(session.today)
        table = MonthlyTable(facts)
        rows = [adjust_amount_left(row) for row in table.build_rows(first, last, label)]
        if file is not None:
            with book.export_log.record_while_writing(file.absolute(), session.today):
                groups = [label] if label else list(facts.groups)
                series = _build_series(rows, table.current_month, view, by_year=by_year)
                content = _draw_file(series, groups, file)
            save_fingerprint(book, file, content)
    if file is None and (reason := explain_empty_table(facts)):
        click.echo(reason, err=True)
    elif file is None:
        print_chart(rows, table.current_month, view, by_year=by_year)
    else:
        click.echo(_("Image saved: {file}").format(file=make_visible(file)))
    if view is ChartView.AFTER_NEEDS:
        _print_omitted_costs(rows)


def _print_omitted_costs(rows: Sequence[MonthRow]) -> None:
    """Print which costs are not taken off what is left, a sentence each."""
    skipped_costs = {cost for row in rows if row.left is not None for cost in row.skipped_costs}
    for cost, sentence in NOT_COUNTED_SENTENCES.items():
        if cost in skipped_costs:
            click.echo(_(sentence))


def _draw_file(series: Series, groups: list[str], file: Path) -> bytes:
    from tracker.charts.image.matplotlib_loader import ImageError
    from tracker.export.files.export_folder import ExportError, write_file

    try:
        from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart

        image_format = ImageFormat.PDF if file.suffix.lower() == ".pdf" else ImageFormat.PNG
        content = draw_monthly_chart(series, image_format, groups)
        write_file(content, file)
    except (ExportError, ImageError) as error:
        raise click.ClickException(str(error)) from error
    return content


def _build_series(
    rows: Sequence[MonthRow], current: Month, view: ChartView, *, by_year: bool
) -> Series:
    """Return what to draw: the rows of the chosen group, or of all groups."""
    drawn_rows = [row for row in rows if row.group == rows[0].group]
    return build_series(view, drawn_rows, current, by_year=by_year)


def print_chart(
    rows: Sequence[MonthRow],
    current: Month,
    view: ChartView = ChartView.INCOME,
    *,
    by_year: bool = False,
) -> None:
    """Draw the rows in the terminal, in colours where it has some."""
    size = shutil.get_terminal_size((PIPED_COLUMNS, CHART_ROWS + 2))
    lines = render_monthly_chart(
        _build_series(rows, current, view, by_year=by_year),
        size.columns,
        min(CHART_ROWS, max(5, size.lines - 1)),
    )
    print_drawing(lines)
