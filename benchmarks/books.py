"""Synthetic books: the same payments over ten years as a book and as an hledger journal."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tracker.book.open_book import create_book
from tracker.entries.types import Entry, Income, Kind, Need, NeedKind, Payment
from tracker.money import format_canonical
from tracker.months import Period

TODAY = date(2025, 12, 31)
START = date(2016, 1, 1)
DAYS = 3650


def make_payments(count: int) -> Iterator[Payment]:
    """Return so many payments in the order of their days, the same ones each time."""
    random = Random(count)
    kinds = list(Kind)
    for day in sorted(random.randrange(DAYS) for _payment in range(count)):
        yield Payment(
            day=START + timedelta(days=day),
            amount=random.randrange(100, 10_000),
            kind=random.choice(kinds),
            group="circle",
        )


def make_book(path: Path, count: int) -> None:
    """Make a plain book with an income, a need and so many payments."""
    entries: list[Entry] = [
        Income(day=START, amount=95_000, every=Period.MONTH),
        Need(day=START, amount=26_000, kind=NeedKind.FOOD, every=Period.MONTH),
        *make_payments(count),
    ]
    with create_book(path, currency="EUR", group="circle", passphrase=None) as book:
        book.log(entries, TODAY)


def make_journal(path: Path, count: int) -> None:
    """Write the same payments for hledger."""
    with path.open("w", encoding="utf-8") as journal:
        for payment in make_payments(count):
            journal.write(
                f"{payment.day} circle\n"
                f"  expenses:{payment.kind}  {format_canonical(payment.amount)} EUR\n"
                "  assets:cash\n\n"
            )
