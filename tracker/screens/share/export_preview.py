"""Preview: every file of an export, shown before any of it is written.

Months instead of days are chosen here, where the person has just read what days and amounts give
away.
"""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.widgets import Static

from tracker.charts.terminal.monthly_chart import render_monthly_chart
from tracker.export.bundle import (
    DATAPACKAGE_FILE,
    ENTRIES_FILE,
    IMAGE_FILE,
    MONTHS_FILE,
    READ_ME_FILE,
    REPORT_FILE,
    WORKBOOK_FILE,
    list_attachments,
)
from tracker.export.export_options import ExportOptions
from tracker.export.privacy.omissions import describe_month_range
from tracker.export.report.cover import Audience
from tracker.export.report.text_preview import render_text_preview
from tracker.export.tables.bundle_data import BundleData
from tracker.export.tables.read_me import WIDTH, render_read_me
from tracker.export.tables.table_preview import preview_table
from tracker.i18n import N_, _, _label, _label_plural, join_list, ngettext
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.chart_lines import render_lines

MAX_ROWS = 200
"""Rows of a table that are previewed."""
IMAGE_HEIGHT = 14
MIN_WIDTH = 20
DAYS_WARNING = N_(
    "People in the group could tell from days and amounts who wrote this. You can show months"
    " instead of days."
)
MONTHS_WARNING = N_(
    "This shows months instead of days. People in the group could still tell from amounts and words"
    " who wrote this."
)
DAYS_WARNING_FOR_ME = N_(
    "If people in the group find it, they could tell from days and amounts who wrote this. You can"
    " show months instead of days."
)
MONTHS_WARNING_FOR_ME = N_(
    "This shows months instead of days. If people in the group find it, they could still tell from"
    " amounts and words who wrote this."
)


class PreviewResult(Enum):
    """What the person chose in the preview."""

    WRITE = auto()
    OTHER_ASKS = auto()
    MONTHS_OR_DAYS = auto()


