"""The change of the passphrase of an open book.

The present passphrase is asked for first, and tried on a copy: a person at an open book could lock
its owner out.
"""

import asyncio
from typing import TYPE_CHECKING

from textual.app import App

from tracker.app.book_session import BookSession
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
from tracker.i18n import N_error, _, _error
from tracker.screens.shell.app_requests import NewPassphraseRequest
from tracker.screens.shell.book_errors import PAINT_SECONDS, notify_book_errors

if TYPE_CHECKING:
    from tracker.book.rekey import RekeyResult

FILE_CHANGED = N_error("Another program changed the notebook file. The passphrase was not changed.")


async def change_passphrase(
    app: App[None], session: BookSession, event: NewPassphraseRequest
) -> None:
    """Give the book another passphrase, or none. Then open it again."""
    book = session.current_book
    try:
        if event.current_passphrase is not None and not book.maintenance.is_opened_by(
            event.current_passphrase
        ):
            event.sender.refuse_current()
            return
    except BookError as error:
        event.sender.show_message(str(error))
        return
    if session.file_watch.is_changed():
        event.sender.show_message(_error(FILE_CHANGED))
        session.file_watch.schedule_question()
        return
    event.sender.clear_passphrase()
    from tracker.screens.start.unlock import UnlockScreen

    await session.lock_book()
    if isinstance(app.screen, UnlockScreen):
        app.screen.show_message(_("One moment. Tracker is rewriting the notebook."))
        await asyncio.sleep(PAINT_SECONDS)
    if session.locked_book is None or session.locked_book.is_unchanged():
        await _rekey(app, session, event.current_passphrase, event.new_passphrase)
    elif isinstance(app.screen, UnlockScreen):
        app.screen.show_message(_error(FILE_CHANGED))


async def _rekey(
    app: App[None], session: BookSession, former: str | None, wanted: str | None
) -> None:
    from tracker.book.rekey import rekey
    from tracker.screens.start.passphrase import describe_rekey

    result: RekeyResult | None = None
    try:
        result = rekey(session.path, former, wanted, session.clock.today())
        message, passphrase = describe_rekey(result), wanted
    except BookError as error:
        message, passphrase = str(error), former
    try:
        book = open_book(session.path, passphrase)
    except BookError as error:
        session.show_open_error(error)
        return
    await session.enter_book(book)
    app.notify(message, timeout=10, markup=False)
    if result is not None and former is None:
        _show_unencrypted_files(app, session, result)


def _show_unencrypted_files(app: App[None], session: BookSession, result: "RekeyResult") -> None:
    """List the files in which anyone can still read a book that had no passphrase before."""
    from tracker.book.files.kept_books import PassphraseMatch
    from tracker.export.files.readable_copies import find_readable_copies
    from tracker.screens.start.unencrypted_files import UnencryptedFilesDialog

    kept_books = [
        kept_book
        for kept_book in result.kept_books
        if kept_book.passphrase_match is PassphraseMatch.NO_PASSPHRASE
    ]
    with notify_book_errors(app.screen):
        if files := find_readable_copies(
            session.path, session.current_book.export_log.load_all(), kept_books
        ):
            app.push_screen(UnencryptedFilesDialog(files))
