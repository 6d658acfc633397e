"""The driver keeps from the app what no screen can be, and what is beside it."""

import os

import pytest
from textual.app import App
from textual.events import Key, MouseDown, MouseEvent, MouseMove, Paste
from textual.message import Message

from tracker.app import terminal_driver
from tracker.app.terminal_driver import MAX_COLUMNS, MAX_ROWS, FastExitDriver


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        ("99999999", "99999999", (MAX_COLUMNS, MAX_ROWS)),
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
    app._driver = FastExitDriver(app)
    if expected is None:
        assert 0 < app.size.width <= MAX_COLUMNS
        assert 0 < app.size.height <= MAX_ROWS
    else:
        assert app.size == expected


class RecordingDriver(FastExitDriver):
    """A driver that keeps what it would hand on."""

    def __init__(self) -> None:
        super().__init__(App[None]())
        self.messages: list[Message] = []

    def send_message(self, message: Message) -> None:
        self.messages.append(message)


def press(x: int, y: int) -> MouseEvent:
    return MouseDown(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)


async def test_the_mouse_beside_the_screen_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    driver = RecordingDriver()
    on_it = press(79, 23)
    for event in (on_it, press(80, 0), press(0, 24), press(10**9, 10**9)):
        driver.process_message(event)
    assert driver.messages == [on_it]


def read_whole(driver: FastExitDriver, content: bytes) -> None:
    """Let a driver read this from a terminal that is gone afterwards."""
    driver.fileno, terminal = os.pipe()
    os.write(terminal, content)
    os.close(terminal)
    driver.run_input_thread()
    os.close(driver.fileno)


async def test_time_that_the_app_takes_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    class SlowDriver(RecordingDriver):
        def send_message(self, message: Message) -> None:
            super().send_message(message)
            clock.append(clock[-1] + 10)

    clock = [0.0]
    monkeypatch.setattr(terminal_driver, "monotonic", lambda: clock[-1])
    monkeypatch.setattr(terminal_driver, "READ_BYTES", 5)
    driver = SlowDriver()
    read_whole(driver, b"a\x1b[<35;3;4Mb\x1b[200~one two\r\x1b[201~c")
    names = [getattr(message, "key", type(message).__name__) for message in driver.messages]
    assert names == ["a", "MouseMove", "b", "Paste", "c"]


async def test_of_the_way_of_the_mouse_only_the_end_is_heard() -> None:
    driver = RecordingDriver()
    read_whole(driver, b"\x1b[<35;1;1M\x1b[<35;2;2M\x1b[<35;3;3Mx\x1b[<35;4;4M")
    moves = [message for message in driver.messages if isinstance(message, MouseMove)]
    assert [(move.x, move.y) for move in moves] == [(2, 2), (3, 3)]
    assert isinstance(driver.messages[1], Key)


async def test_what_came_of_a_paste_is_handed_on_before_the_terminal_is_gone() -> None:
    driver = RecordingDriver()
    read_whole(driver, b"\x1b[200~15 merch\r")
    (paste,) = driver.messages
    assert isinstance(paste, Paste)
    assert paste.text == "15 merch\r"
