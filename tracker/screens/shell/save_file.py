"""Save a file: ask for its name, make its content in a thread, and write it."""

import asyncio
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.book.database.errors import BookError
from tracker.export.files.export_folder import ExportError, write_file
from tracker.export.files.fingerprint import compute_fingerprint
from tracker.export.files.path_warnings import describe_shared_login
from tracker.i18n import _, _error, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.cancellable_write import CancellableWrite, parse_path
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer
from tracker.widgets.form_fields import FormField, build_text_input


class SaveFileScreen(TrackerScreen[None]):
    """Asks for a file name, makes the content and writes it. A subclass says what it is."""

    TITLE = _label("Save file")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "write", _label("Save"), key_display="enter", priority=True, id="write"),
        Binding("escape", "back", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "#file"
    ENDINGS: ClassVar[tuple[str, ...]] = (".pdf",)
    HAS_FINGERPRINT: ClassVar[bool] = True
    """Whether the notebook keeps the fingerprint of the file, by which it is known later."""

    def __init__(
        self,
        context: AppContext,
        make_content: Callable[[str], bytes],
        description: str,
        example: str,
        *,
        prepare: Callable[[str], None] | None = None,
    ) -> None:
        """Save what `make_content` returns for a file ending. `description` says what it shows.

        It is called in a thread. `prepare` is called before, and reads what the content needs.
        """
        super().__init__()
        self.context = context
        self.make_content = make_content
        self.description = description
        self.safer_place = describe_shared_login(context.book)
        """Where a file is safer than on this computer, empty where nobody shares the login."""
        self.example = Path(example).name if self.safer_place else example
        self._prepare = prepare
        self._pending_write: CancellableWrite[bytes] | None = None
        self._is_written = False

    def compose(self) -> ComposeResult:
        """Show the field for the file name."""
        with Vertical(id="form"):
            yield Static(self.TITLE, markup=False, classes="title")
            yield Static(self.description, markup=False, classes="said", id="description")
            example = _label("e.g. {file}").format(file=self.example)
            if self.safer_place:
                yield Static(self.safer_place, markup=False, classes="said")
                example = ""
            yield FormField(_label("File name"), build_text_input(id="file", placeholder=example))
            yield Static(markup=False, id="answer")
        yield Footer()

    def describe_endings(self) -> str:
        """Return how the file name has to end."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """Stop writing when the screen is closed."""
        self.cancel_write()

    def action_write(self) -> None:
        """Make and write the file. Once it is written, go back."""
        if self._pending_write is not None:
            return
        if self._is_written:
            self.app.pop_screen()
            return
        file = parse_path(self.query_one("#file", Input).value)
        if file is None or file.suffix.lower() not in self.ENDINGS:
            self.show_message(self.describe_endings())
        elif os.path.lexists(file):
            self.show_message(_error("This file already exists. Choose another name."))
        else:
            self._start_writing(file)

    def _start_writing(self, file: Path) -> None:
        exports = self.context.book.export_log
        ending = file.suffix.lower()
        try:
            if self._prepare is not None:
                self._prepare(ending)
            pending_write = CancellableWrite(
                exports,
                file,
                partial(self.make_content, ending),
                write_file,
                (lambda content: compute_fingerprint({file.name: content}))
                if self.HAS_FINGERPRINT
                else None,
            )
            pending_write.log_export(self.context.clock.today())
        except BookError as error:
            self.show_message(str(error))
            return
        self._pending_write = pending_write
        self.show_message(_("Making the file… Press esc to stop."))
        self.run_worker(self._write_file(pending_write, file))

    async def _write_file(self, pending_write: CancellableWrite[bytes], file: Path) -> None:
        """Make and write in a thread, then show the result."""
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
        """Stop the writing if it is running, else go back."""
        if self._pending_write is None:
            self.app.pop_screen()
        else:
            self.cancel_write()
            self.show_message(_("Stopping…"))
