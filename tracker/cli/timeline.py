"""`tracker timeline`: the timeline of each ask, in the terminal or as a picture in a file."""

import shutil
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from tracker.analysis.asks.timeline import StepKind, Timeline
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.book.book import Book
from tracker.book.timeline_queries import Timelines
from tracker.charts.terminal.canvas import CanvasLine
from tracker.charts.terminal.timeline import render_timeline, render_timeline_legend
from tracker.charts.timeline_text import describe_no_asks, find_step_kinds, has_several_groups
from tracker.cli.fingerprints import save_fingerprint
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.messages import make_visible
from tracker.cli.open_book import open_session_book
from tracker.cli.progress import report_progress
from tracker.cli.session import Session
from tracker.cli.terminal_style import PIPED_COLUMNS, print_drawing
from tracker.i18n import _, _error
from tracker.steps import pause_garbage_collection

MAX_WIDTH = 120
"""Columns beyond which a line of days is not drawn wider."""
LINES_AT_ONCE = 200
"""Lines that are written together."""


@click.command(
    "timeline",
    help=_(
        "Show each ask over time.\n\n"
        "You see each ask with its repeats, and what was answered, paid and said. "
        "With FILE, it is saved as an image (PNG or PDF). Without FILE, it is shown "
        "in the terminal. A PDF has all asks. A PNG leaves out the oldest if there "
        "are too many for one image."
    ),
)
@click.argument(
    "file", required=False, metavar="[FILE.png|FILE.pdf]", type=click.Path(path_type=Path)
)
@click.option(
    "--ask",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("Only the ask that entry N belongs to."),
)
@click.option(
    "--group",
    metavar="G",
    help=_("Only this group, by name or number (- reads it from standard input)."),
)
@click.pass_obj
def timeline_command(
    session: Session, file: Path | None, ask: int | None, group: str | None
) -> None:
    """Show each ask over time."""
    if file is not None and file.suffix.lower() not in (".png", ".pdf"):
        raise click.UsageError(
            _error(
                "Tracker saves images as .png or .pdf. Use a file name that ends in one of these."
            )
        )
    name = session.read_option(group)
    with open_session_book(session, is_writing=file is not None) as book:
        label = find_chosen_group(name, book.load_parse_context())
        timelines = _load_timelines(book, session.today, label, ask)
        if file is not None:
            with book.export_log.record_while_writing(file.absolute(), session.today):
                content = _draw_file(list(timelines), file)
            save_fingerprint(book, file, content)
        elif isinstance(timelines, Timelines):
            # The notebook is closed while a person pages through the output.
            timelines.read_all()
    if file is not None:
        click.echo(_("Image saved: {file}").format(file=make_visible(file)))
    elif timelines:
        with pause_garbage_collection():
            print_timelines(timelines)
    else:
        click.echo(describe_no_asks(in_range=label is not None), err=True)


def _load_timelines(
    book: Book, today: date, group: GroupLabel, ask: int | None
) -> Sequence[Timeline]:
    """Return the timelines of a group, or of all groups, or those of one entry."""
    timelines = book.timeline_queries.load_timelines(today, group)
    if ask is None:
        return timelines
    places = timelines.find_places(ask)
    if not places:
        raise click.UsageError(
            _error(
                "Entry {number} doesn’t belong to an ask. To see all asks, type: tracker timeline"
            ).format(number=ask)
        )
    return [timelines[place] for place in places]


def _draw_file(timelines: Sequence[Timeline], file: Path) -> bytes:
    from tracker.charts.image.matplotlib_loader import ImageError
    from tracker.export.files.export_folder import ExportError, write_file

    report_asks = partial(
        report_progress, sentence=_("Asks drawn so far: {count}. Press ctrl+c to stop.")
    )
    report_pages = partial(
        report_progress, sentence=_("Pages drawn so far: {count}. Press ctrl+c to stop.")
    )
    try:
        from tracker.charts.image.timeline import ImageFormat, draw_timelines

        image_format = ImageFormat.PDF if file.suffix.lower() == ".pdf" else ImageFormat.PNG
        content = draw_timelines(
            timelines, image_format, track_parts=report_asks, track_sheets=report_pages
        )
        write_file(content, file)
    except (ExportError, ImageError) as error:
        raise click.ClickException(str(error)) from error
    return content


def print_timelines(timelines: Sequence[Timeline]) -> None:
    """Print the timelines, then a legend, in colour if the terminal has colours.

    Each is printed soon after it is drawn, so a long list begins at once.
    """
    width = min(MAX_WIDTH, shutil.get_terminal_size((PIPED_COLUMNS, 0)).columns)
    with_group = (
        timelines.has_several_groups
        if isinstance(timelines, Timelines)
        else has_several_groups(timelines)
    )
    step_kinds: set[StepKind] = set()
    pending: list[CanvasLine] = []
    for count, timeline in enumerate(timelines):
        step_kinds |= find_step_kinds([timeline])
        pending += render_timeline(timeline, width, is_chosen=True, with_group=with_group)
        pending.append([])
        if not count or len(pending) > LINES_AT_ONCE:
            print_drawing(pending[:-1])
            pending = [[]]
    print_drawing([*pending, *render_timeline_legend(step_kinds, width)])
