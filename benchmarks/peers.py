"""The same records for other tools, and how each of them adds them up by month and kind."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.books import CURRENCY, START, generate_entries
from tracker.entries.types import Ask, Kind, Meeting, Payment

SQLITE, HLEDGER, LEDGER, BEAN_QUERY = "sqlite3", "hledger", "ledger", "bean-query"
BAGELS = "Bagels"
BY_MONTH = (
    "SELECT substr(day, 1, 7), type, kind, sum(cents), count(*) FROM records GROUP BY 1, 2, 3"
)
BEANS_BY_MONTH = "SELECT year, month, account, sum(position) GROUP BY year, month, account"


class Record(NamedTuple):
    """What the other tools keep of an ask, a payment or a meeting, whose hours are its cents."""

    day: date
    type: str
    kind: str
    cents: int


def generate_records(count: int) -> Iterator[Record]:
    """Yield the asks, payments and meetings among so many entries."""
    for entry in generate_entries(count):
        match entry:
            case Ask(day=day, low=int(cents), kind=kind):
                yield Record(day, "asked", kind, cents)
            case Payment(day=day, amount=int(cents), kind=kind):
                yield Record(day, "given", kind, cents)
            case Meeting(day=day, hours=int(hundredths)):
                yield Record(day, "met", "meeting", hundredths)
            case _:
                pass


def write_journal(path: Path, count: int) -> None:
    """Write a journal that hledger and ledger can read."""
    path.write_text("\n".join(_write_transactions(count)), "utf-8")


def write_beancount(path: Path, count: int) -> None:
    """Write the journal with the accounts declared, as Beancount has it."""
    accounts = [f"Expenses:{word}:{kind.title()}" for word in ("Asked", "Given") for kind in Kind]
    accounts += ["Expenses:Met:Meeting", "Assets:Other"]
    opened = [f"{START} open {account}" for account in accounts]
    path.write_text("\n".join([*opened, "", *_write_transactions(count)]), "utf-8")


def _write_transactions(count: int) -> Iterator[str]:
    for day, word, kind, cents in generate_records(count):
        unit = "HOURS" if word == "met" else CURRENCY
        amount = f"{cents // 100}.{cents % 100:02} {unit}"
        yield (
            f'{day} * "{word}"\n'
            f"  Expenses:{word.title()}:{kind.title()}  {amount}\n"
            f"  Assets:Other  -{amount}\n"
        )


def make_database(path: Path, count: int) -> None:
    """Make a database of the records, without an index."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE records (day TEXT, type TEXT, kind TEXT, cents INTEGER)")
    rows = ((day.isoformat(), *rest) for day, *rest in generate_records(count))
    connection.executemany("INSERT INTO records VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()


def make_bagels(folder: Path, count: int) -> None:
    """Make a folder for Bagels. The last record is today's, since it opens with this week."""
    folder.mkdir()
    connection = sqlite3.connect(folder / "db.db")
    connection.executescript("""
        CREATE TABLE account ("createdAt" DATETIME NOT NULL, "updatedAt" DATETIME NOT NULL,
            "deletedAt" DATETIME, id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL,
            description VARCHAR, "beginningBalance" FLOAT NOT NULL, "repaymentDate" INTEGER,
            hidden BOOLEAN NOT NULL);
        CREATE TABLE category ("createdAt" DATETIME NOT NULL, "updatedAt" DATETIME NOT NULL,
            "deletedAt" DATETIME, id INTEGER NOT NULL PRIMARY KEY, "parentCategoryId" INTEGER,
            name VARCHAR NOT NULL, nature VARCHAR(4) NOT NULL, color VARCHAR NOT NULL);
        CREATE TABLE record ("createdAt" DATETIME NOT NULL, "updatedAt" DATETIME NOT NULL,
            id INTEGER NOT NULL PRIMARY KEY, label VARCHAR NOT NULL, amount FLOAT NOT NULL,
            date DATETIME NOT NULL, "accountId" INTEGER NOT NULL, "categoryId" INTEGER,
            tags VARCHAR, "isInProgress" BOOLEAN NOT NULL, "isIncome" BOOLEAN NOT NULL,
            "isTransfer" BOOLEAN NOT NULL, "transferToAccountId" INTEGER);
    """)
    records = list(generate_records(count))
    later = datetime.now().astimezone().date() - records[-1].day
    start = [_format_moment(START, later)]
    connection.execute(
        "INSERT INTO account VALUES (?1, ?1, NULL, 1, 'Cash', '', 0, NULL, 0)", start
    )
    connection.execute(
        "INSERT INTO category VALUES (?1, ?1, NULL, 1, NULL, 'Group', 'WANT', 'grey63')", start
    )
    connection.executemany(
        "INSERT INTO record VALUES (?1, ?1, NULL, ?2, ?3, ?1, 1, 1, NULL, 0, 0, 0, NULL)",
        (
            (_format_moment(day, later), f"{word} {kind}", cents / 100)
            for day, word, kind, cents in records
        ),
    )
    connection.commit()
    connection.close()


def _format_moment(day: date, later: timedelta) -> str:
    return f"{day + later} 12:00:00.000000"


class MonthlyReport(NamedTuple):
    """How a tool is given the records, and the command that adds them up by month and kind."""

    program: str
    ending: str
    write: Callable[[Path, int], None]
    before: tuple[str, ...]
    after: tuple[str, ...]

    def build_command(self, path: Path) -> list[str]:
        """Return the command for a file."""
        return [self.program, *self.before, str(path), *self.after]


MONTHLY_REPORTS = (
    MonthlyReport(SQLITE, "sqlite", make_database, (), (BY_MONTH,)),
    MonthlyReport(HLEDGER, "journal", write_journal, ("-f",), ("balance", "-M", "Expenses")),
    MonthlyReport(LEDGER, "journal", write_journal, ("-f",), ("register", "-M", "Expenses")),
    MonthlyReport(BEAN_QUERY, "beancount", write_beancount, ("-q",), (BEANS_BY_MONTH,)),
)


def is_installed(peer: str) -> bool:
    """Return whether a tool can be run here."""
    return shutil.which(peer.lower()) is not None


def describe_version(peer: str) -> str:
    """Return the version that a tool says of itself, or that it is not installed."""
    if not is_installed(peer):
        return "not installed"
    if peer == BAGELS:
        return "installed"
    done = subprocess.run([peer, "--version"], check=True, capture_output=True, text=True)
    found = re.search(r"\d[\d.]*", done.stdout)
    return found[0] if found else "installed"
