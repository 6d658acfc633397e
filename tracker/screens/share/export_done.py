"""Saved files: where they are, who can read them, and a key that deletes this copy."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.export.files.export_folder import ExportError, remove_copy
from tracker.i18n import _, _label, _label_plural
from tracker.screens.share.export_log import ExportLogScreen
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog


class ExportDoneDialog(Dialog[None]):
    """Shows where the files are. After they were handed over, this copy can be deleted."""

    TITLE = _label("Saved")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter,escape", "dismiss(None)", _label("Back"), key_display="enter", id="back"),
        Binding("r", "remove", _label("Delete this copy"), id="remove_copy"),
        Binding("l", "log", _label("What you’ve shown"), id="log"),
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
        """Show these files in this folder. `has_password` if a password protects them."""
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
            _("Only someone who knows the password can read it.")
            if self.has_password
            else _("Not encrypted. Anyone who opens this folder can read it."),
            markup=False,
            id="who",
        )
        yield Static(_("Once you’ve handed it over, delete this copy."), markup=False, id="answer")

    def _describe_comparison(self) -> str:
        count = len(self.files)
        files = _label_plural("{count} file", "{count} files", count).format(count=count)
        if not self.entries:
            return "\n" + _("{files}, saved and checked.").format(files=files)
        entries = _label_plural("{count} entry", "{count} entries", self.entries)
        return "\n" + _("{files} with {entries}, saved and checked.").format(
            files=files, entries=entries.format(count=self.entries)
        )

    def action_remove(self) -> None:
        """Delete the files that were written, and nothing else."""
        try:
            whole = remove_copy(self.files, self.folder)
        except ExportError as error:
            self.show_message(str(error))
            return
        self.query_one("#who").display = self.query_one("#compared").display = False
        self.show_message(
            _("This copy is deleted. Deleted data can sometimes be recovered from a disk.")
            if whole
            else _("A file was changed after saving, so it was not deleted.")
        )

    def action_log(self) -> None:
        """Open the log of what you have shown."""
        self.app.push_screen(ExportLogScreen(self.context))
