"""Saved files: where they are, who can read them, and a key that deletes this copy."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.export.files.export_folder import ExportError, remove_copy
from tracker.i18n import _, ngettext
from tracker.screens.share.export_log import ExportLogScreen
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog


class ExportDoneDialog(Dialog[None]):
    """Shows where the files are; after they were handed over, this copy can be deleted."""

    TITLE = _("It lies here")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter,escape", "dismiss(None)", _("Back"), key_display="enter", id="back"),
        Binding("r", "remove", _("Remove the copy here"), id="remove_copy"),
        Binding("l", "log", _("What was shown"), id="log"),
    ]

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, bytes],
        entries: int,
        context: AppContext,
        *,
        has_password: bool,
    ) -> None:
        """Show these files in this folder; `has_password` if a password protects them."""
        super().__init__()
        self.folder = folder
        self.files = files
        self.entries = entries
        self.context = context
        self.has_password = has_password

    def compose_box(self) -> ComposeResult:
        """Show the folder, that the files were verified, and who can read them."""
        yield Static(self.TITLE, markup=False, classes="question")
        yield Static(str(self.folder), markup=False, id="folder")
        yield Static(self._describe_comparison(), markup=False, id="compared")
        yield Static(
            _("Only who knows the password can read it.")
            if self.has_password
            else _("It is not encrypted: whoever opens this folder can read it."),
            markup=False,
            id="who",
        )
        yield Static(
            _("Once you have handed it over, remove the copy here."), markup=False, id="answer"
        )

    def _describe_comparison(self) -> str:
        count = len(self.files)
        text = ngettext("{count} file", "{count} files", count).format(count=count)
        if self.entries:
            entries = ngettext("{count} entry", "{count} entries", self.entries)
            text = _("{files} with {entries}").format(
                files=text, entries=entries.format(count=self.entries)
            )
        return _("\n{what}, read again and compared: all of it is there.").format(what=text)

    def action_remove(self) -> None:
        """Delete the files that were written, and nothing else."""
        try:
            whole = remove_copy(self.files, self.folder)
        except ExportError as error:
            self.show_message(str(error))
            return
        self.query_one("#who").display = self.query_one("#compared").display = False
        self.show_message(
            _("The copy here is removed; what a disk once held can sometimes be read back.")
            if whole
            else _("A file there is no longer the one that was written, so it stays.")
        )

    def action_log(self) -> None:
        """Open the log of what was shown."""
        self.app.push_screen(ExportLogScreen(self.context))
