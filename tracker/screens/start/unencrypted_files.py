"""Files that anyone can still read after a passphrase was set: a list, and how to remove them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.book.database.errors import BookError
from tracker.export.files.readable_copies import ReadableCopy, remove_readable_copy
from tracker.i18n import _, _label, make_printable
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.dialog import Dialog


class UnencryptedFilesDialog(Dialog[None]):
    """Lists each file. Enter removes one that Tracker wrote, after a question."""

    TITLE = _label("These files can still be read without the passphrase")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding(
            "enter", "choose", _label("Delete"), key_display="enter", priority=True, id="remove"
        ),
        Binding("escape", "dismiss(None)", _label("Keep the rest"), id="keep_rest"),
    ]

    def __init__(self, readable_files: Sequence[ReadableCopy]) -> None:
        """List these files."""
        super().__init__()
        self.readable_files = list(readable_files)

    def compose_box(self) -> ComposeResult:
        """Yield what it is about, the list, and a line for messages."""
        yield Static(self.TITLE, markup=False, classes="question")
        yield Static(
            _(
                "Tracker lists only files that it saved itself and that are still where it "
                "saved them."
            ),
            markup=False,
            classes="detail",
        )
        yield OptionList(markup=False, compact=True)
        yield Static(markup=False, id="answer")

    def on_mount(self) -> None:
        """Show the files."""
        self._refresh_list()
        self.query_one(OptionList).focus()

    def _refresh_list(self) -> None:
        option_list = self.query_one(OptionList)
        option_list.clear_options()
        for readable in self.readable_files:
            description = Content.styled(f"  {readable.description}", "$dim")
            option_list.add_option(
                Option(Content("\n").join([Content(make_printable(readable.path)), description]))
            )
        option_list.highlighted = 0 if self.readable_files else None

    def action_choose(self) -> None:
        """Choose the highlighted file."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _ask_to_remove(self, event: OptionList.OptionSelected) -> None:
        """Ask before a file is removed, or show why it cannot be."""
        readable = self.readable_files[event.option_index]
        if not readable.is_removable:
            self.show_message(readable.description)
            return

        def remove_confirmed(is_confirmed: bool | None) -> None:
            if is_confirmed:
                self._remove(readable)

        self.app.push_screen(
            ConfirmDialog(
                _("Delete this file for good?"),
                f"{make_printable(readable.path)}\n\n" + _("You can’t get it back."),
                _label("Delete for good"),
                starts_at_back=True,
            ),
            remove_confirmed,
        )

    def _remove(self, readable: ReadableCopy) -> None:
        try:
            is_cleared = remove_readable_copy(readable)
        except BookError as error:
            self.show_message(str(error))
            return
        self.readable_files.remove(readable)
        self._refresh_list()
        sentence = _("Deleted: {path}").format(path=make_printable(readable.path))
        if not is_cleared:
            sentence += "\n" + _(
                "That file has a second name on this disk. The data is still there under that name."
            )
        self.show_message(sentence)
