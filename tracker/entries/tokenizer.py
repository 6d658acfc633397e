"""Cutting an entry line into tokens: words, quoted text, tags, names, own words, private note.

Own words begin after a colon that a space or the end follows, and go on to ` //` or the end.
"""

import re
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from tracker.entries.parse_error import LONGEST_LINE, ParseError, SlipError
from tracker.i18n import _error


class TokenMark(Enum):
    """What a token is, by its first character."""

    # Data: in people's notebooks since 0.1. Never rename.
    WORD = ""
    WORDS = '"'
    LABEL = "'"
    TAG = "#"
    GROUP = "@"
    CAMPAIGN = "+"
    OWN_WORDS = ":"
    NOTE = "//"


class Token(NamedTuple):
    """One token: its text without marks and quotes, and where it is (columns from 1)."""

    mark: TokenMark
    text: str
    column: int
    length: int
    is_new_name: bool = False
    name_field: str | None = None
    """`campaign` or `event` where a new name says which of them it is."""
    is_quoted: bool = False
    """Whether a name is in quotes."""

    @property
    def folded_text(self) -> str:
        """Its text for matching without case."""
        return fold(self.text)

    def build_error(self, message: str) -> ParseError:
        """Return an error that points at this token."""
        return ParseError(message, self.column, self.length)

    def build_slip_error(self, message: str, suggestion: str) -> SlipError:
        """Return an error that points at this token, and names the word that was meant."""
        return SlipError(message, self.column, self.length, suggestion)


def span_tokens(words: Sequence[Token]) -> Token:
    """Return several tokens as the one place that they take on the line."""
    end = words[-1].column + words[-1].length
    return words[0]._replace(length=end - words[0].column)


