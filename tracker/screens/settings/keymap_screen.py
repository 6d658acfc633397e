"""Keys: every action with its key, place by place; enter gives it another one."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList, Static

from tracker.i18n import _, join_list
from tracker.screens.shell.confirm import Confirm
from tracker.screens.shell.context import TakesEveryKey
from tracker.screens.shell.keymap import KeyRow, keys_now, refusal, shown_key, taken
from tracker.screens.shell.requests import KeymapRequest
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.section_list import ListRow, ListSection, SectionList

AT_FIRST = ""
"""What PressKey gives for the key that the action had at first."""
ALL_AT_FIRST = ":all"
"""The id of the line that gives all actions their first keys."""


class KeysPage(Screen[None]):
    """Hands up which keys were changed; it keeps nothing itself."""

    TITLE = _("Keys")
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "../shell/form.tcss",
        "../shell/dialog.tcss",
        "../shell/input_dialogs.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "app.pop_screen", _("Back"), id="back"),
    ]
    AUTO_FOCUS = "LabelledList"

    def __init__(
        self, rows: Sequence[KeyRow], keymap: Mapping[str, str], editing: Sequence[str] = ()
    ) -> None:
        """Show these actions with the keys that were changed; `editing` mend what is typed."""
        super().__init__()
        self.rows = tuple(rows)
        self.keymap = dict(keymap)
        self.editing = tuple(editing)

    def compose(self) -> ComposeResult:
        """A list to be walked, and room for an answer."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE, _("enter, esc, tab and ctrl+q stay as they are"))
            yield SectionList()
            yield Static(markup=False, id="answer")
        yield Footer()

    def on_mount(self) -> None:
        """Show the keys as they are."""
        self.show()

    def show(self) -> None:
        """Show the keys as they are."""
        self.query_one(SectionList).set_sections(key_parts(self.rows, self.keymap))

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        """Ask for another key, or whether all are to be as they were."""
        self._say("")
        if event.option_id == ALL_AT_FIRST:
            self._ask_for_all()
            return
        row = self.rows[int(event.option_id or 0)]

        def take(key: str | None) -> None:
            if key is not None:
                self._give(row, key)

        self.app.push_screen(PressKey(row, keys_now(row, self.keymap)), take)

    def _ask_for_all(self) -> None:
        def take(wanted: bool | None) -> None:
            if wanted:
                self._changed({}, _("All keys are as they were at first."))

        self.app.push_screen(
            Confirm(
                _("All keys as they were at first?"),
                _("What you changed is forgotten."),
                _("As at first"),
            ),
            take,
        )

    def _give(self, row: KeyRow, key: str) -> None:
        """Give an action a key, or say why it cannot have it."""
        others = {action: given for action, given in self.keymap.items() if action != row.id}
        if key == AT_FIRST or row.keys == (key,):
            wanted, refused = row.keys, taken(self.rows, others, row.id, row.keys)
        else:
            wanted = (key,)
            others[row.id] = key
            refused = refusal(self.rows, others, row.id, key, self.editing)
        if refused:
            self._say(refused)
        else:
            names = join_list(map(shown_key, wanted))
            self._changed(others, _("{what}: {key}").format(what=row.description, key=names))

    def _changed(self, keymap: dict[str, str], said: str) -> None:
        self.keymap = keymap
        self.show()
        self._say(said)
        self.post_message(KeymapRequest(keymap))

    def _say(self, sentence: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(sentence)
        answer.display = bool(sentence)


class PressKey(TakesEveryKey, ModalScreen[str | None]):
    """Gives the next key that is pressed; AT_FIRST for the first one, None for no other."""

    TITLE = _("Another key")
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "../shell/dialog.tcss",
        "../shell/input_dialogs.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "dismiss(None)", _("Back"), id="keep_key"),
        Binding("backspace", f"dismiss('{AT_FIRST}')", _("As at first"), id="first_key"),
    ]

    def __init__(self, row: KeyRow, keys: Sequence[str]) -> None:
        """Ask for another key of this action, which has these now."""
        super().__init__()
        self.row = row
        self.keys = tuple(keys)

    def compose(self) -> ComposeResult:
        """What it is for, and how it is now."""
        now = join_list(map(shown_key, self.keys))
        first = join_list(map(shown_key, self.row.keys))
        with Vertical(id="dialog"):
            yield Static(self.row.description, markup=False, classes="question")
            yield Static(_("Press the new key; esc keeps {key}.").format(key=now), markup=False)
            if self.keys != self.row.keys:
                text = _("At first it was {key}; backspace brings that back.").format(key=first)
                yield Static(text, markup=False, classes="detail")
        yield Footer()

    def on_key(self, event: events.Key) -> None:
        """Take the key, whatever it does elsewhere."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "backspace":
            self.dismiss(AT_FIRST)
        else:
            self.dismiss(event.key)


def key_parts(rows: Sequence[KeyRow], keymap: Mapping[str, str]) -> list[ListSection]:
    """The actions by screen, without the dialogs, which say their own keys."""
    found: dict[str, list[ListRow]] = {}
    for index, row in enumerate(rows):
        if not row.in_dialog:
            found.setdefault(row.screen, []).append(_line(index, row, keymap))
    whole = [ListRow(ALL_AT_FIRST, "", _("All keys as they were at first"))] if keymap else []
    return [
        *(ListSection(screen, lines) for screen, lines in found.items()),
        *([ListSection(_("What you changed"), whole)] if whole else ()),
    ]


def _line(index: int, row: KeyRow, keymap: Mapping[str, str]) -> ListRow:
    value = join_list(map(shown_key, keys_now(row, keymap)))
    if row.id in keymap:
        first = join_list(map(shown_key, row.keys))
        value = _("{key}, at first {first}").format(key=value, first=first)
    return ListRow("" if row.stays else str(index), row.description, value, is_faint=row.stays)
