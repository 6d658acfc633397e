"""The input of a passphrase or password."""

from textual.widgets import Input


class PasswordInput(Input):
    """A field that shows dots and never copies its text to a clipboard."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        """Begin with this text."""
        super().__init__(value, password=True, id=id, compact=True)
        self.cursor_blink = False

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""