def fold(text: str) -> str:
    """Return a text for matching: without case, whatever way its accents are encoded."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).casefold()


NAME_FIELD = re.compile(r"(campaign|event):(?=\S)")
"""What a new name after `+!` is, where the line says it."""
_OWN_WORDS = re.compile(r":(?=\s|$)")
_NOTE_IN_OWN_WORDS = re.compile(r"(?:^|(?<=\s))(\\*)//")
"""Two slashes that would begin a private note. Each backslash before them takes that away."""
_SPACE = re.compile(r"[^\S\r\n]*")
_BARE = re.compile(r"\S+")
_PLAIN_WORDS = re.compile(r"(?:[A-Za-z0-9?][^\s\":]*(?:[^\S\r\n]+|\Z))+")
"""Words without marks, quotes and colons, and the spaces after them."""
_QUOTED = {quote: re.compile(f"{quote}((?:[^{quote}]|{quote}{quote})*){quote}") for quote in "\"'"}
_TAG_CHARACTERS = "_-\u200c\u200d"
"""Allowed besides letters, digits and accents. The last two join letters of some scripts."""
_PLAIN_NAME = re.compile(r"(?!(?:campaign|event):)[^\s\"'!@#+\d][^\s\"]*(?<!:)")
"""A name of a group or a campaign that needs no quotes."""
_CURLY_QUOTES = "\u201c\u201d\u201e\u00ab\u00bb"


MAX_TOKENS = 400
"""The most tokens of a line. A longer text goes after a colon or in quotes."""
LONGEST_WORD = 1000
"""Characters of a word outside quotes."""


def tokenize(line: str) -> list[Token]:
    """Return the tokens of a line. Raise ParseError at the first place that cannot be read."""
    if len(line) > LONGEST_LINE:
        raise ParseError(
            _error("This line has {count} characters. Shorten it to {most} at most.").format(
                count=len(line), most=LONGEST_LINE
            ),
            1,
        )
    refuse_control_characters(line)
    tokens: list[Token] = []
    for token in _iterate_tokens(line):
        if token.length > LONGEST_WORD or len(tokens) == MAX_TOKENS:
            _refuse_long_text(token, len(tokens))
        tokens.append(token)
    return tokens


def _refuse_long_text(token: Token, count: int) -> None:
    """Refuse a text without quotes, which takes long to read and is no entry.

    Each word takes some 50 microseconds to read, and a line of 30 kB took a second. A longer text
    goes behind a colon, or is kept as a thought without being cut.
    """
    if count == MAX_TOKENS:
        raise token.build_error(
            _error("This line has too many words. Put your own words after a colon.")
        )
    if token.mark is TokenMark.WORD and token.length > LONGEST_WORD:
        raise token.build_error(_error("This word is too long. Put a longer text in quotes."))


def refuse_control_characters(line: str) -> None:
    """Refuse control characters, lone surrogates and line separators."""
    if line.isprintable():
        return
    for index, letter in enumerate(line):
        if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} and letter != "\t":
            raise ParseError(
                _error(
                    "There’s a character here that can’t be shown (U+{code:04X}). Remove it."
                ).format(code=ord(letter)),
                index + 1,
            )


def _iterate_tokens(line: str) -> Iterator[Token]:
    at = _skip_spaces(line, 0)
    while at < len(line):
        if match := _PLAIN_WORDS.match(line, at):
            end = match.end()
            for word in _BARE.finditer(line, at, end):
                text = word[0]
                yield Token(TokenMark.WORD, text, word.start() + 1, len(text))
            at = end
            if not _OWN_WORDS.match(line, at):
                continue
        if line.startswith("//", at):
            yield from _read_note(line, at)
            return
        if not _OWN_WORDS.match(line, at):
            token = _read_token(line, at)
            yield token
            end = at + token.length
            at = _skip_spaces(line, end)
        if _OWN_WORDS.match(line, at):
            at = yield from _read_own_words(line, at)
        elif at == end and at < len(line):
            raise ParseError(_error("A space is missing. Add one before this."), at + 1)


def _read_note(line: str, at: int) -> Iterator[Token]:
    note = line[at + 2 :].strip()
    _refuse_tab(note, line, at)
    if note:
        yield Token(TokenMark.NOTE, note, at + 1, len(line) - at)


def _read_own_words(line: str, at: int) -> Generator[Token, None, int]:
    """Yield the own words after the colon at a place, and return the place after them."""
    end = next(
        (match.start() for match in _NOTE_IN_OWN_WORDS.finditer(line, at + 1) if not match[1]),
        len(line),
    )
    text = _NOTE_IN_OWN_WORDS.sub(_drop_backslash, line[at + 1 : end]).strip()
    _refuse_tab(text, line, at)
    yield Token(TokenMark.OWN_WORDS, text, at + 1, len(line[:end].rstrip()) - at)
    return end


def _drop_backslash(match: re.Match[str]) -> str:
    return match[0][1:]


def write_own_words(text: str) -> str:
    """Return own words as they are after the colon of an entry line."""
    return _NOTE_IN_OWN_WORDS.sub(r"\\\g<0>", text)


def _skip_spaces(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def _read_token(line: str, at: int) -> Token:
    first = line[at]
    if first in _QUOTED:
        text, end = _read_quoted(line, at)
        return Token(TokenMark(first), text, at + 1, end - at)
    if first in _CURLY_QUOTES:
        raise ParseError(
            _error('Tracker needs straight quotes here. Type them, e.g. "like this"'), at + 1
        )
    if first in "#@" or (first == "+" and not line[at + 1 : at + 2].isdecimal()):
        return _read_name(line, at, TokenMark(first))
    word = line[at : _find_word_end(line, at)]
    if '"' in word:
        raise ParseError(
            _error("A space is missing. Add one before this quotation mark."),
            at + 1 + word.index('"'),
        )
    return Token(TokenMark.WORD, word, at + 1, len(word))


def _read_name(line: str, at: int, mark: TokenMark) -> Token:
    start = at + 1
    is_new_name = line.startswith("!", start)
    start += is_new_name
    name_field = None
    if is_new_name and mark is TokenMark.CAMPAIGN:
        match = NAME_FIELD.match(line, start)
        name_field = match[1] if match else None
        start = match.end() if match else start
    is_quoted = mark is not TokenMark.TAG and line.startswith('"', start)
    if is_quoted:
        text, end = _read_quoted(line, start)
    else:
        end = _find_tag_end(line, start) if mark is TokenMark.TAG else _find_word_end(line, start)
        text = line[start:end]
        if '"' in text:
            raise ParseError(
                _error("This name has a quotation mark in it. Put the whole name in quotes."),
                at + 1,
                end - at,
            )
    if not text:
        raise ParseError(
            _error("A name is missing. Type it right after {mark}").format(mark=line[at:start]),
            at + 1,
        )
    return Token(mark, text, at + 1, end - at, is_new_name, name_field, is_quoted)


def _find_word_end(line: str, at: int) -> int:
    """Return where a word ends. A colon at its end begins the own words."""
    end = _find_bare_end(line, at)
    return end - 1 if line[at:end].endswith(":") and end - at > 1 else end


def _find_bare_end(line: str, at: int) -> int:
    match = _BARE.match(line, at)
    return match.end() if match else at


def _find_tag_end(line: str, at: int) -> int:
    while at < len(line) and (
        line[at].isalnum()
        or line[at] in _TAG_CHARACTERS
        or unicodedata.category(line[at])[0] == "M"
    ):
        at += 1
    return at


def _read_quoted(line: str, at: int) -> tuple[str, int]:
    quote = line[at]
    match = _QUOTED[quote].match(line, at)
    if match is None:
        raise ParseError(
            _error("The closing {quote} is missing. Add it where the text ends.").format(
                quote=quote
            ),
            at + 1,
            len(line) - at,
        )
    text = match[1].replace(quote * 2, quote)
    if not text.strip():
        raise ParseError(
            _error("There’s nothing in these quotes. Type something, or remove them."),
            at + 1,
            match.end() - at,
        )
    _refuse_tab(text, line, at)
    return text, match.end()


def _refuse_tab(text: str, line: str, at: int) -> None:
    if "\t" in text:
        raise ParseError(
            _error("There’s a tab in this text. Type a space instead."), line.index("\t", at) + 1
        )


def write_token(token: Token) -> str:
    """Return a token as it is in the line."""
    new = "!" if token.is_new_name else ""
    field = f"{token.name_field}:" if token.name_field else ""
    is_quoted = token.is_quoted or token.mark is TokenMark.WORDS
    text = quote_text(token.text) if is_quoted else token.text
    mark = "" if token.mark is TokenMark.WORDS else token.mark.value
    return quote_label(text) if token.mark is TokenMark.LABEL else f"{mark}{new}{field}{text}"


def quote_text(text: str, quote: str = '"') -> str:
    """Return a text in quotes, as an entry line has it. Quotes in it are doubled."""
    return quote + text.replace(quote, quote * 2) + quote


def quote_label(label: str) -> str:
    """Return a label in quotes, as an entry line has it."""
    return quote_text(label, "'")


def quote_name(name: str) -> str:
    """Return the name of a group or a campaign as it is after its mark, quoted if need be."""
    return name if _PLAIN_NAME.fullmatch(name) else quote_text(name)
