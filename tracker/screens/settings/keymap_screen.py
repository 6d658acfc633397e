"""The screen of the keys: every action with its key, screen by screen; enter changes it."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tracker.i18n import _, join_list
from tracker.screens.shell.app_context import CapturesAllKeys
from tracker.screens.shell.app_requests import KeymapRequest
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.dialog import Dialog
from tracker.screens.shell.keymap import (
    KeyRow,
    describe_clash,
    find_key_refusal,
    format_key_name,
    get_current_keys,
    remove_given_keys,
)
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.section_list import ListRow, ListSection, SectionList

DEFAULT_KEY = ""
"""What PressKeyDialog gives for the key that the action had at first."""
NO_KEY_SIGN = "–"
"""What stands for the key of an action that has none."""
RESET_ALL_ID = ":all"
"""The id of the line that gives all actions their first keys."""


class KeymapScreen(TrackerScreen[None]):
    """Posts which keys were changed; it saves nothing itself."""

    TITLE = _("Keys")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "app.pop_screen", _("Back"), id="back"),
    ]
    AUTO_FOCUS = "SectionList"
    HIDES_EMPTY_MESSAGE = True

    def __init__(
        self, rows: Sequence[KeyRow], keymap: Mapping[str, str], editing_keys: Sequence[str] = ()
    ) -> None:
        """Show these actions and changed keys; `editing_keys` edit text where one types."""
        super().__init__()
        self.rows = tuple(rows)
        self.keymap = dict(keymap)
        self.editing_keys = tuple(editing_keys)

    def compose(self) -> ComposeResult:
        """Yield the list, and a line for messages."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE, _("enter, esc, tab and ctrl+q stay as they are"))
            yield SectionList()
            yield Static(markup=False, id="answer")
        yield Footer()

    @on(events.Mount)
    def refresh_keys(self) -> None:
        """Show the keys as they are."""
        rows = remove_given_keys(self.rows, self.keymap)
        self.query_one(SectionList).set_sections(build_key_sections(rows, self.keymap))

    @on(OptionList.OptionSelected)
    @work
    async def _ask_for_key(self, event: OptionList.OptionSelected) -> None:
        """Ask for another key, or whether to reset all."""
        self.show_message("")
        if event.option_id == RESET_ALL_ID:
            question = _("All keys as they were at first?")
            detail = _("What you changed is forgotten.")
            if await self.app.push_screen_wait(ConfirmDialog(question, detail, _("As at first"))):
                self._save_keymap({}, _("All keys are as they were at first."))
            return
        index = int(event.option_id or 0)
        row = self.rows[index]
        current_row = remove_given_keys(self.rows, self.keymap)[index]
        dialog = PressKeyDialog(row, get_current_keys(current_row, self.keymap))
        key = await self.app.push_screen_wait(dialog)
        if key is not None:
            self._set_key(row, key)

    def _set_key(self, row: KeyRow, key: str) -> None:
        """Give an action a key, or show why it cannot have it."""
        keymap = {action: own_key for action, own_key in self.keymap.items() if action != row.id}
        if key == DEFAULT_KEY or row.keys == (key,):
            new_keys, refusal = row.keys, describe_clash(self.rows, keymap, row.id, row.keys)
        else:
            new_keys = (key,)
            keymap[row.id] = key
            refusal = find_key_refusal(self.rows, keymap, row.id, key, self.editing_keys)
        if refusal:
            self.show_message(refusal)
        else:
            names = _format_keys(new_keys)
            self._save_keymap(keymap, _("{what}: {key}").format(what=row.description, key=names))

    def _save_keymap(self, keymap: dict[str, str], message: str) -> None:
        self.keymap = keymap
        self.refresh_keys()
        self.show_message(message)
        self.post_message(KeymapRequest(keymap))


class PressKeyDialog(CapturesAllKeys, Dialog[str | None]):
    """Returns the next key that is pressed; DEFAULT_KEY for the default, None for no change."""

    TITLE = _("Another key")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "dismiss(None)", _("Back"), id="keep_key"),
        Binding("backspace", f"dismiss('{DEFAULT_KEY}')", _("As at first"), id="first_key"),
    ]

    def __init__(self, row: KeyRow, keys: Sequence[str]) -> None:
        """Ask for another key of this action, which has these now."""
        super().__init__()
        self.row = row
        self.keys = tuple(keys)

    def compose_box(self) -> ComposeResult:
        """Yield the action and its key now."""
        current, default = _format_keys(self.keys), _format_keys(self.row.keys)
        yield Static(self.row.description, markup=False, classes="question")
        yield Static(_("Press the new key; esc keeps {key}.").format(key=current), markup=False)
        if self.keys != self.row.keys:
            text = _("At first it was {key}; backspace brings that back.").format(key=default)
            yield Static(text, markup=False, classes="detail")

    def on_key(self, event: events.Key) -> None:
        """Return the key, whatever it does elsewhere."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "backspace":
            self.dismiss(DEFAULT_KEY)
        else:
            self.dismiss(event.key)


def build_key_sections(rows: Sequence[KeyRow], keymap: Mapping[str, str]) -> list[ListSection]:
    """Return the actions by screen, without those of dialogs, which show their own keys."""
    rows_by_screen: dict[str, list[ListRow]] = {}
    for index, row in enumerate(rows):
        if not row.is_in_dialog:
            rows_by_screen.setdefault(row.screen, []).append(_build_key_row(index, row, keymap))
    reset_rows = [ListRow(RESET_ALL_ID, "", _("All keys as they were at first"))] if keymap else []
    return [
        *(ListSection(screen, screen_rows) for screen, screen_rows in rows_by_screen.items()),
        *([ListSection(_("What you changed"), reset_rows)] if reset_rows else ()),
    ]


def _build_key_row(index: int, row: KeyRow, keymap: Mapping[str, str]) -> ListRow:
    value = _format_keys(get_current_keys(row, keymap))
    if row.id in keymap:
        default = _format_keys(row.keys)
        value = _("{key}, at first {first}").format(key=value, first=default)
    return ListRow(
        "" if row.is_fixed else str(index), row.description, value, is_faint=row.is_fixed
    )


def _format_keys(keys: Sequence[str]) -> str:
    return join_list(map(format_key_name, keys)) or NO_KEY_SIGN
