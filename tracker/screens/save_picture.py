"""Save the picture: the chart as it is drawn, into a file that the person names."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from tracker.book.errors import BookError
from tracker.charts.series import Series
from tracker.screens.desk import Desk
from tracker.sharing.folder import SharingError, write_file
from tracker.texts import _
from tracker.widgets.field import Field, text_field
from tracker.widgets.footer import Footer

ENDINGS = (".png", ".pdf")


def drawn(series: Series, groups: Sequence[str], file: Path, stop: Event) -> bool:
    """Draw and write, for a thread of its own; False when it was stopped and nothing written."""
    from tracker.charts.picture import Form, draw

    picture = draw(series, Form.PDF if file.suffix.lower() == ".pdf" else Form.PNG, groups)
    if stop.is_set():
        return False
    write_file(picture, file)
    return True


class SavePicture(Screen[None]):
    """Asks where to, and writes it there."""

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", _("Save it"), key_display="enter", priority=True, id="write"),
        Binding("escape", "back", _("Back"), id="back"),
    ]

    def __init__(self, desk: Desk, series: Series, groups: Sequence[str]) -> None:
        """Save this drawing."""
        super().__init__()
        self.desk = desk
        self.series = series
        self.groups = tuple(groups)
        self._file = Path()
        self._stop = Event()
        self._worker: Worker[bool] | None = None
        self._is_written = False

    def compose(self) -> ComposeResult:
        """Where it goes."""
        with Vertical(id="form"):
            yield Static(_("Save the picture"), markup=False, classes="title")
            yield Static(
                _("It shows what the chart shows, with its amounts, and is not encrypted."),
                markup=False,
                classes="said",
            )
            yield Field(
                _("Into the file"), text_field(id="file", placeholder=_("like ~/chart.png"))
            )
            yield Static(markup=False, id="answer")
        yield Footer()

    def on_mount(self) -> None:
        """Begin to type at once."""
        self.query_one("#file", Input).focus()

    def on_unmount(self) -> None:
        """Write nothing more for a person who has left."""
        self._stop.set()

    def action_write(self) -> None:
        """Let a thread draw and write; once it is written, enter goes back."""
        if self._worker is not None:
            return
        if self._is_written:
            self.app.pop_screen()
            return
        text = self.query_one("#file", Input).value.strip()
        file = Path(text).expanduser().absolute() if text[:2] in ("~/", "~") else Path(text)
        if file.suffix.lower() not in ENDINGS:
            self._say(_("Name a file that ends in .png or .pdf, like ~/chart.png."))
            return
        self._file = file.absolute()
        try:
            self.desk.book.exports.remember(self._file, self.desk.clock.today())
        except BookError as error:
            self._say(str(error))
            return
        self._stop.clear()
        self._say(_("Drawing… esc stops it."))
        work = partial(drawn, self.series, self.groups, self._file, self._stop)
        self._worker = self.run_worker(work, thread=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say how it went."""
        worker = event.worker
        if worker is not self._worker or event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        self._worker = None
        if worker.result:
            self._is_written = True
            self._say(_("It lies here:\n{file}").format(file=self._file))
            return
        self.desk.book.exports.forget(self._file)
        if isinstance(worker.error, SharingError):
            self._say(str(worker.error))
        elif worker.error is not None:
            raise worker.error
        else:
            self._say(_("Stopped; nothing was written."))

    def action_back(self) -> None:
        """Stop what is being drawn; else go back."""
        if self._worker is None:
            self.app.pop_screen()
        else:
            self._stop.set()
            self._say(_("Stopping…"))

    def _say(self, sentence: str) -> None:
        self.query_one("#answer", Static).update(sentence)
