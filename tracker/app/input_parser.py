"""The parser of what a terminal sends: keys, mouse and pastes. What cannot be read is skipped.

Textual's parser raises at a key report that it cannot read, types out sequences that it does not
know, and waits for the end of a paste forever. Here it gets one whole sequence at a time, and no
paste.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator

from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._parser import ParseError
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.constants import ESCAPE_DELAY
from textual.events import Key, Paste
from textual.message import Message

PASTE_SILENCE = 5.0
"""Seconds without a byte after which a paste counts as ended, though its end never came."""
PASTE_FLUSH_SECONDS = 0.5
"""Seconds without a byte after which the first part of a paste is handed on."""
QUIT_KEY = "ctrl+q"
"""The key that quits the app, whatever it is doing."""
URGENT_KEYS = (QUIT_KEY, "ctrl+l")
"""Keys that act within a paste, too, when they are read alone."""
MAX_SEQUENCE_LENGTH = 48
"""Characters of the longest sequence that says something here."""

ESCAPE = "\x1b"
_C1_INTRODUCER = "\x9b"
"""The beginning of most sequences in one character. Those of replies are quotation marks in a text
that was read wrongly, and what follows them is not left out."""
_ALT_SEQUENCE = re.compile(r"\x1b[^[\]^_]", re.DOTALL)
"""What a terminal sends for alt and a key. For these four Textual has no name."""

MIN_PASTE_RUN = 256
"""Letters without a break in one read from which on nobody typed them, though nothing says so.

