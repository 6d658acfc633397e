"""Save image: write a chart or timelines to an image file that the person names."""

import asyncio
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.book.database.errors import BookError
from tracker.charts.series import Series
from tracker.export.files.export_folder import ExportError, write_file
from tracker.export.files.fingerprint import compute_fingerprint
from tracker.export.files.path_warnings import describe_shared_login
from tracker.i18n import _, _error, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.cancellable_write import CancellableWrite, parse_path
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer
from tracker.widgets.form_fields import FormField, build_text_input

IMAGE_ENDINGS = (".png", ".pdf")


def draw_chart_image(series: Series, groups: Sequence[str], ending: str) -> bytes:
    """Return the chart as an image. Run it in a thread, because matplotlib takes a while."""
    from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart

    return draw_monthly_chart(
        series, ImageFormat.PDF if ending == ".pdf" else ImageFormat.PNG, groups
    )


class SaveImageScreen(TrackerScreen[None]):
    """Asks for a file name, draws the image and writes it."""

    TITLE = _label("Save image")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "write", _label("Save"), key_display="enter", priority=True, id="write"),
        Binding("escape", "back", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "#file"

    def __init__(
        self,
        context: AppContext,
        draw_image: Callable[[str], bytes],
        description: str = "",
        example: str = "",
        *,
        prepare: Callable[[str], None] | None = None,
    ) -> None:
        """Save what `draw_image` returns for a file ending. `description` says what it shows.

        It is called in a thread. `prepare` is called before, and reads what the drawing needs.
        """
        super().__init__()
        self.context = context
        self.draw_image = draw_image
        self.description = description or _(
            "The image shows what you see on the chart, with all amounts. It isn’t encrypted."
        )
        self.example = example or "~/chart.png"
        self.safer_place = describe_shared_login(context.book)
        """Where an image is safer than on this computer, empty where nobody shares the login."""
        self._prepare = prepare
        self._pending_write: CancellableWrite[bytes] | None = None
        self._is_written = False

    def compose(self) -> ComposeResult:
        """Show the field for the file name."""
        with Vertical(id="form"):
            yield Static(self.TITLE, markup=False, classes="title")
            yield Static(self.description, markup=False, classes="said")
            example = _label("e.g. {file}").format(file=self.example)
            if self.safer_place:
                yield Static(self.safer_place, markup=False, classes="said")
                example = ""
            yield FormField(_label("File name"), build_text_input(id="file", placeholder=example))
            yield Static(markup=False, id="answer")
        yield Footer()

    def on_unmount(self) -> None:
        """Stop writing when the screen is closed."""
        self.cancel_write()

    def action_write(self) -> None:
        """Draw and write the image. Once it is written, go back."""
        if self._pending_write is not None:
            return
        if self._is_written:
            self.app.pop_screen()
            return
        file = parse_path(self.query_one("#file", Input).value)
        if file is None or file.suffix.lower() not in IMAGE_ENDINGS:
            sentence = _error("The file name must end in .png or .pdf, e.g. {file}")
            self.show_message(sentence.format(file=self.example))
        elif os.path.lexists(file):
            self.show_message(_error("This file already exists. Choose another name."))
        else:
            self._start_writing(file)

    def _start_writing(self, file: Path) -> None:
        exports = self.context.book.export_log
        ending = file.suffix.lower()
        draw = partial(self.draw_image, ending)
        try:
            if self._prepare is not None:
                self._prepare(ending)
            pending_write = CancellableWrite(
                exports,
                file,
                draw,
                write_file,
                lambda content: compute_fingerprint({file.name: content}),
            )
            pending_write.log_export(self.context.clock.today())
        except BookError as error:
            self.show_message(str(error))
            return
        self._pending_write = pending_write
        self.show_message(_("Drawing… Press esc to stop."))
        self.run_worker(self._write_image(pending_write, file))

    async def _write_image(self, pending_write: CancellableWrite[bytes], file: Path) -> None:
        """Draw and write in a thread, then show the result."""
        try:
            self._is_written = await asyncio.to_thread(pending_write.write)
        except ExportError as error:
            pending_write.drop_export()
            self.show_message(str(error))
            return
        finally:
            pending_write.cancel()
            self._pending_write = None
        if self._is_written:
            self.show_message(_("Saved: {file}").format(file=file))
        else:
            self.show_message(_("Stopped. No file was saved."))

    def cancel_write(self) -> None:
        """Stop writing."""
        if self._pending_write is not None:
            self._pending_write.cancel()

    def action_back(self) -> None:
        """Stop the drawing if one is running, else go back."""
        if self._pending_write is None:
            self.app.pop_screen()
        else:
            self.cancel_write()
            self.show_message(_("Stopping…"))
