"""The driver keeps from the app what no screen can be, and what is beside it."""

import pytest
from textual.app import App
from textual.events import MouseDown, MouseEvent
from textual.message import Message

from tracker.app.prompt_driver import MOST_COLUMNS, MOST_ROWS, PromptDriver


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        ("99999999", "99999999", (MOST_COLUMNS, MOST_ROWS)),
        ("0", "0", None),
        ("-5", "x", None),
        ("60", "20", (60, 20)),
    ],
)
async def test_a_screen_is_never_larger_than_can_be_painted(
    monkeypatch: pytest.MonkeyPatch, columns: str, rows: str, expected: tuple[int, int] | None
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", rows)
    app = App[None]()
    app._driver = PromptDriver(app)
    if expected is None:
        assert 0 < app.size.width <= MOST_COLUMNS
        assert 0 < app.size.height <= MOST_ROWS
    else:
        assert app.size == expected


class ListeningDriver(PromptDriver):
    """A driver that keeps what it would hand on."""

    def __init__(self) -> None:
        super().__init__(App[None]())
        self.heard: list[Message] = []

    def send_message(self, message: Message) -> None:
        self.heard.append(message)


def pressed(x: int, y: int) -> MouseEvent:
    return MouseDown(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)


async def test_the_mouse_beside_the_screen_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    driver = ListeningDriver()
    on_it = pressed(79, 23)
    for event in (on_it, pressed(80, 0), pressed(0, 24), pressed(10**9, 10**9)):
        driver.process_message(event)
    assert driver.heard == [on_it]