Nobody types so fast, and as keys these letters would be commands.
"""
_NOT_IN_A_LINE = r"\x00-\x08\n-\x1f\x7f-\x9f\u2028\u2029"
"""Characters that no single line can hold."""
_NEEDS_WHOLE_PASTE = re.compile(f"[{_NOT_IN_A_LINE}]")
"""A character that has its paste handed on as a whole, and not in parts."""
_PIECE = re.compile(
    rf"""
    (?P<run>[^{_NOT_IN_A_LINE}]{{{MIN_PASTE_RUN},}})
    | (?P<text>[^{_NOT_IN_A_LINE}]+|[^\x1b])
    | (?P<partial>\x1b(?: \[(?: M[^\x00-\x1f\x7f]{{0,2}} | \[ | [ -?]* )
                      | O
                      | [\]P_^X][^\x00-\x1f\x7f]*\x1b? )?\Z)
    | \x1b(?: \[(?: M[^\x00-\x1f\x7f]{{0,3}} | \[[ -~]? | [ -?]*[@-~]? )
            | O[ -~]?
            | [\]P_^X][^\x00-\x1f\x7f]*(?:\x07|\x1b\\)?
            | [^\x1b] )?
    """,
    re.VERBOSE | re.DOTALL,
)
"""Text, the beginning of a sequence at the end, or a sequence: whole, or cut short by what cannot
be in it. The lines are, in this order: a key, the mouse or a report, then a key of old
terminals, a reply in words, alt and a key."""
_URGENT_BYTES = re.compile(rb"[\x11\x0c]|(?:\x1b\[(?!20[01]~)[ -?]*[@-~])+")
"""All bytes of one read that no clipboard held: one of `URGENT_KEYS`, or reports."""
_PASTE_MARK = re.compile(f"{re.escape(BRACKETED_PASTE_START)}|{re.escape(BRACKETED_PASTE_END)}")
_PARTIAL_PASTE_MARK = re.compile(r"\x1b(?:\[(?:2(?:0[01]?)?)?)?\Z")
_WINDOW_REPORT = re.compile(r"\x1b\[(?:48;.*t|\?2048;\d*\$y|[IO])")
"""The size of the window, that the terminal reports it, and whether the window is in front. The
system tells the size, and a field that is left when another window is in front would miss a
paste."""
_KEY_REPORT = re.compile(
    r"\x1b\[(\d*)(?::[\d:]*)?(?:;(\d*)(?::(\d*))?(?:;([\d:]*))?)?([u~A-FHP-S])", re.ASCII
)
"""A key report: its number (and others for the same key), modifiers, what happened, its text."""
_KEY_RELEASED = "3"
"""The code for a key that was released."""
_FIRST_LETTER = 32
"""The number of the first letter. Those before it are no keys but where Textual names them."""
_OTHER_KEYS_NUMBER = "27"
"""The number of a report of any key in an old form, with the key's own in the place of the text."""

_PARSER_ERRORS = (ArithmeticError, AttributeError, LookupError, ParseError, TypeError, ValueError)
"""What Textual's parser may raise at a number that is too large, missing or out of place."""


class _SequenceParser(XTermParser):
    """Textual's parser, which can be asked whether it has read all that it was fed."""

    @property
    def is_done(self) -> bool:
        """Return whether the next character begins something new."""
        return self._awaiting == self.read1()


class InputParser:
    """A parser that makes messages of bytes, whatever they are and however they are split."""

    def __init__(self) -> None:
        """Start with nothing read."""
        # Bytes that are no UTF-8 become a character that is seen, and are no reason to stop.
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = _SequenceParser()
        self._pending = ""
        """The beginning of a sequence, or within a paste that of its end."""
        self._is_pasting = False
        self._paste_parts: list[str] = []
        """The parts of a paste that were not handed on yet."""
        self._last_read = 0.0

    def feed(self, data: bytes, now: float) -> Iterator[Message]:
        """Yield the messages of `data`, which one read returned at the second `now`."""
        text = self._decode(data)
        if self._is_pasting and _URGENT_BYTES.fullmatch(data):
            yield from self._read_reports(text, now)
            return
        self._last_read = now
        text, self._pending = self._pending + text, ""
        while text:
            text = yield from self._read_paste(text) if self._is_pasting else self._read_keys(text)

    def check_timeouts(self, now: float) -> Iterator[Message]:
        """Yield what counts as whole now that nothing came for a while."""
        silence = now - self._last_read
        if self._is_pasting:
            is_over = silence >= PASTE_SILENCE
            if is_over or (
                silence >= PASTE_FLUSH_SECONDS
                and not any(map(_NEEDS_WHOLE_PASTE.search, self._paste_parts))
            ):
                yield from self.flush_paste()
            if is_over:
                self._is_pasting, self._pending = False, ""
        elif self._pending and silence >= ESCAPE_DELAY:
            sequence, self._pending = self._pending, ""
            yield from self._read_sequence(sequence)

    def flush_paste(self) -> Iterator[Message]:
        """Yield the part of a paste that has arrived."""
        # NUL is left out, as Textual does it.
        text, self._paste_parts = "".join(self._paste_parts).replace("\x00", ""), []
        if text:
            yield Paste(text)

    def _read_keys(self, text: str) -> Generator[Message, None, str]:
        """Yield the messages up to where a paste begins. Return what comes after that."""
        keys, mark, paste = text.partition(BRACKETED_PASTE_START)
        for piece in _PIECE.finditer(keys.replace(_C1_INTRODUCER, f"{ESCAPE}[")):
            if piece["run"]:
                yield Paste(piece[0])
            elif piece["text"]:
                yield from self._parser.feed(piece[0])
            elif piece["partial"] and not mark:
                # However long it is, it begins and ends like this.
                self._pending = piece[0][:MAX_SEQUENCE_LENGTH] + piece[0][MAX_SEQUENCE_LENGTH:][-1:]
            else:
                yield from self._read_sequence(piece[0])
        self._is_pasting |= bool(mark)
        return paste

    def _read_sequence(self, sequence: str) -> list[Message]:
        """Return the messages of one sequence, none where it cannot be read."""
        if sequence == ESCAPE:
            return [Key("escape", ESCAPE)]
        sequence = _simplify_report(sequence) if len(sequence) <= MAX_SEQUENCE_LENGTH else ""
        if not sequence:
            return []
        try:
            messages = list(self._parser.feed(sequence))
            if self._parser.is_done:
                return messages
            # An empty input says that nothing follows, which makes alt and a key of two characters.
            messages = list(self._parser.feed("")) if _ALT_SEQUENCE.fullmatch(sequence) else []
        except _PARSER_ERRORS:
            messages = []
        self._parser = _SequenceParser()
        return messages

    def _read_paste(self, text: str) -> Generator[Message, None, str]:
        """Yield the paste where it ends. Return what comes after it."""
        start = 0
        for mark in _PASTE_MARK.finditer(text):
            self._paste_parts.append(text[start : mark.start()])
            start = mark.end()
            if mark[0] == BRACKETED_PASTE_END:
                self._is_pasting = False
                yield from self.flush_paste()
                return text[start:]
        partial = _PARTIAL_PASTE_MARK.search(text, max(start, len(text) - len(BRACKETED_PASTE_END)))
        end = partial.start() if partial else len(text)
        self._paste_parts.append(text[start:end])
        self._pending = text[end:]
        return ""

    def _read_reports(self, text: str, now: float) -> Iterator[Message]:
        """Yield the urgent keys of reports within a paste. Of other keys only the text is kept.

        The mouse is no sign that the paste goes on.
        """
        pending = self._pending
        for message in self._read_keys(text):
            if isinstance(message, Key):
                self._last_read = now
                if message.key in URGENT_KEYS:
                    yield from self.flush_paste()
                    yield message
                else:
                    self._paste_parts.append(message.character or "")
        self._pending = pending
        yield from self.check_timeouts(now)


def _simplify_report(sequence: str) -> str:
    """Return a sequence in the form that Textual reads, or an empty text if it is of no use."""
    report = _KEY_REPORT.fullmatch(sequence)
    if report is None:
        return "" if _WINDOW_REPORT.fullmatch(sequence) else sequence
    number, modifiers, event, text, end = report.groups(default="")
    is_known = f"{number or 1}{end}" in FUNCTIONAL_KEYS
    if end == "u":
        is_known |= int(number or 1) >= _FIRST_LETTER
        is_known &= all(int(letter or _FIRST_LETTER) >= _FIRST_LETTER for letter in text.split(":"))
    else:
        is_known |= number == _OTHER_KEYS_NUMBER and bool(text)
    if event == _KEY_RELEASED or not is_known:
        return ""
    if ":" not in sequence:
        return sequence
    return f"\x1b[{number};{modifiers or 1}{text and ';'}{text}{end}"
