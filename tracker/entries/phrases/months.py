"""Months as people write them: `october`, `last month`, and the month of an income."""

import re
from collections.abc import Sequence

from tracker.entries.phrases.phrase import (
    PhraseContext,
    WordRun,
    build_alternatives,
    compile_phrase,
    count_words,
    find_type_word,
    replace_phrase,
)
from tracker.entries.tokenizer import Token, fold
from tracker.i18n import list_month_names
from tracker.months import Month

_MONTH_WORDS = (
    "january jan januar",
    "february feb februar",
    "march mar märz maerz mrz",
    "april apr",
    "may mai",
    "june jun juni",
    "july jul juli",
    "august aug",
    "september sept sep",
    "october oct oktober okt",
    "november nov",
    "december dec dezember dez",
)
MONTHS = {word: index for index, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
"""The number of each month by its name."""
MONTH = rf"(?P<month>{build_alternatives(MONTHS)})\.?"
MONTH_PATTERN = compile_phrase(MONTH)
YEAR = r"(?:,? (?P<year>[0-9]{4}))?"
_FOR_MONTH = compile_phrase(rf"for {MONTH}(?: (?P<year>[0-9]{{4}}))?")
_ISO_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_MONTH_ALONE = compile_phrase(rf"{MONTH}{YEAR}")
_NEAR_MONTH = compile_phrase(r"(?P<near>this|last) month")


def rewrite_month(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens of an income with the month for which it is: `for 2026-10`."""
    if not context.is_typed or find_type_word(tokens) != "income":
        # In a file it is a label, or is asked about.
        return list(tokens)
    for at in range(len(tokens)):
        match = WordRun(tokens, at).match(_FOR_MONTH)
        if match is None:
            continue
        month, today = MONTHS[match["month"]], context.today
        year = int(match["year"]) if match["year"] else today.year - (month > today.month)
        return replace_phrase(tokens, at, count_words(match), f"for {year}-{month:02}")
    return list(tokens)


def read_month_phrase(
    tokens: Sequence[Token], at: int, context: PhraseContext
) -> tuple[int, Month | None]:
    """Return how many tokens name a month, and the month, or 0 and None if they name none.

    One without a year is the last that was.
    """
    run, current = WordRun(tokens, at), Month.from_date(context.today)
    if _ISO_MONTH.fullmatch(tokens[at].text) and run.text:
        return 1, Month.parse(tokens[at].text)
    if match := run.match(_NEAR_MONTH):
        return 2, current if match["near"] == "this" else current.add_months(-1)
    names = {name for month in list_month_names() for name in month if not name[:1].isdecimal()}
    local = rf"(?P<month>{build_alternatives(fold(name).rstrip('.') for name in names)})\.?{YEAR}"
    match = run.match(_MONTH_ALONE) or run.match(compile_phrase(local))
    if match is None:
        return 0, None
    word = match["month"].rstrip(".")
    number = MONTHS.get(word) or find_local_month(word)
    year = int(match["year"]) if match["year"] else current.year - (number > current.number)
    return count_words(match), Month(year, number)


def find_local_month(word: str) -> int:
    """Return the number of a month by its name here."""
    return next(
        number
        for number, names in enumerate(list_month_names(), start=1)
        if word in {fold(name).rstrip(".") for name in names}
    )
