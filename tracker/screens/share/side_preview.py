"""The beginning of the summary beside the form of Show someone, with what is chosen there."""

import asyncio
from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.book.database.errors import BookError
from tracker.charts.terminal.text_wrap import wrap_text
from tracker.export.bundle import BundleBuilder, list_attachments
from tracker.export.export_options import ExportOptions
from tracker.export.privacy.selection import SelectionError
from tracker.export.report.cover import CoverNoteError
from tracker.export.report.model import Report
from tracker.export.report.text_preview import render_text_preview
from tracker.export.tables.read_me import WIDTH
from tracker.i18n import NumberFormat, _, _label
from tracker.screens.shell.app_context import AppContext
from tracker.widgets.text_format import style_dim

REST_SECONDS = 0.4
"""How long the form is left as it is before the summary is built."""
MAX_ENTRIES = 2_000
"""Entries of a notebook whose summary is built while the person fills in the form.

To build the summary of more would take too long after each change of the form.
"""
MIN_WIDTH = 20


class SidePreview(Widget):
    """As much of the summary as fits. Nothing is read where the widget is not shown."""

    numbers: reactive[NumberFormat] = reactive(NumberFormat())

    def __init__(self, context: AppContext, read_options: Callable[[], ExportOptions]) -> None:
        """Begin empty. `read_options` returns what is chosen in the form, or raises why not."""
        super().__init__(classes="side-column side-only")
        self.set_reactive(SidePreview.numbers, context.numbers)
        self._app_context = context
        self._read_options = read_options
        self._options: ExportOptions | None = None
        """What is shown."""
        self._report: Report | None = None
        self._sentence = ""
        """What is said in place of a summary."""
        self._changes = 0
        """How often something in the form changed."""
        self._followed_changes = 0
        self._is_following = False

    def follow(self) -> None:
        """Show what is chosen now, once the form is left as it is."""
        self._changes += 1
        self._start_following()

    def on_resize(self, event: events.Resize) -> None:
        """Show what is chosen where the column is shown only now."""
        self._start_following()

    @property
    def _is_behind(self) -> bool:
        return self._followed_changes != self._changes

    def _start_following(self) -> None:
        if self._is_behind and not self._is_following and self.display and self.size.width:
            self._is_following = True
            self.run_worker(self._follow())

    async def _follow(self) -> None:
        """Build the summary until it is that of what is chosen."""
        try:
            while self._is_behind:
                changes = self._changes
                await asyncio.sleep(REST_SECONDS)
                if changes == self._changes:
                    self._followed_changes = changes
                    await self._show_choice()
        finally:
            self._is_following = False

    async def _show_choice(self) -> None:
        """Show the summary of what is chosen, or why there is none."""
        if self._app_context.opened_book is None:
            return
        try:
            options = self._read_options()
            if options == self._options:
                return
            self._options, self._report, self._sentence = options, None, ""
            await self._build_report(options)
        except (BookError, SelectionError, CoverNoteError) as error:
            self._options, self._report, self._sentence = None, None, str(error)
        self.refresh()

    async def _build_report(self, options: ExportOptions) -> None:
        """Read the entries in batches, and stop where there are many or something changes."""
        book = self._app_context.book
        builder = BundleBuilder(
            book,
            self._app_context.clock.today(),
            options.dialect,
            options.selection,
            options.cover_note,
            has_tables=False,
        )
        for count in builder.read_batches():
            if count > MAX_ENTRIES:
                self._sentence = _("Press enter to see the preview.")
                return
            await asyncio.sleep(0)
            if self._is_behind or self._app_context.opened_book is not book:
                return
        self._report = builder.build_data().report

    def render(self) -> Content:
        """Return the title and the lines that fit, and say if there are more."""
        width, height = self.content_size
        if width < MIN_WIDTH or height < 2:
            return Content("")
        if self._report is None:
            return style_dim("\n".join(wrap_text(self._sentence, width)))
        lines = self._layout_lines(self._report, min(width, WIDTH))
        shown = lines[: height - 1]
        if len(lines) > len(shown):
            shown = [*lines[: height - 2], style_dim(_label("and more"))]
        return Content("\n").join([style_dim(_label("Preview")), *shown])

    def _layout_lines(self, report: Report, width: int) -> Sequence[Content]:
        attachments = list_attachments(self._options) if self._options else ()
        lines = render_text_preview(report, width, self.numbers, attachments)
        return [Content(line) for line in lines]
