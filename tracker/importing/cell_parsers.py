"""One cell read into one value; what does not fit is a CellError that says how to fix it."""

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
from tracker.i18n import _
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
        message = _("the calendar has no {text}").format(text=cell)
        raise CellError(column, message) from error
    if day is None:
        raise CellError(
            column,
            _("a date is written like 2025-10-02, and this is {text}").format(
                text=format_cell(cell)
            ),
        )
    if not is_in_range(day):
        raise CellError(
            column, _("a date lies between {first} and {last}").format(first=EARLIEST, last=LATEST)
        )
    return day


def parse_month_cell(cell: str, column: str) -> Month:
    """Return a month."""
    try:
        return Month.parse(cell)
    except ValueError as error:
        message = _("{why}, and this is {text}").format(why=error, text=format_cell(cell))
        raise CellError(column, message) from error


def parse_minutes_cell(cell: str, column: str) -> int:
    """Return a number of minutes."""
    if not _MINUTES.fullmatch(cell):
        raise CellError(
            column,
            _("minutes are written like 140, and this is {text}").format(text=format_cell(cell)),
        )
    return int(cell)


def parse_number_cell(cell: str, column: str) -> int:
    """Return the number of an entry."""
    if not _NUMBER.fullmatch(cell):
        raise CellError(
            column,
            _("the number of an entry is written like 12, and this is {text}").format(
                text=format_cell(cell)
            ),
        )
    return int(cell)


def parse_id_cell(cell: str) -> str:
    """Return the id of an entry."""
    if not _ID.fullmatch(cell):
        raise CellError(
            "id",
            _("an id is eight small letters and digits, and this is {text}").format(
                text=format_cell(cell)
            ),
        )
    return cell


@lru_cache(_CACHE_SIZE)
def parse_hundredths_cell(cell: str, column: str, decimal: str) -> int:
    """Return an amount, a percentage or hours, in hundredths.

    Decimals that a spreadsheet program left away are nought; no thousands separators.
    """
    if not _AMOUNTS[decimal].fullmatch(cell):
        raise CellError(
            column,
            _("a number is written like {like} here, and this is {text}").format(
                like=f"50{decimal}00", text=format_cell(cell)
            ),
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
            _("{text} is not known here; perhaps {word} is meant").format(
                text=format_cell(cell), word=hint
            ),
        )
    return CellError(
        column,
        _("one of {words} stands here, and this is {text}").format(
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
            _(
                "an apostrophe is missing or too many before = + - @ | or ', so this is no cell "
                "that Tracker wrote"
            ),
        )
    if not text.isprintable() or text.isspace():
        _refuse_invisible(text, column)
    if len(text) > LONGEST_TEXT:
        raise CellError(column, _describe_too_long(len(text)))
    return text


def _refuse_invisible(text: str, column: str) -> None:
    """Let the entry line judge: what it takes in quotes may stand in a cell."""
    for start in range(0, len(text), LONGEST_TEXT // 4):
        part = text[start : start + LONGEST_TEXT // 4]
        try:
            tokenize('"x' + part.replace('"', '""') + '"')
        except ParseError as error:
            raise CellError(column, error.message) from error
    if not text.strip():
        raise CellError(column, _("only spaces stand here; leave it empty"))


def _describe_too_long(length: int) -> str:
    return _("this text has {count} characters, and {most} are the most").format(
        count=length, most=LONGEST_TEXT
    )


def looks_like_currency(code: object) -> TypeGuard[str]:
    """Return whether this is written like a currency."""
    return isinstance(code, str) and len(code) == 3 and code.isascii() and code.isupper()


def describe_other_currency(bundle_currency: str, book_currency: str) -> str:
    """Return the fix for a bundle in another currency than the book's."""
    if not looks_like_currency(bundle_currency):
        return _("a currency is written in three letters, like {ours}").format(ours=book_currency)
    if explain_currency_refusal(bundle_currency):
        message = _("this is in {theirs} and the book in {ours}; tracker view shows it as it is")
        return message.format(theirs=bundle_currency, ours=book_currency)
    return _(
        "this is in {theirs} and the book in {ours}; make a book with --currency {theirs}"
    ).format(theirs=bundle_currency, ours=book_currency)


def format_cell(cell: str) -> str:
    """Return a cell as a sentence can hold it."""
    printable = "".join(
        sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in cell[:40]
    )
    return shorten_word(printable) if printable else _("empty")
