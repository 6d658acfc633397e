"""Show someone: what is chosen, a look at it, then it is written; and what was shown before."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static
from textual.worker import Worker

from tracker.book.database.errors import BookError
from tracker.export.bundle import BundleBuilder, render_export
from tracker.export.export_options import ExportOptions
from tracker.export.files import path_warnings
from tracker.export.files.export_folder import (
    ExportError,
    check_folder_free,
    remove_unfinished_folders,
    write_bundle,
)
from tracker.export.files.fingerprint import compute_fingerprint
from tracker.export.privacy.selection import SelectionError
from tracker.export.report.cover import CoverNoteError
from tracker.export.tables.bundle_data import BundleData
from tracker.i18n import N_, _
from tracker.screens.share import share_options
from tracker.screens.share.export_done import ExportDoneDialog
from tracker.screens.share.export_log import ExportLogScreen
from tracker.screens.share.export_preview import ExportPreviewScreen, PreviewResult
from tracker.screens.share.pdf_password import PasswordNeeded, PasswordWordsDialog, check_password
from tracker.screens.share.select_asks import SelectAsksScreen
from tracker.screens.shell.book_errors import PAINT_SECONDS
from tracker.screens.shell.cancellable_write import CancellableWrite, parse_path
from tracker.screens.shell.context import AppContext
from tracker.widgets.footer import Footer
from tracker.widgets.form_fields import FormBody, FormScreen
from tracker.widgets.heading import PageHeading
from tracker.widgets.password_input import PasswordInput
from tracker.widgets.share_form import ShareForm

PREVIEW_PROMISE = N_("You see all of it before anything is written, and can go back.")


class ShowSomeoneScreen(FormScreen):
    """Writes what one trusted person is shown, after they who noted it have looked at it."""

    TITLE = _("Show someone")
    HELP = "\n".join(
        (
            _("Writes a summary for one person you trust. A counsellor gets tables, too."),
            _("You say why, and choose from when it is, which groups, and what is told of them."),
            _("You see all of it before anything is written, and can pick the asks it tells."),
            _("Your private notes stay out unless you tick them, each time anew."),
        )
    )
    CSS_PATH: ClassVar[list[str | PurePath]] = ["../shell/form.tcss", "show_someone.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "look", _("Look at it"), key_display="enter", priority=True, id="look"),
        Binding("tab", "app.focus_next", _("Next"), key_display="tab", id="next_field"),
        Binding("escape", "back", _("Back"), id="back"),
        Binding("f6", "log", _("What was shown"), key_display="F6", id="log"),
    ]
    AUTO_FOCUS = "#for"

    def __init__(self, context: AppContext) -> None:
        """Show what is in the book on this desk; raises BookError."""
        super().__init__()
        self.context = context
        self._form_options = share_options.load_form_options(context)
        self._worker: Worker[None] | None = None
        """What reads the book, or writes."""
        self._password: str | None = None
        """The password that was typed for the page, if one is wanted."""
        self._hinted_password = ""
        """The password about which all was said."""
        self._pending_write: CancellableWrite[dict[str, bytes]] | None = None
        """What is being written just now."""

    def compose(self) -> ComposeResult:
        """What goes along, in which form, and where to."""
        with Vertical(id="page"):
            # Above what scrolls: for whom it is stays in sight.
            yield PageHeading(self.TITLE)
            with FormBody(id="form"):
                yield Static(_(PREVIEW_PROMISE), markup=False, classes="said")
                yield ShareForm(self._form_options)
            yield Static(markup=False, id="answer")
        yield Footer()

    def on_mount(self) -> None:
        """Say what to know of the place that is proposed, and for whom it is."""
        self.check_folder()
        self.show_reader()

    @on(ShareForm.ReaderChanged)
    def show_reader(self) -> None:
        """Say in the heading for whom it is."""
        reader = self.query_one(ShareForm).reader
        self.query_one(PageHeading).set_texts(
            self.TITLE, _("for {reader}").format(reader=reader.name)
        )

    @on(Input.Changed, "#folder")
    def check_folder(self) -> None:
        """Say what to know of the place that is typed."""
        folder = parse_path(self.query_one("#folder", Input).value)
        told = path_warnings.describe_path_risk(folder, self.context.book.path) if folder else ""
        plain = _("What is written there is not encrypted; choose where it may lie.")
        self.query_one("#place-told", Static).update(told or plain)

    def action_look(self) -> None:
        """Read the book for a look at what would be written."""
        if self._worker is not None:
            return
        form = self.query_one(ShareForm)
        folder = parse_path(form.read_text("folder"))
        if folder is None:
            self._show_message(_("Name a folder first, like ~/for-a-friend."))
            self.query_one("#folder", Input).focus()
            return
        try:
            showing = share_options.read_options(form, self.context.book)
            check_folder_free(folder)
        except CoverNoteError as error:
            self._show_message(str(error))
            if not form.reason_text:
                self.query_one("#why", Input).focus()
            return
        except (BookError, SelectionError, ExportError) as error:
            self._show_message(str(error))
            return
        if self._has_valid_password():
            self._worker = self.run_worker(self._load_contents(showing, folder))

    def _has_valid_password(self) -> bool:
        """Take the password that is typed, if one is; else say what is needed, and go there."""
        self._password = None
        if self.query_one(ShareForm).read_choice("password") != share_options.TYPED_PASSWORD:
            return True
        first, again = (
            self.query_one(f"#password-{name}", PasswordInput).value for name in ("first", "again")
        )
        try:
            self._password = check_password(first, again, self._hinted_password)
        except PasswordNeeded as wanted:
            self._hinted_password = wanted.hinted_password
            self._show_message(str(wanted))
            self.query_one(f"#{wanted.field}", PasswordInput).focus()
        return self._password is not None

    async def _load_contents(self, export_options: ExportOptions, folder: Path) -> None:
        """Read the book, some entries at a time, so that keys are heard in between."""
        self._show_message(_("Reading…"))
        try:
            await asyncio.sleep(PAINT_SECONDS)
            gathering = BundleBuilder(
                self.context.book,
                self.context.clock.today(),
                export_options.dialect,
                export_options.selection,
                export_options.cover_note,
            )
            for count in gathering.read_batches():
                self._show_message(
                    _("Reading, entries so far: {count}. esc stops it.").format(count=count)
                )
                await asyncio.sleep(0)
            contents = gathering.build_data()
        except (BookError, SelectionError) as error:
            self._show_message(str(error))
            return
        finally:
            self._worker = None
        self._show_message("")
        is_locked = self.query_one(ShareForm).read_choice("password") != share_options.NO_PASSWORD
        self.app.push_screen(
            ExportPreviewScreen(
                contents, export_options, folder, self.context, is_locked=is_locked
            ),
            partial(self._handle_preview, contents, export_options, folder),
        )

    def _handle_preview(
        self,
        contents: BundleData,
        export_options: ExportOptions,
        folder: Path,
        result: PreviewResult | None,
    ) -> None:
        """Write what was looked at, look at it told otherwise, or go on choosing."""
        match result:
            case PreviewResult.WRITE:
                self._ask_password(
                    export_options, partial(self._start_writing, contents, folder=folder)
                )
            case PreviewResult.OTHER_ASKS:
                self.app.push_screen(
                    SelectAsksScreen(contents, self.context),
                    partial(self._handle_selected_asks, export_options, folder),
                )
            case PreviewResult.MONTHS_OR_DAYS:
                choice = replace(export_options.selection, days=not export_options.selection.days)
                export_options = replace(export_options, selection=choice)
                self._worker = self.run_worker(self._load_contents(export_options, folder))
            case _:
                self._show_message(_("Nothing was written."))

    def _handle_selected_asks(
        self, export_options: ExportOptions, folder: Path, asks: tuple[int, ...] | None
    ) -> None:
        """Look again, with the asks that were picked; None: with those from before."""
        if asks is not None:
            export_options = replace(
                export_options, cover_note=replace(export_options.cover_note, ask_numbers=asks)
            )
        self._worker = self.run_worker(self._load_contents(export_options, folder))

    def _ask_password(
        self, export_options: ExportOptions, go_on: Callable[[ExportOptions], None]
    ) -> None:
        """Ask for the page's password where one is wanted."""

        def protected(password: str | None) -> None:
            if password is None:
                self._show_message(_("Nothing was written."))
            else:
                go_on(replace(export_options, password=password))

        way = self.query_one(ShareForm).read_choice("password")
        if way == share_options.NO_PASSWORD:
            go_on(export_options)
        elif way == share_options.TYPED_PASSWORD:
            protected(self._password)
        else:
            from tracker.export.report.password import generate_six_words

            self.app.push_screen(PasswordWordsDialog(generate_six_words()), protected)

    def _start_writing(
        self, contents: BundleData, export_options: ExportOptions, folder: Path
    ) -> None:
        self._show_message(_("Making the summary and writing… esc stops it."))
        self._worker = self.run_worker(self._write_files(contents, export_options, folder))

    async def _write_files(
        self, contents: BundleData, export_options: ExportOptions, folder: Path
    ) -> None:
        """Keep the place in mind, let a thread make and write, and say where it lies."""
        book = self.context.book
        made: dict[str, bytes] = {}

        def make() -> dict[str, bytes]:
            remove_unfinished_folders(folder, written)
            made.update(render_export(contents, export_options, writing.check_cancelled))
            return made

        try:
            told = export_options.selection.describe(
                [group.label for group in book.groups.load_all()]
            )
            written = [shown.path for shown in book.export_log.load_all()]
            writing = CancellableWrite(
                book.export_log, folder, make, write_bundle, compute_fingerprint
            )
            writing.log_export(self.context.clock.today(), told)
        except BookError as error:
            self._worker = None
            self._show_message(str(error))
            return
        self._pending_write = writing
        try:
            done = await asyncio.to_thread(writing.write)
        except ExportError as error:
            writing.drop_export()
            self._show_message(str(error))
            return
        finally:
            # Also when the person has left meanwhile: then nothing more shall be written.
            writing.cancel()
            self._worker = self._pending_write = None
        self._show_message("" if done else _("Stopped; nothing was written."))
        if done:
            writing.set_fingerprint()
            count = contents.entry_count if export_options.has_tables else 0
            self.app.push_screen(
                ExportDoneDialog(
                    folder,
                    made,
                    count,
                    self.context,
                    has_password=export_options.password is not None,
                ),
                lambda _done: self.app.pop_screen(),
            )

    def action_log(self) -> None:
        """Show what was shown before."""
        self.app.push_screen(ExportLogScreen(self.context))

    def action_back(self) -> None:
        """Stop what is being read or written; else go back."""
        if self._worker is None:
            self.app.pop_screen()
        elif self._pending_write is None:
            self._worker.cancel()
            self._worker = None
            self._show_message(_("Stopped; nothing was written."))
        else:
            self.cancel_write()
            self._show_message(_("Stopping…"))

    def cancel_write(self) -> None:
        """Write nothing more."""
        if self._pending_write is not None:
            self._pending_write.cancel()

    def _show_message(self, sentence: str) -> None:
        self.query_one("#answer", Static).update(sentence)
