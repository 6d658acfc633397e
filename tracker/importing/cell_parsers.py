"""One cell read into one value. What does not fit is a CellError that says how to fix it."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeGuard, TypeVar

from tracker.entries.parse_error import LONGEST_TEXT, ParseError, shorten_word
from tracker.entries.tokenizer import tokenize
from tracker.entries.types import Evidence, Means
from tracker.entries.word_matching import find_similar_word
from tracker.export.tables.formula_guard import guard_text, unguard_cell
from tracker.i18n import _error, _label
from tracker.importing.errors import CellError
from tracker.money import explain_currency_refusal, parse_cents
from tracker.months import EARLIEST, LATEST, Month, Period, is_in_range

Word = TypeVar("Word", bound=StrEnum)

PERIODS = {period.value: period for period in Period}
MEANS = {means.value: means for means in Means}
EVIDENCE_WORDS = {evidence.value: evidence for evidence in Evidence}

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[1-9][0-9]{0,11}")
_MINUTES = re.compile(r"[1-9][0-9]{0,4}")
_ID = re.compile(r"[0-9a-z]{8}")
_AMOUNTS = {sign: re.compile(rf"[0-9]{{1,7}}(?:{re.escape(sign)}[0-9]{{1,2}})?") for sign in ".,"}
_CACHE_SIZE = 4096


@lru_cache(_CACHE_SIZE)
def parse_day_cell(cell: str, column: str) -> date:
    """Return a day."""
    try:
        day = date.fromisoformat(cell) if _DAY.fullmatch(cell) else None
    except ValueError as error:
        message = _error("There’s no such date as {text}. Check the day and the month.").format(
            text=cell
        )
        raise CellError(column, message) from error
    if day is None:
        raise CellError(
            column,
            _error(
                "“{text}” isn’t a date. Write the year, month and day, e.g. “2025-10-02”."
            ).format(text=format_cell(cell)),
        )
    if not is_in_range(day):
        raise CellError(
            column,
            _error("A date must be between {first} and {last}. Correct this one.").format(
                first=EARLIEST, last=LATEST
            ),
        )
    return day


def parse_month_cell(cell: str, column: str) -> Month:
    """Return a month."""
    try:
        return Month.parse(cell)
    except ValueError as error:
        message = _error(
            "“{text}” isn’t a month. Write the year and month, e.g. “2025-10”."
        ).format(text=format_cell(cell))
        raise CellError(column, message) from error


def parse_minutes_cell(cell: str, column: str) -> int:
    """Return a number of minutes."""
    if not _MINUTES.fullmatch(cell):
        raise CellError(
            column,
            _error("“{text}” isn’t a number of minutes. Write it in digits, e.g. “140”.").format(
                text=format_cell(cell)
            ),
        )
    return int(cell)


def parse_number_cell(cell: str, column: str) -> int:
    """Return the number of an entry."""
    if not _NUMBER.fullmatch(cell):
        raise CellError(
            column,
            _error("“{text}” isn’t an entry number. Write it in digits, e.g. “12”.").format(
                text=format_cell(cell)
            ),
        )
    return int(cell)


def parse_id_cell(cell: str) -> str:
    """Return the id of an entry."""
    if not _ID.fullmatch(cell):
        raise CellError(
            "id",
            _error(
                "“{text}” isn’t an entry ID. An ID has eight lower-case letters or "
                "digits. Copy it from the original file."
            ).format(text=format_cell(cell)),
        )
    return cell


@lru_cache(_CACHE_SIZE)
def parse_hundredths_cell(cell: str, column: str, decimal: str) -> int:
    """Return an amount, a percentage or hours, in hundredths.

    Decimals that a spreadsheet program left away are nought. No thousands separators.
    """
    if not _AMOUNTS[decimal].fullmatch(cell):
        raise CellError(
            column,
            _error(
                "“{text}” isn’t a number in this file. Write it in digits, e.g. “{example}”."
            ).format(example=f"50{decimal}00", text=format_cell(cell)),
        )
    return parse_cents(cell)


def parse_word_cell(cell: str, column: str, words: Mapping[str, Word]) -> Word:
    """Return one word of a fixed list."""
    if cell not in words:
        raise build_unknown_word_error(cell, column, words)
    return words[cell]


def build_unknown_word_error(cell: str, column: str, words: Mapping[str, object]) -> CellError:
    """Return the fix for a word that is not in a fixed list."""
    hint = find_similar_word(cell, words)
    if hint:
        return CellError(
            column,
            _error("Tracker doesn’t know “{text}” here. Did you mean {word}?").format(
                text=format_cell(cell), word=hint
            ),
        )
    return CellError(
        column,
        _error("Tracker doesn’t know “{text}” here. Use one of these: {words}.").format(
            words=", ".join(words), text=format_cell(cell)
        ),
    )


def parse_text_cell(cell: str, column: str) -> str:
    """Return a person's own words without the guard."""
    if len(cell) > 2 * LONGEST_TEXT:
        raise CellError(column, _describe_too_long(len(cell)))
    text = unguard_cell(cell)
    if guard_text(text) != cell:
        raise CellError(
            column,
            _error(
                "This cell has an apostrophe missing or too many. Tracker puts one before a "
                "text that starts with = + - @ | or '."
            ),
        )
    if not text.isprintable() or text.isspace():
        _refuse_invisible(text, column)
    if len(text) > LONGEST_TEXT:
        raise CellError(column, _describe_too_long(len(text)))
    return text


def _refuse_invisible(text: str, column: str) -> None:
    """Refuse what the entry line would refuse in quotes."""
    for start in range(0, len(text), LONGEST_TEXT // 4):
        part = text[start : start + LONGEST_TEXT // 4]
        try:
            tokenize('"x' + part.replace('"', '""') + '"')
        except ParseError as error:
            raise CellError(column, error.message) from error
    if not text.strip():
        raise CellError(column, _error("This cell has only spaces. Leave it empty."))


def _describe_too_long(length: int) -> str:
    return _error("This text has {count} characters. Shorten it to {most} or fewer.").format(
        count=length, most=LONGEST_TEXT
    )


def looks_like_currency(code: object) -> TypeGuard[str]:
    """Return whether this is written like a currency."""
    return isinstance(code, str) and len(code) == 3 and code.isascii() and code.isupper()


def describe_other_currency(bundle_currency: str, book_currency: str) -> str:
    """Return the fix for a bundle in another currency than the book's."""
    if not looks_like_currency(bundle_currency):
        return _error("This isn’t a currency. Write its three letters, e.g. “{ours}”.").format(
            ours=book_currency
        )
    if explain_currency_refusal(bundle_currency):
        message = _error(
            "This is in {theirs}, but your notebook is in {ours}. You can look at it with "
            "“tracker view”."
        )
        return message.format(theirs=bundle_currency, ours=book_currency)
    return _error(
        "This is in {theirs}, but your notebook is in {ours}. Create a notebook with "
        "--currency {theirs} and import it there."
    ).format(theirs=bundle_currency, ours=book_currency)


def format_cell(cell: str) -> str:
    """Return a cell as a sentence can hold it."""
    printable = "".join(
        sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in cell[:40]
    )
    return shorten_word(printable) if printable else _label("(empty)")
