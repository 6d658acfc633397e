"""Show someone: choose what one person gets, preview it, then write the files."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
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
from tracker.i18n import N_, _, _error, _label
from tracker.screens.share import share_options
from tracker.screens.share.export_done import ExportDoneDialog
from tracker.screens.share.export_log import ExportLogScreen
from tracker.screens.share.export_preview import ExportPreviewScreen, PreviewResult
from tracker.screens.share.pdf_password import (
    PasswordNeededError,
    PasswordWordsDialog,
    check_password,
)
from tracker.screens.share.select_asks import SelectAsksScreen
from tracker.screens.share.side_preview import SidePreview
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import PAINT_SECONDS
from tracker.screens.shell.cancellable_write import CancellableWrite, parse_path
from tracker.screens.shell.form_screen import FormScreen
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.checkbox import WrappingCheckbox
from tracker.widgets.form_fields import ChoiceField, FormBody
from tracker.widgets.heading import PageHeading
from tracker.widgets.password_input import PasswordInput
from tracker.widgets.share_form import ShareForm

NO_ONE_YET = N_("No one yet? A helpline or counsellor doesn’t need this. F7 lists some.")
PREVIEW_PROMISE = N_("You’ll see everything before it’s saved.")


class ShowSomeoneScreen(FormScreen, PageScreen[None]):
    """The form for an export. The files are written only after their preview."""

    TITLE = _label("Show someone")
    HELP = "\n".join(
        (
            _("Create a summary for one person you trust. A counsellor also gets tables."),
            _("You choose your reason, the first month, which groups and what else to include."),
            _(
                "You’ll see a preview before anything is saved, and can choose which asks it"
                " includes."
            ),
            _("Your private notes are left out unless you tick them each time."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding(
            "enter", "preview", _label("Preview"), key_display="enter", priority=True, id="look"
        ),
        Binding("tab", "app.focus_next", _label("Next"), key_display="tab", id="next_field"),
        Binding("escape", "back", _label("Back"), id="back"),
        Binding("f6", "log", _label("What you’ve shown"), key_display="F6", id="log"),
    ]
    AUTO_FOCUS = "#for"
    IS_WIDE = True
    HIDES_EMPTY_MESSAGE = False

    def __init__(self, context: AppContext) -> None:
        """Load the options from the open book. Raise BookError."""
        super().__init__(context)
        self._form_options = share_options.load_form_options(context)
        self._worker: Worker[None] | None = None
        """The worker that loads the book or writes the files."""
        self._password: str | None = None
        """The typed password, if one is wanted."""
        self._hinted_password = ""
        """The password whose hint was already shown."""
        self._pending_write: CancellableWrite[dict[str, bytes]] | None = None
        """The write that is running now."""

    def compose_page(self) -> ComposeResult:
        """Show the form: what is included, in which format, and in which folder."""
        with Container(classes="columns"):
            with FormBody(id="form", classes="main-column"):
                no_one_yet = Content.styled(_(NO_ONE_YET), "$foreground")
                yield Static(no_one_yet, classes="said")
                yield Static(_(PREVIEW_PROMISE), markup=False, classes="said", id="promise")
                yield ShareForm(self._form_options)
            yield SidePreview(self.context, self._read_options)
        yield Static(markup=False, id="answer")

    def on_mount(self) -> None:
        """Show the audience, and the risk of the proposed folder."""
        self.check_folder()
        self.show_audience()
        self._watch_form()

    def _read_options(self) -> ExportOptions:
        """Return what is chosen. Raise SelectionError, CoverNoteError or BookError."""
        return share_options.read_options(self.query_one(ShareForm), self.context.book)

    def _watch_form(self) -> None:
        """Let the preview in the side column follow every field of the form."""
        follow = self.query_one(SidePreview).follow
        for fields, name in ((WrappingCheckbox, "is_ticked"), (ChoiceField, "chosen")):
            for field in self.query(fields):
                self.watch(field, name, follow, init=False)
        for text_input in self.query(Input):
            self.watch(text_input, "value", follow, init=False)
        follow()

    def refresh_amounts(self) -> None:
        """Show amounts in the preview, or dots."""
        self.query_one(SidePreview).numbers = self.context.numbers

    @on(ShareForm.ReaderChanged)
    def show_audience(self) -> None:
        """Show the audience in the heading."""
        audience = self.query_one(ShareForm).audience
        self.query_one(PageHeading).set_texts(self.TITLE, audience.heading)

    @on(Input.Changed, "#folder")
    def check_folder(self) -> None:
        """Show the risk of the typed folder."""
        folder = parse_path(self.query_one("#folder", Input).value)
        warning = path_warnings.describe_path_risk(folder, self.context.book.path) if folder else ""
        plain = _("Without a password, these files are not encrypted. Choose a safe folder.")
        safer_place = path_warnings.describe_shared_login(self.context.book)
        sentences = (safer_place, warning or plain)
        self.query_one("#folder-warning", Static).update(" ".join(filter(None, sentences)))

    def action_preview(self) -> None:
        """Load the contents and open the preview."""
        if self._worker is not None:
            return
        form = self.query_one(ShareForm)
        folder = parse_path(form.read_text("folder"))
        if folder is None:
            self.show_message(self._explain_missing_folder())
            self.query_one("#folder", Input).focus()
            return
        try:
            export_options = self._read_options()
            check_folder_free(folder)
        except CoverNoteError as error:
            self.show_message(str(error))
            if not form.reason_text:
                self.query_one("#why", Input).focus()
            return
        except (BookError, SelectionError, ExportError) as error:
            self.show_message(str(error))
            return
        if self._has_valid_password():
            self._worker = self.run_worker(self._load_contents(export_options, folder))

    def _explain_missing_folder(self) -> str:
        if path_warnings.describe_shared_login(self.context.book):
            return _error("Choose a folder first, e.g. one on a USB stick.")
        return _error("Choose a folder first. Type e.g. ~/for-a-friend")

    def _has_valid_password(self) -> bool:
        """Return whether the password can be used or none is needed. Otherwise show why not."""
        self._password = None
        if self.query_one(ShareForm).read_choice("password") != share_options.TYPED_PASSWORD:
            return True
        first, again = (
            self.query_one(f"#password-{name}", PasswordInput).value for name in ("first", "again")
        )
        try:
            self._password = check_password(first, again, self._hinted_password)
        except PasswordNeededError as error:
            self._hinted_password = error.hinted_password
            self.show_message(str(error))
            self.query_one(f"#{error.field}", PasswordInput).focus()
        return self._password is not None

    async def _load_contents(self, export_options: ExportOptions, folder: Path) -> None:
        """Load the contents in batches, so keys work meanwhile, then open the preview."""
        self.show_message(_("Reading…"))
        try:
            await asyncio.sleep(PAINT_SECONDS)
            builder = BundleBuilder(
                self.context.book,
                self.context.clock.today(),
                export_options.dialect,
                export_options.selection,
                export_options.cover_note,
                has_tables=export_options.has_tables,
            )
            for count in builder.read_batches():
                self.show_message(
                    _("Entries read so far: {count}. Press esc to stop.").format(count=count)
                )
                await asyncio.sleep(0)
            contents = builder.build_data()
        except (BookError, SelectionError) as error:
            self.show_message(str(error))
            return
        finally:
            self._worker = None
        self.show_message("")
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
        """Write the files, preview them with other options, or return to the form."""
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
                self.show_message(_("Nothing was saved."))

    def _handle_selected_asks(
        self, export_options: ExportOptions, folder: Path, asks: tuple[int, ...] | None
    ) -> None:
        """Preview again with the selected asks. None keeps the earlier ones."""
        if asks is not None:
            export_options = replace(
                export_options, cover_note=replace(export_options.cover_note, ask_numbers=asks)
            )
        self._worker = self.run_worker(self._load_contents(export_options, folder))

    def _ask_password(
        self, export_options: ExportOptions, go_on: Callable[[ExportOptions], None]
    ) -> None:
        """Ask for the password if one is wanted, then go on."""

        def continue_with(password: str | None) -> None:
            if password is None:
                self.show_message(_("Nothing was saved."))
            else:
                go_on(replace(export_options, password=password))

        choice = self.query_one(ShareForm).read_choice("password")
        if choice == share_options.NO_PASSWORD:
            go_on(export_options)
        elif choice == share_options.TYPED_PASSWORD:
            continue_with(self._password)
        else:
            from tracker.export.report.password import generate_six_words

            self.app.push_screen(PasswordWordsDialog(generate_six_words()), continue_with)

    def _start_writing(
        self, contents: BundleData, export_options: ExportOptions, folder: Path
    ) -> None:
        self.show_message(_("Creating the summary and saving the files… Press esc to stop."))
        self._worker = self.run_worker(self._write_files(contents, export_options, folder))

    async def _write_files(
        self, contents: BundleData, export_options: ExportOptions, folder: Path
    ) -> None:
        """Log the export, render and write the files in a thread, then show where they are."""
        book = self.context.book
        files: dict[str, bytes] = {}

        def render_files() -> dict[str, bytes]:
            remove_unfinished_folders(folder, former_folders)
            files.update(render_export(contents, export_options, pending_write.check_cancelled))
            return files

        try:
            description = export_options.selection.describe(
                [group.label for group in book.groups.load_all()]
            )
            former_folders = [record.path for record in book.export_log.load_all()]
            pending_write = CancellableWrite(
                book.export_log, folder, render_files, write_bundle, compute_fingerprint
            )
            pending_write.log_export(self.context.clock.today(), description)
        except BookError as error:
            self._worker = None
            self.show_message(str(error))
            return
        self._pending_write = pending_write
        try:
            is_written = await asyncio.to_thread(pending_write.write)
        except ExportError as error:
            pending_write.drop_export()
            self.show_message(str(error))
            return
        finally:
            # Nothing more may be written, also if the person has quit.
            pending_write.cancel()
            self._worker = self._pending_write = None
        self.show_message("" if is_written else _("Stopped. Nothing was saved."))
        if is_written:
            pending_write.set_fingerprint()
            self._show_done(contents, export_options, folder, files)

    def _show_done(
        self,
        contents: BundleData,
        export_options: ExportOptions,
        folder: Path,
        files: dict[str, bytes],
    ) -> None:
        """Show where the files are. After that, close the form."""
        done = ExportDoneDialog(
            folder,
            files,
            contents.entry_count if export_options.has_tables else 0,
            self.context,
            has_password=export_options.password is not None,
        )
        self.app.push_screen(done, lambda _done: self.app.pop_screen())

    def action_log(self) -> None:
        """Open the log of what you have shown."""
        self.app.push_screen(ExportLogScreen(self.context))

    def action_back(self) -> None:
        """Stop loading or writing if it runs, else go back."""
        if self._worker is None:
            self.app.pop_screen()
        elif self._pending_write is None:
            self._worker.cancel()
            self._worker = None
            self.show_message(_("Stopped. Nothing was saved."))
        else:
            self.cancel_write()
            self.show_message(_("Stopping…"))

    def cancel_write(self) -> None:
        """Stop writing."""
        if self._pending_write is not None:
            self._pending_write.cancel()
