"""Whatever bytes a terminal sends, they become keys, mouse and pastes, or are skipped."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual.constants import ESCAPE_DELAY
from textual.events import Key, MouseDown, MouseMove, Paste
from textual.message import Message

from tests.strategies import ANY_LETTERS, EXAMPLES
from tracker.app.input_parser import MIN_PASTE_RUN, PASTE_FLUSH_SECONDS, PASTE_SILENCE, InputParser

START, END = b"\x1b[200~", b"\x1b[201~"
BRIEFLY = 1 / 1000
"""Seconds between two reads that belong together."""


class FakeTerminal:
    """A terminal of which the reads are given one by one, and the time is counted."""

    def __init__(self) -> None:
        self._parser = InputParser()
        self.now = 1000.0

    def read(self, *parts: bytes) -> list[str]:
        """Return the names of what comes of these reads, one shortly after the other."""
        names: list[str] = []
        for part in parts:
            self.now += BRIEFLY
            names += name_messages(self._parser.feed(part, self.now))
        return names

    def wait(self, seconds: float) -> list[str]:
        """Return the names of what comes of silence."""
        self.now += seconds
        return name_messages(self._parser.check_timeouts(self.now))


def name_messages(messages: Iterable[Message]) -> list[str]:
    """Return the names of messages: of their key, or of what they are."""
    names = []
    for message in messages:
        if isinstance(message, Key):
            names.append(message.key)
        elif isinstance(message, Paste):
            names.append(f"pasted {message.text}")
        else:
            names.append(type(message).__name__)
    return names


def read_typed(*parts: bytes) -> list[str]:
    """What comes of reads after which nothing more comes."""
    terminal = FakeTerminal()
    return terminal.read(*parts) + terminal.wait(PASTE_SILENCE)


def join_pastes(names: Sequence[str]) -> str:
    """The text of all pastes, one behind the other."""
    assert all(message.startswith("pasted ") for message in names)
    return "".join(message.removeprefix("pasted ") for message in names)


SKIPPED = {
    "a key that is let go": b"\x1b[97;1:3u",
    "an arrow that is let go": b"\x1b[1;1:3A",
    "numbers too large": b"\x1b[99999999999999999999;9u",
    "a text too large": b"\x1b[97;;9999999999u",
    "a text of no letter": b"\x1b[97;5;17u",
    "a letter that is none": b"\x1b[17u",
    "no number": b"\x1b[;;u",
    "a number below zero": b"\x1b[-1u",
    "a key that nobody has": b"\x1b[113;5~",
    "more colons": b"\x1b[97:::::;1:::u",
    "the mouse without numbers": b"\x1b[<0;;M",
    "the mouse with too few": b"\x1b[<0;1M",
    "the mouse below zero": b"\x1b[<0;-3;-3M",
    "the mouse of old terminals": b"\x1b[M !!",
    "a window without size": b"\x1b[48;0;0;0;0t",
    "a window too large": b"\x1b[48;100000;100000;1;1t",
    "that the window's size can be told": b"\x1b[?2048;1$y",
    "a mode that nobody asked for": b"\x1b[?9999;2$y",
    "what the terminal is": b"\x1b[?62;22c",
    "that the window is in front, or not": b"\x1b[I\x1b[O",
    "a colour": b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "a clipboard": b"\x1b]52;c;" + b"QUFB" * 40 + b"\x07",
    "a version": b"\x1bP>|terminal(1)\x1b\\",
    "an answer to a picture": b"\x1b_Gi=31;OK\x1b\\",
    "an end without a beginning": END,
    "a sequence without end": b"\x1b[" + b"1;" * 3000 + b"u",
    "a mark that is disguised": b"\x1b[200:1~",
    "a sequence that begins in one letter": b"\xc2\x9b97;1:3u",
}


@pytest.mark.parametrize("sequence", SKIPPED.values(), ids=SKIPPED)
def test_what_cannot_be_read_is_skipped_however_it_is_split(sequence: bytes) -> None:
    assert read_typed(b"a" + sequence + b"b") == ["a", "b"]
    if len(sequence) < 100:
        for place in range(1, len(sequence)):
            assert read_typed(b"a", sequence[:place], sequence[place:], b"b") == ["a", "b"]


BEGUN = [
    b"\x1b[97;1:",
    b"\x1b]11;rgb:",
    b"\x1bP>|",
    b"\x1b_G",
    b"\x1b[<0;1;",
    b"\x1b[M",
    b"\x1b[20",
]


@pytest.mark.parametrize("begun", BEGUN, ids=ascii)
def test_what_never_ends_is_skipped_and_keys_act_again_soon(begun: bytes) -> None:
    terminal = FakeTerminal()
    assert terminal.read(b"a" + begun) == ["a"]
    assert terminal.wait(ESCAPE_DELAY) == []
    assert terminal.read(b"b") == ["b"]
    assert terminal.read(begun, b"\x11") == ["ctrl+q"], "it waits for nothing"
    assert terminal.read(begun, b"\x1b[A") == ["up"]


@pytest.mark.parametrize(
    ("report", "key"),
    [
        (b"\x1b[97;1:1u", "a"),
        (b"\x1b[97;1:2u", "a"),
        (b"\x1b[97:65;2:1;65u", "A"),
        (b"\x1b[97;;97u", "a"),
        (b"\x1b[113;5:1u", "ctrl+q"),
        (b"\x1b[1;5:1A", "ctrl+up"),
        (b"\x1b[13;1:1u", "enter"),
        (b"\x1b[3;1:2~", "delete"),
        (b"\x1b[27;5;113~", "ctrl+q"),
        (b"\x1b[A", "up"),
        (b"\x1bOR", "f3"),
        (b"\x1b[[A", "f1"),
        (b"\x1b[Z", "shift+tab"),
        (b"\x1ba", "alt+a"),
        (b"\x1b\x7f", "ctrl+w"),
        (b"\x1b[7$", "shift+home"),
        ("é".encode(), "é"),
    ],
    ids=ascii,
)
def test_a_key_is_read_in_each_form_and_split_anywhere(report: bytes, key: str) -> None:
    assert read_typed(report) == [key]
    for place in range(1, len(report)):
        assert read_typed(report[:place], report[place:]) == [key]


def test_a_lone_escape_is_the_key_after_a_moment() -> None:
    terminal = FakeTerminal()
    assert terminal.read(b"\x1b") == []
    assert terminal.wait(ESCAPE_DELAY) == ["escape"]
    assert read_typed(b"\x1b\x1b") == ["escape", "escape"]
    assert read_typed(b"\x1b[", b"\x1b]", b"x") == []


def test_the_mouse_is_read_wherever_it_is() -> None:
    assert read_typed(b"\x1b[<0;3;4M\x1b[<35;999999999;1M") == [
        MouseDown.__name__,
        MouseMove.__name__,
    ]


def test_letters_that_are_split_or_no_letters_do_no_harm() -> None:
    assert read_typed(b"\xc3", b"\xa9", b"x") == ["é", "x"]
    assert read_typed(b"\xff", b"a\x00b") == ["replacement_character", "a", "ctrl+@", "b"]


# Pastes


def test_a_run_of_letters_that_nobody_can_type_is_a_paste() -> None:
    run = "12.50 für Merch " * 20
    assert read_typed(f"{run}\r{run[:MIN_PASTE_RUN]}\u2028\x1b[A".encode()) == [
        f"pasted {run}",
        "enter",
        f"pasted {run[:MIN_PASTE_RUN]}",
        "line_separator",
        "up",
    ]
    assert read_typed(run[: MIN_PASTE_RUN - 1].encode())[:3] == ["1", "2", "full_stop"]


def test_a_paste_is_one_with_every_letter_in_it_however_it_is_split() -> None:
    text = "15 merch\r\nno, späť €5\x11\x1b[Aq\n"
    whole = START + text.encode() + END
    assert read_typed(whole + b"x") == [f"pasted {text}", "x"]
    for place in range(1, len(whole)):
        assert read_typed(whole[:place], whole[place:], b"x") == [f"pasted {text}", "x"]
    assert read_typed(*(bytes((byte,)) for byte in START + b"a\r\nb" + END)) == ["pasted a\r\nb"]


def test_marks_that_come_twice_or_out_of_order_are_no_text() -> None:
    assert read_typed(END + START + b"a" + START + b"b" + END + END + b"c") == ["pasted ab", "c"]


def test_what_came_of_a_paste_is_shown_soon_and_further_bytes_stay_text() -> None:
    terminal = FakeTerminal()
    assert terminal.read(START + b"15 mer") == []
    assert terminal.wait(PASTE_FLUSH_SECONDS) == ["pasted 15 mer"]
    assert terminal.read(b"ch\x11 no") == []
    assert terminal.wait(PASTE_FLUSH_SECONDS) == [], "what one line cannot hold is handed on as one"
    assert terminal.read(b" and", b"\r") == []
    assert terminal.wait(PASTE_SILENCE - BRIEFLY) == []
    assert terminal.wait(BRIEFLY) == ["pasted ch\x11 no and\r"]
    assert terminal.read(b"x\r") == ["x", "enter"]


def test_an_end_that_comes_late_ends_a_paste_and_is_no_text() -> None:
    terminal = FakeTerminal()
    assert terminal.read(START + b"a\x1b[20") == []
    assert terminal.wait(PASTE_FLUSH_SECONDS) == ["pasted a"]
    assert terminal.read(b"1~x") == ["x"]


def test_a_slow_paste_loses_nothing() -> None:
    terminal = FakeTerminal()
    names = terminal.read(START)
    for part in (b"one ", b"\xe2\x82", b"\xac two", b"", b" three", END):
        names += terminal.read(part) + terminal.wait(PASTE_SILENCE - 1)
    assert join_pastes(names) == "one € two three"
    assert terminal.read(b"x") == ["x"]


@pytest.mark.parametrize(
    ("alone", "key"),
    [
        (b"\x11", "ctrl+q"),
        (b"\x0c", "ctrl+l"),
        (b"\x1b[113;5u", "ctrl+q"),
        (b"\x1b[108;5:1u", "ctrl+l"),
    ],
    ids=ascii,
)
def test_keys_that_leave_and_lock_act_at_once_when_read_alone(alone: bytes, key: str) -> None:
    terminal = FakeTerminal()
    assert terminal.read(START + b"a\nb", alone) == ["pasted a\nb", key]
    assert terminal.read(b"c\r", END, b"x") == ["pasted c\r", "x"], "the rest is text"
    assert join_pastes(terminal.read(START + b"a" + b"\x11" + b"b" + END)) == "a\x11b"


def test_reports_between_two_parts_of_a_paste_are_no_text_and_do_not_prolong_it() -> None:
    terminal = FakeTerminal()
    assert terminal.read(START + b"a", b"\x1b[<35;4;4M\x1b[I", b"\x1b[98;;98u", b"\x1b[A") == []
    assert terminal.wait(PASTE_FLUSH_SECONDS) == ["pasted ab"]
    terminal.now += PASTE_SILENCE - PASTE_FLUSH_SECONDS - 2 * BRIEFLY
    assert terminal.read(b"\x1b[<35;4;5M", b"\x1b[<35;4;6M") == []
    assert terminal.read(b"x") == ["x"]


def test_a_paste_of_ten_megabytes_comes_whole() -> None:
    text = b"15 merch no\n" * (10 * 1024 * 1024 // 12)
    whole = START + text + END
    parts = [whole[start : start + 4095] for start in range(0, len(whole), 4095)]
    assert join_pastes(FakeTerminal().read(*parts)) == text.decode()


PARTS = st.one_of(
    st.binary(max_size=20),
    st.sampled_from([*SKIPPED.values(), *BEGUN, START, END, b"\x11", b"\r", b"\x1b", b"\x1b]"]),
    st.from_regex(rb"\x1b\[[<?0-9:;$-]{0,12}[@-~]", fullmatch=True),
)


@given(st.lists(PARTS, max_size=12), st.lists(st.sampled_from([0.0, ESCAPE_DELAY, 1.0])))
@settings(max_examples=200 * EXAMPLES, deadline=None)
@example([START, b"\xff", b"\x11", b"\xc3"], [])
def test_no_bytes_stop_the_reading(parts: list[bytes], pauses: list[float]) -> None:
    terminal = FakeTerminal()
    assert terminal.read(b"before") == list("before")
    for part, pause in zip(parts, [*pauses, *([0.0] * len(parts))], strict=False):
        terminal.read(part)
        terminal.wait(pause)
    terminal.wait(PASTE_SILENCE)
    assert terminal.read(b"after")[-5:] == list("after"), "half a letter may stand before it"


@given(st.text(ANY_LETTERS), st.data())
@settings(max_examples=100 * EXAMPLES, deadline=None)
def test_any_paste_split_anywhere_is_whole(text: str, data: st.DataObject) -> None:
    text = text.replace("\x1b", "").replace("\x00", "")
    whole = START + text.encode() + END
    places = sorted(data.draw(st.sets(st.integers(7, len(whole)), max_size=5)))
    parts = [whole[a:b] for a, b in zip([0, *places], [*places, len(whole)], strict=True)]
    terminal = FakeTerminal()
    names = terminal.read(*filter(None, parts))
    if not {b"\x11", b"\x0c"} & {*parts}:
        assert join_pastes(names) == text
    assert terminal.read(b"x") == ["x"]
