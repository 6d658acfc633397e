"""The text of a page of a PDF: what a reader sees in black, and all other text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    StreamObject,
)

from tracker.importing.pdf_values import get_dictionary, get_value

_COLOURS = ("g", "rg", "k", "sc", "scn")
_OPERATORS = ("q", "Q", "BT", "Tr", "Tf", "Tj", "TJ", "'", '"', "gs", *_COLOURS)
_VISIBLE_MODES = (0, 1, 2)
"""Modes of text that is drawn. In the others it is there and cannot be seen."""
_FONT_MAP = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST_IN_RANGE = 256


class PageText(NamedTuple):
    """Text as it is drawn: in black, in another way, or not at all."""

    black_text: str
    other_text: str


class _TextState(NamedTuple):
    """How text is drawn at a place of a page."""

    font: Mapping[bytes, str] | None = None
    is_black: bool = True
    mode: int = 0
    is_opaque: bool = True

    @property
    def is_plain(self) -> bool:
        return self.is_black and self.is_opaque and self.mode in _VISIBLE_MODES


def extract_text(content_holder: DictionaryObject, contents: Any) -> PageText:
    """Return the text of a page or of a drawing. Raises what the library does for a broken one."""
    resources = get_dictionary(content_holder, "/Resources")
    fonts, graphics_states = (
        get_dictionary(resources, "/Font"),
        get_dictionary(resources, "/ExtGState"),
    )
    maps: dict[str, Mapping[bytes, str] | None] = {}
    state, saved_states = _TextState(), list[_TextState]()
    black_parts, other_parts = list[str](), list[str]()
    for operator, operands in _read_instructions(contents):
        match operator:
            case "q":
                saved_states.append(state)
            case "Q" if saved_states:
                state = saved_states.pop()
            case "Tr":
                state = state._replace(mode=int(operands[0]))
            case "Tf":
                name = str(operands[0])
                if name not in maps:
                    maps[name] = _load_font_letters(get_value(fonts, name))
                state = state._replace(font=maps[name])
            case "gs":
                look = get_dictionary(graphics_states, str(operands[0]))
                state = state._replace(is_opaque=get_value(look, "/ca") in (None, 1))
            case "BT":
                black_parts.append("\n")
                other_parts.append("\n")
            case colour if colour in _COLOURS:
                state = state._replace(is_black=_is_black(colour, operands))
            case _showing:
                text = "".join(
                    _decode_codes(string, state.font) for string in _find_strings(operands)
                )
                (black_parts if state.is_plain else other_parts).append(text)
    return PageText("".join(black_parts), "".join(other_parts))


def _read_instructions(contents: Any) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield what a page says of how text is drawn, in its order."""
    for operands, operator in ContentStream(contents, None, "bytes").operations:
        if (name := operator.decode("latin-1")) in _OPERATORS:
            yield name, operands


def _is_black(operator: str, operands: Sequence[Any]) -> bool:
    """Return whether a colour is black as a page says it that typst set, or another program."""
    try:
        values = [float(operand) for operand in operands]
    except (TypeError, ValueError):
        return False
    if operator == "k" or len(values) == 4:
        return values == [0, 0, 0, 1]
    return bool(values) and not any(values)


def _find_strings(operands: Sequence[Any]) -> Iterator[bytes]:
    """Yield the strings that are shown, of one operator or of a list with gaps between them."""
    for operand in operands:
        if isinstance(operand, ArrayObject):
            yield from (part for part in operand if isinstance(part, ByteStringObject))
        elif isinstance(operand, ByteStringObject):
            yield operand


def _decode_codes(codes: bytes, font: Mapping[bytes, str] | None) -> str:
    """Return the letters of a string. Those of a font that does not tell them as their codes."""
    if font is None:
        return codes.decode("latin-1")
    return "".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def _load_font_letters(font: Any) -> Mapping[bytes, str] | None:
    """Return the letters of the codes of a font, two bytes each, or None if each is one byte."""
    if not isinstance(font, DictionaryObject) or get_value(font, "/Subtype") != "/Type0":
        return None
    letters: dict[bytes, str] = {}
    table = get_value(font, "/ToUnicode")
    if not isinstance(table, StreamObject):
        return letters
    for kind, block in _FONT_MAP.findall(table.get_data()):
        codes = [bytes.fromhex(digits.decode()) for digits in _HEX.findall(block)]
        if kind == b"char":
            letters |= zip(codes[::2], map(_decode_letters, codes[1::2]), strict=False)
        for first, last, to in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            if kind == b"range":
                letters |= _expand_range(first, last, to)
    return letters


def _expand_range(first: bytes, last: bytes, to: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield the letters of codes that follow one another."""
    start = int.from_bytes(first)
    for step in range(min(int.from_bytes(last) - start + 1, _MOST_IN_RANGE)):
        letter = (int.from_bytes(to) + step).to_bytes(max(len(to), 1) + 1)[1:]
        yield (start + step).to_bytes(2), _decode_letters(letter)


def _decode_letters(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
