"""The screen of the keys: every action with its key, screen by screen. Enter changes a key."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tracker.i18n import _, _label, join_list
from tracker.screens.shell.app_context import CapturesAllKeys
from tracker.screens.shell.app_requests import KeymapRequest
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.dialog import Dialog
from tracker.screens.shell.key_names import format_key_name
from tracker.screens.shell.keymap import (
    KeyRow,
    describe_clash,
    find_key_refusal,
    get_current_keys,
    remove_given_keys,
)
from tracker.screens.shell.tracker_screen import TrackerScreen
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.section_list import ListRow, ListSection, SectionList

DEFAULT_KEY = ""
"""The result of PressKeyDialog for the default key."""
NO_KEY_SIGN = "–"
"""Shown for an action that has no key."""
RESET_ALL_ID = ":all"
"""The id of the row that resets all keys."""


class KeymapScreen(TrackerScreen[None]):
    """Posts which keys were changed, and saves nothing itself."""

    TITLE = _label("Keys")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape", "app.pop_screen", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "SectionList"
    HIDES_EMPTY_MESSAGE = True

    def __init__(
        self, rows: Sequence[KeyRow], keymap: Mapping[str, str], editing_keys: Sequence[str] = ()
    ) -> None:
        """Show these actions and changed keys. `editing_keys` edit text in inputs."""
        super().__init__()
        self.rows = tuple(rows)
        self.keymap = dict(keymap)
        self.editing_keys = tuple(editing_keys)

    def compose(self) -> ComposeResult:
        """Yield the list, and a line for messages."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE, _label("enter, esc, tab and ctrl+q can’t be changed"))
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
            question = _("Reset all keys to default?")
            detail = _("This removes all the changes you made to keys.")
            if await self.app.push_screen_wait(ConfirmDialog(question, detail, _label("Reset"))):
                self._save_keymap({}, _("All keys are reset to default."))
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
            message = _label("{action}: {key}").format(action=row.description, key=names)
            self._save_keymap(keymap, message)

    def _save_keymap(self, keymap: dict[str, str], message: str) -> None:
        self.keymap = keymap
        self.refresh_keys()
        self.show_message(message)
        self.post_message(KeymapRequest(keymap))


class PressKeyDialog(CapturesAllKeys, Dialog[str | None]):
    """Returns the next pressed key, DEFAULT_KEY for the default, or None for no change."""

    TITLE = _label("Change a key")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape", "dismiss(None)", _label("Back"), id="keep_key"),
        Binding("backspace", f"dismiss('{DEFAULT_KEY}')", _label("Reset"), id="first_key"),
    ]

    def __init__(self, row: KeyRow, keys: Sequence[str]) -> None:
        """Ask for a new key for this action, which has these keys now."""
        super().__init__()
        self.row = row
        self.keys = tuple(keys)

    def compose_box(self) -> ComposeResult:
        """Yield the action and its key now."""
        current, default = _format_keys(self.keys), _format_keys(self.row.keys)
        yield Static(self.row.description, markup=False, classes="question")
        yield Static(
            _("Press the new key, or esc to keep {key}.").format(key=current), markup=False
        )
        if self.keys != self.row.keys:
            text = _("Press backspace for the default, {key}.").format(key=default)
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
    reset_rows = [ListRow(RESET_ALL_ID, "", _label("Reset all keys"))] if keymap else []
    return [
        *(ListSection(screen, screen_rows) for screen, screen_rows in rows_by_screen.items()),
        *([ListSection(_label("Your changes"), reset_rows)] if reset_rows else ()),
    ]


def _build_key_row(index: int, row: KeyRow, keymap: Mapping[str, str]) -> ListRow:
    value = _format_keys(get_current_keys(row, keymap))
    if row.id in keymap:
        default = _format_keys(row.keys)
        value = _label("{key} (default: {default_key})").format(key=value, default_key=default)
    return ListRow(
        "" if row.is_fixed else str(index), row.description, value, is_faint=row.is_fixed
    )


def _format_keys(keys: Sequence[str]) -> str:
    return join_list(map(format_key_name, keys)) or NO_KEY_SIGN
