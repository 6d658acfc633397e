"""The check whether another program changed the book's file, and the question what to do then.

Both answers save what was open as a new file first, so none loses anything.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from tracker.book.database.errors import BookError, PassphraseNeededError
from tracker.book.database.file_guard import FileDifference, describe_difference, describe_rescue
from tracker.book.open_book import open_book
from tracker.i18n import N_label, _, _error, _label, make_printable, quote_for_shell

if TYPE_CHECKING:
    from textual.app import App

    from tracker.book.book import Book
    from tracker.book.files.rescue import TypedText
    from tracker.book.locked_book import LockedBook
    from tracker.clock import Clock

KEEP_OPEN_BOOK, OPEN_CHANGED_FILE = (
    N_label("Keep using what was open"),
    N_label("Open the file that’s there now"),
)
"""The two answers."""
REPEAT_AFTER = 60
"""Seconds after which the question comes back by itself, where esc closed it."""
LONG_NOTICE = 60
"""Seconds that a notice stays which says where something was saved."""


class WatchedSession(Protocol):
    """What the watch needs of the session with a book."""

    path: Path
    clock: "Clock"
    book: "Book | None"
    locked_book: "LockedBook | None"

    @property
    def current_book(self) -> "Book":
        """The book, which has to be open."""

    def save_drafts(self) -> str:
        """Save every line that was begun. Return why one could not be saved."""

    def show_open_error(self, error: BookError) -> None:
        """Say why no book is open."""

    async def enter_book(self, book: "Book") -> None:
        """Go on with a book that was just opened."""

    async def wipe_screens(self) -> None:
        """Wipe every screen of the book that was just closed."""


class FileWatch:
    """Asks what to do when the file of an open or locked book is not what it was."""

    def __init__(self, app: "App[None]", session: WatchedSession) -> None:
        """Watch the book of this session, and ask in this app."""
        self._app = app
        self._session = session
        self._notebook_path = session.path
        """Where the notebook is, whatever file the app goes on with."""
        self.saved_paths: list[Path] = []
        """The files in which open books were saved, oldest first."""
        self._is_asking = False
        self._paused_until = 0.0
        self._typed_text: TypedText | None = None
        """What was typed before the file was changed, until the next book is open."""

    def check_file(self) -> bool:
        """Ask where another program changed the file of the open book. Return whether it did."""
        difference = self._find_difference()
        if difference is not None and not self._is_asking and monotonic() >= self._paused_until:
            self._ask_about_open(difference)
        return difference is not None

    def is_changed(self) -> bool:
        """Return whether another program changed the file of the open book."""
        return self._find_difference() is not None

    def _find_difference(self) -> FileDifference | None:
        book = self._session.book
        if book is not None:
            with suppress(BookError):
                return book.find_file_difference()
        return None

    def schedule_question(self) -> None:
        """Ask as soon as the message about the refused change is shown."""
        self._paused_until = 0.0
        self._app.call_later(self.check_file)

    def _ask_about_open(self, difference: FileDifference) -> None:
        def handle_answer(answer: str | None) -> None:
            self._is_asking = False
            self._paused_until = monotonic() + REPEAT_AFTER
            if answer is not None:
                # The screens are removed, so none of them may be what waits for it.
                self._app.call_later(self._switch_file, answer)

        explanation = _(
            "Nothing has been saved since then. Tracker will first save your open notebook and "
            "what you typed as a new file next to it. What do you want to do?"
        )
        answers = (
            (KEEP_OPEN_BOOK,)
            if difference is FileDifference.REMOVED
            else (KEEP_OPEN_BOOK, OPEN_CHANGED_FILE)
        )
        file = PurePath(self._session.path.name)
        self._show_question(
            describe_difference(difference, file), explanation, answers, handle_answer
        )

    def _show_question(
        self,
        question: str,
        explanation: str,
        answers: tuple[str, ...],
        handle_answer: Callable[[str | None], None],
    ) -> None:
        from tracker.screens.shell.input_dialogs import ChoiceDialog

        self._is_asking = True
        self._app.push_screen(
            ChoiceDialog(
                question, [_label(answer) for answer in answers], _label(answers[0]), explanation
            ),
            handle_answer,
        )

    async def _switch_file(self, answer: str) -> None:
        """Save the open book as a new file, then go on with it or with the file that is there."""
        session = self._session
        book = session.current_book
        draft_error = session.save_drafts()
        typed_text = book.collect_typed_text()
        try:
            rescue_path = book.rescue(session.clock.today())
        except BookError as error:
            self._app.notify(str(error), markup=False)
            return
        book.close()
        if answer == _label(KEEP_OPEN_BOOK):
            session.path = rescue_path
        else:
            self._typed_text = typed_text
        await session.wipe_screens()
        await self._open_file()
        draft_notice = _("The line you typed is saved as a draft.") if typed_text.drafts else ""
        self._show_saved_path(rescue_path, draft_error or draft_notice)

    async def _open_file(self) -> None:
        """Open the file at the app's path, unless its passphrase has to be typed first."""
        session = self._session
        try:
            book = open_book(session.path)
        except PassphraseNeededError:
            return
        except BookError as error:
            session.show_open_error(error)
            return
        await session.enter_book(book)

    def hold_typed_text(self, typed_text: "TypedText") -> None:
        """Hold what was typed until a book is open again."""
        self._typed_text = typed_text

    def add_typed_text(self) -> None:
        """Save text that was typed before in the book that was just opened."""
        # Where a lock wiped the question nobody answers it any more.
        self._is_asking = False
        typed_text, self._typed_text = self._typed_text, None
        if typed_text is not None:
            with suppress(BookError):
                self._session.current_book.add_typed_text(typed_text)

    def ask_about_locked(self, locked: "LockedBook", book: "Book | None") -> None:
        """Ask what to do where the file that is there now is not the book that was locked.

        `book` is that file where it could be opened.
        """

        def handle_answer(answer: str | None) -> None:
            self._is_asking = False
            if answer is not None:
                self._app.call_later(self._switch_locked_file, locked, book, answer)
            elif book is not None:
                book.close()

        if not self._session.path.exists():
            file = PurePath(self._session.path.name)
            question = describe_difference(FileDifference.REMOVED, file)
        elif book is None:
            question = _error("Another program changed the notebook file while it was locked.")
        elif book.load_secret() == locked.secret:
            question = _error(
                "The file that’s there now has fewer changes than the notebook you locked."
            )
        else:
            question = _error(
                "The file that’s there now is a different notebook from the one you locked."
            )
        explanation = _(
            "Tracker will first save the notebook as it was when you locked it, as a new file "
            "next to it. What do you want to do?"
        )
        has_file = self._session.path.exists()
        answers = (KEEP_OPEN_BOOK, OPEN_CHANGED_FILE) if has_file else (KEEP_OPEN_BOOK,)
        self._show_question(question, explanation, answers, handle_answer)

    async def _switch_locked_file(
        self, locked: "LockedBook", book: "Book | None", answer: str
    ) -> None:
        session = self._session
        try:
            rescue_path = locked.save(session.clock.today())
        except BookError as error:
            self._app.notify(str(error), markup=False)
            if book is not None:
                book.close()
            return
        session.locked_book = None
        if answer == _label(KEEP_OPEN_BOOK):
            session.path = rescue_path
            if book is not None:
                book.close()
            await self._open_file()
        elif book is not None:
            await session.enter_book(book)
        self._show_saved_path(rescue_path)

    def _show_saved_path(self, rescue_path: Path, more: str = "") -> None:
        """Say where the open book was saved and, where it stays open, what to do later.

        All in one notice: a second one would take the place of the first.
        """
        self.saved_paths.append(rescue_path)
        sentences = [describe_rescue(rescue_path), more]
        if self._session.path == rescue_path:
            advice = _(
                "Tracker will use that file until you quit. To make it your notebook again, "
                "quit, then type: {command}"
            )
            # Last: it ends in a command.
            sentences.append(advice.format(command=self._format_restore_command()))
        self._app.notify(" ".join(filter(None, sentences)), timeout=LONG_NOTICE, markup=False)

    def describe_saved_files(self) -> str:
        """Return the sentences that say where open books were saved, or nothing if none was."""
        messages = [describe_rescue(rescue_path) for rescue_path in self.saved_paths]
        if self._session.path in self.saved_paths:
            advice = _("To make {path} your notebook again, type: {command}")
            path = make_printable(self._session.path)
            messages.append(advice.format(path=path, command=self._format_restore_command()))
        return "\n".join(messages)

    def _format_restore_command(self) -> str:
        """Return the command that puts the file that is open in the book's place."""
        notebook, open_file = self._notebook_path.absolute(), self._session.path.absolute()
        return f"tracker --book {quote_for_shell(notebook)} restore {quote_for_shell(open_file)}"