class ExportPreviewScreen(PageScreen[PreviewResult]):
    """Shows every file. Returns what the person chose, None for back."""

    TITLE = _label("Preview")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "write", _label("Save files"), key_display="enter", id="write"),
        Binding("t", "other_asks", _label("Choose asks"), id="other_asks"),
        Binding("m", "months_or_days", _label("Months or days"), id="months_or_days"),
        Binding("n", "next_file", _label("Next file"), id="next_file"),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "#files"
    IS_WIDE = True

    def __init__(
        self,
        contents: BundleData,
        export_options: ExportOptions,
        folder: Path,
        context: AppContext,
        *,
        is_locked: bool = False,
    ) -> None:
        """Preview these contents for this folder. `is_locked` if they get a password."""
        super().__init__(context)
        self.is_locked = is_locked
        self.contents = contents
        self.export_options = export_options
        self.heading_detail = str(folder)
        self._file_starts: list[int] = []
        """The line where each file begins."""

    def compose_page(self) -> ComposeResult:
        """Show what is included and what is left out, then every file."""
        with ScrollableContainer(id="files"):
            yield Static(self._describe_contents(), markup=False, id="summary")
            yield Static(id="text")

    def on_resize(self, event: events.Resize) -> None:
        """Draw the preview for the new width."""
        self._draw_preview()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots. The files always have the amounts."""
        self.query_one("#summary", Static).update(self._describe_contents())
        self._draw_preview()

    def _draw_preview(self) -> None:
        width = self.query_one("#files").scrollable_content_region.width
        self._file_starts = []
        lines: list[Content] = []
        for name, file_lines in self._render_files(max(MIN_WIDTH, width)):
            self._file_starts.append(len(lines))
            wider = max(line.cell_length for line in file_lines) > width
            rest = _label("← → to see the rest")
            more = f"   {rest}" if wider else ""
            title = Content.styled(name, "bold $accent") + Content.styled(more, "$dim")
            lines += [title, Content(""), *file_lines, Content("")]
        self.query_one("#text", Static).update(Content("\n").join(lines))

    def _describe_contents(self) -> str:
        contents, omissions = self.contents, self.contents.omissions
        included = [
            self._describe_included(),
            describe_month_range(omissions.first, omissions.last),
        ]
        withheld = self._list_withheld()
        notes = _label("your private notes and the thoughts you wrote down")
        (included if contents.has_private_notes else withheld).append(notes)
        text = _("Included, without a password: {parts}.")
        if self.is_locked:
            text = _("Included, with a password: {parts}.")
        parts = [
            text.format(parts=join_list(filter(None, included))),
            omissions.describe_renamed_groups(),
        ]
        parts.append(omissions.describe_wrong_days())
        if withheld:
            parts.append(_("Left out: {parts}.").format(parts=join_list(withheld)))
        if names := contents.possible_names:
            quoted = join_list(f"“{name}”" for name in names)
            hint = ngettext(
                "{names} may be a name. A role (“the treasurer”) is safer.",
                "{names} may be names. A role (“the treasurer”) is safer.",
                len(names),
            )
            parts.append(hint.format(names=quoted))
        parts.append(self._describe_recognition())
        parts += self.export_options.list_warnings(mentions_minor=contents.mentions_minor)
        if self.context.hides_amounts:
            parts.append(_("Amounts are hidden on this screen, not in the files."))
        return "\n".join(filter(None, parts))

    def _describe_recognition(self) -> str:
        """Return by what people in the group could tell who wrote it, were they to see it."""
        shows_days = self.export_options.selection.days
        if self.export_options.cover_note.audience is Audience.ME:
            warning = DAYS_WARNING_FOR_ME if shows_days else MONTHS_WARNING_FOR_ME
        else:
            warning = DAYS_WARNING if shows_days else MONTHS_WARNING
        return _(warning)

    def _list_withheld(self) -> list[str]:
        """Return what is left out, with the limit if it is not ticked."""
        contents, omissions = self.contents, self.contents.omissions
        if not contents.has_limit or self.export_options.selection.limit:
            return omissions.list_withheld()
        if self.export_options.has_tables:
            limit = _label("the limit you set yourself (in the summary)")
            return [*omissions.list_withheld(), limit]
        without_limit = replace(omissions, limit=False, percent_limit=False)
        return [*without_limit.list_withheld(), _label("the limit you set yourself")]

    def _describe_included(self) -> str:
        """Return what is included: the summary, and the entries if there are tables."""
        contents, count = self.contents, self.contents.entry_count
        if not self.export_options.has_tables:
            return _label("the summary")
        if contents.is_selection:
            return _label_plural(
                "the summary and tables of {count} of {total} entry",
                "the summary and tables of {count} of {total} entries",
                contents.book_entry_count,
            ).format(count=count, total=contents.book_entry_count)
        if not count:
            return _label("the summary and empty tables")
        return _label_plural(
            "the summary and tables of {count} entry",
            "the summary and tables of all {count} entries",
            count,
        ).format(count=count)

    def _render_files(self, width: int) -> Iterator[tuple[str, list[Content]]]:
        """Yield each file's name and its lines."""
        contents, hidden, options = self.contents, self.context.hides_amounts, self.export_options
        narrow = min(width, WIDTH)
        if contents.report is not None:
            report_lines = render_text_preview(
                contents.report, narrow, self.context.numbers, list_attachments(options)
            )
            yield REPORT_FILE, [Content(line) for line in report_lines]
        if not options.has_tables:
            return
        if not options.is_report_only:
            lines = render_read_me(contents, narrow, self.context.numbers)
            yield READ_ME_FILE, [Content(line) for line in lines]
            chart_lines = render_monthly_chart(contents.series, narrow, IMAGE_HEIGHT, hidden=hidden)
            yield (
                _label("{file}: a picture of this chart").format(file=IMAGE_FILE),
                [render_lines([line]) for line in chart_lines],
            )
        yield self._render_table(MONTHS_FILE, contents.months_csv, len(contents.rows))
        yield self._render_table(ENTRIES_FILE, contents.entries_csv, contents.entry_count)
        explanation = _("The same explanations, for computer programs.")
        yield DATAPACKAGE_FILE, [Content(explanation)]
        if options.has_workbook and not options.is_report_only:
            yield WORKBOOK_FILE, [Content(_("The same tables, as a workbook."))]

    def _render_table(self, name: str, table: bytes, total: int) -> tuple[str, list[Content]]:
        preview = preview_table(
            table, self.contents.dialect, MAX_ROWS, total=total, hidden=self.context.hides_amounts
        )
        rows = _label_plural("{file}: {count} row", "{file}: {count} rows", preview.total)
        lines = [Content.styled(preview.head, "bold"), *map(Content, preview.rows)]
        if preview.total > MAX_ROWS:
            count = preview.total - MAX_ROWS
            more = _label_plural("and {count} more row", "and {count} more rows", count)
            lines.append(Content.styled(more.format(count=count), "$dim"))
        return rows.format(file=name, count=preview.total), lines

    def action_write(self) -> None:
        """Save the files."""
        self.dismiss(PreviewResult.WRITE)

    def action_other_asks(self) -> None:
        """Choose which asks are described one by one."""
        self.dismiss(PreviewResult.OTHER_ASKS)

    def action_months_or_days(self) -> None:
        """Show months instead of days, or days again."""
        self.dismiss(PreviewResult.MONTHS_OR_DAYS)

    def action_next_file(self) -> None:
        """Scroll to the next file, or to the top after the last."""
        files, top = self.query_one("#files"), self.query_one("#text").virtual_region.y
        # What is included is above the first one, and both are at the top.
        later = [top + start for start in self._file_starts[1:] if top + start > files.scroll_y]
        is_at_end = files.scroll_y >= files.max_scroll_y
        files.scroll_to(0, 0 if is_at_end or not later else later[0], animate=False)
