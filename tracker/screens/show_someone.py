"""Show someone: what leaves, where it is written, and how its tables are read."""

from functools import partial
from pathlib import Path
from threading import Event
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, Static
from textual.worker import Worker, WorkerState

from tracker.book.book import Book
from tracker.book.errors import BookError
from tracker.clock import Clock
from tracker.sharing.bundle import Contents, finished, prepared
from tracker.sharing.dialect import Dialect
from tracker.sharing.folder import SharingError, default_folder, write_bundle
from tracker.texts import _
from tracker.widgets.field import Choice, Field, text_field

DIALECTS = (Dialect.COMMA, Dialect.SEMICOLON)


CONTENTS = _(
    "A page that explains it, a picture, and two tables: the months, and every entry you noted"
    " with the words that were said. Your private notes stay out."
)


def written(contents: Contents, folder: Path, stop: Event) -> bool:
    """Write the bundle, for a thread of its own; False when it was stopped and nothing written."""
    files = finished(contents)
    if stop.is_set():
        return False
    write_bundle(files, folder)
    return True


class ShowSomeone(Screen[None]):
    """Writes the bundle for one trusted person."""

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", _("Write it"), key_display="enter", priority=True, id="write"),
        Binding("escape", "back", _("Back"), id="back"),
    ]

    def __init__(self, book: Book, clock: Clock) -> None:
        """Show this book."""
        super().__init__()
        self.book = book
        self.clock = clock
        self._stop = Event()
        self._worker: Worker[bool] | None = None
        self._folder = Path()
        self._written: Path | None = None
        """Where it lies, when it was written: enter then goes back."""

    def compose(self) -> ComposeResult:
        """What will be in it; where; for which program."""
        folder = default_folder(self.book, self.clock.today())
        dialect = DIALECTS.index(Dialect.local())
        names = (_("commas, 12.50"), _("semicolons, 12,50"))
        with Vertical(id="form"):
            yield Static(_("Show someone"), markup=False, classes="title")
            yield Static(CONTENTS, markup=False, classes="said")
            yield Field(
                _("Into the folder"),
                text_field(str(folder or ""), id="folder", placeholder=_("like ~/for-a-friend")),
            )
            yield Field(_("Tables with"), Choice(names, dialect, id="dialect"))
            if folder is None:
                yield Static(
                    _("What is written there is not encrypted; choose where it may lie."),
                    markup=False,
                    classes="said",
                )
            yield Static(markup=False, id="answer")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin where the person may want another place."""
        self.query_one("#folder", Input).focus()

    def on_unmount(self) -> None:
        """Write nothing more for a person who has left."""
        self._stop.set()

    def action_write(self) -> None:
        """Read the book here, and let a thread draw and write."""
        if self._worker is not None:
            return
        folder = self._chosen_folder()
        if folder is not None and folder == self._written:
            self.app.pop_screen()
            return
        if folder is None:
            self._say(_("Name a folder first, like ~/for-a-friend."))
            return
        dialect = DIALECTS[self.query_one(Choice).chosen]
        try:
            contents = prepared(self.book, self.clock.today(), dialect)
        except BookError as error:
            self._say(str(error))
            return
        self._folder = folder
        self._stop.clear()
        self._say(_("Drawing the picture and writing… esc stops it."))
        self._worker = self.run_worker(
            partial(written, contents, folder, self._stop), thread=True, exit_on_error=False
        )

    def _chosen_folder(self) -> Path | None:
        text = self.query_one("#folder", Input).value.strip()
        try:
            return Path(text).expanduser().absolute() if text else None
        except RuntimeError:
            # A home that nobody has, like ~nobody: then it is a name like any other.
            return Path(text).absolute()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say how it went."""
        worker = event.worker
        if worker is not self._worker or event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        self._worker = None
        if isinstance(worker.error, SharingError):
            self._say(str(worker.error))
        elif worker.error is not None:
            raise worker.error
        elif worker.result:
            self._remember()
        else:
            self._say(_("Stopped; nothing was written."))

    def _remember(self) -> None:
        """Keep the place in mind, and say where it lies."""
        self._written = self._folder
        self._say(_("It lies here:\n{folder}").format(folder=self._folder))
        try:
            self.book.remember_export(self._folder, self.clock.today())
        except BookError as error:
            self.notify(str(error), markup=False)

    def action_back(self) -> None:
        """Stop what is being written; else go back."""
        if self._worker is None:
            self.app.pop_screen()
        else:
            self._stop.set()
            self._say(_("Stopping…"))

    def _say(self, sentence: str) -> None:
        self.query_one("#answer", Static).update(sentence)
