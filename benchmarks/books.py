"""Seeded mixed notebooks over ten years: 40 % meetings, 40 % asks, 20 % payments.

Ten real years are about 3,600 entries. Each ask has a tag, four in ten have the words that were
said, and 15 % repeat an earlier one. What is about an event names that year's, and what is for
other things names the campaign, so that no screen is empty.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tracker.book.open_book import create_book
from tracker.entries.line_writer import LineWriter
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Entry,
    Form,
    Goal,
    Income,
    Kind,
    Meeting,
    Need,
    NeedKind,
    Payment,
    StoredEntry,
)
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import EntryTableWriter
from tracker.months import Period

TODAY = date(2025, 12, 31)
START = date(2016, 1, 1)
DAYS = 3652
CURRENCY = "EUR"
GROUP = "circle"
CAMPAIGN = "office"
TAGS = ("in_public", "named_sum", "deadline", "no_money", "praised", "one_to_one", "again")
WORDS = (
    "Everyone who is serious gives something this week.",
    "You said last month that you would think about it.",
    "It is only the price of a dinner.",
    "We would not ask if it were not needed.",
)
ANSWERS: tuple[tuple[Answer, ...], ...] = (
    (),
    (Answer(AnswerWord.NO),),
    (Answer(AnswerWord.NO),),
    (Answer(AnswerWord.LATER),),
    (Answer(AnswerWord.YES),),
    (Answer(AnswerWord.PLEDGED, 1_500),),
)
_SETUP: tuple[Entry, ...] = (
    Income(day=START, amount=95_000, every=Period.MONTH),
    Need(day=START, amount=26_000, kind=NeedKind.FOOD, every=Period.MONTH),
    Need(day=START, amount=38_000, kind=NeedKind.RENT, every=Period.MONTH),
    Goal(day=START, low=2_000_000, high=2_000_000, campaign=CAMPAIGN, group=GROUP),
    Goal(day=START, low=3_000_000, high=3_000_000, campaign=CAMPAIGN, group=GROUP),
)


def generate_entries(count: int) -> Iterator[Entry]:
    """Yield so many entries in the order of their days, the same ones each time.

    The first ones say what comes in and what living costs. `for_entry` names the numbers that the
    entries get when they are saved one by one into an empty notebook.
    """
    random = Random(count)
    kinds = list(Kind)
    yield from _SETUP[:count]
    asks: list[tuple[int, Kind]] = []
    mixed = count - len(_SETUP)
    for place in range(mixed):
        number = len(_SETUP) + place + 1
        day = START + timedelta(days=place * DAYS // mixed)
        amount = random.randrange(5, 100) * 100
        kind = random.choice(kinds)
        match random.choices(("meeting", "ask", "paid"), (40, 40, 20))[0]:
            case "meeting":
                yield Meeting(day=day, form=Form.MEETING, hours=200, group=GROUP)
            case "ask":
                repeated = None
                if asks and random.random() < 0.15:
                    repeated, kind = random.choice(asks[-20:])
                yield Ask(
                    day=day,
                    low=amount,
                    high=amount,
                    kind=kind,
                    answers=random.choice(ANSWERS),
                    circumstances=(random.choice(TAGS),),
                    words=random.choice(WORDS) if random.random() < 0.4 else None,
                    campaign=_find_campaign(kind),
                    event=_find_event(kind, day),
                    group=GROUP,
                    for_entry=repeated,
                )
                asks.append((number, kind))
            case _:
                yield Payment(
                    day=day,
                    amount=amount,
                    kind=kind,
                    campaign=_find_campaign(kind),
                    event=_find_event(kind, day),
                    group=GROUP,
                )


def _find_campaign(kind: Kind) -> str | None:
    return CAMPAIGN if kind is Kind.OTHER else None


def _find_event(kind: Kind, day: date) -> str | None:
    return f"weekend-{day.year}" if kind is Kind.EVENT else None


def generate_stored_entries(count: int) -> Iterator[StoredEntry]:
    """Yield the same entries with their numbers, and ids that are the same each time."""
    for number, entry in enumerate(generate_entries(count), start=1):
        yield StoredEntry(number, f"{number:08}", entry.day, entry)


def make_book(path: Path, count: int, passphrase: str | None = None) -> None:
    """Make a notebook with so many entries."""
    with create_book(path, currency=CURRENCY, group=GROUP, passphrase=passphrase) as book:
        book.import_entries(generate_stored_entries(count), TODAY)


def write_lines(path: Path, count: int) -> None:
    """Write the entries as lines for `tracker log`, for a notebook that has none yet."""
    writer = LineWriter(CURRENCY, GROUP, groups={GROUP})
    with path.open("w", encoding="utf-8") as file:
        for number, entry in enumerate(generate_entries(count), start=1):
            file.write(f"{writer.write_line(number, entry)}\n")


def write_table(path: Path, count: int) -> None:
    """Write the entries as an `entries.csv`, for `tracker import`."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        EntryTableWriter(CURRENCY).write_table(
            file, Dialect.COMMA, generate_stored_entries(count), private_notes=False
        )
