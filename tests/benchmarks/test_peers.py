"""The files for other tools have the same sums as the notebook that they are compared with."""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.books import TODAY, make_book
from benchmarks.peers import BY_MONTH, make_database, write_beancount, write_journal
from tests.command_line import Tracker

COUNT = 400


@pytest.fixture
def given(tracker: Tracker) -> Counter[tuple[str, str]]:
    """The cents that were given, by month and kind, as `tracker months` says."""
    make_book(tracker.book, COUNT)
    done = tracker("--today", str(TODAY), "months", "--format", "json")
    sums: Counter[tuple[str, str]] = Counter()
    for row in json.loads(done.out):
        for column, cell in row.items():
            if column.startswith("given_") and column != "given_open":
                sums[row["month"], column.removeprefix("given_")] += read_cents(cell)
    assert sums.total() > 0
    return +sums


def read_cents(cell: str) -> int:
    units, _point, cents = cell.partition(" ")[0].partition(".")
    return int(units) * 100 + int(cents or 0)


def test_sqlite_adds_up_the_same(given: Counter[tuple[str, str]], tmp_path: Path) -> None:
    make_database(tmp_path / "records.sqlite", COUNT)
    connection = sqlite3.connect(tmp_path / "records.sqlite")
    rows = connection.execute(BY_MONTH).fetchall()
    connection.close()
    assert {(row[0], row[2]): row[3] for row in rows if row[1] == "given"} == given


@pytest.mark.hledger
@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
def test_hledger_adds_up_the_same(given: Counter[tuple[str, str]], tmp_path: Path) -> None:
    write_journal(tmp_path / "records.journal", COUNT)
    command = ["hledger", "-f", str(tmp_path / "records.journal"), "balance", "-M"]
    done = subprocess.run(
        [*command, "Expenses:Given", "-O", "csv"], capture_output=True, text=True, check=True
    )
    (_account, *months), *rows = csv.reader(done.stdout.splitlines())
    sums = {
        (month, account.rpartition(":")[2].lower()): read_cents(cell)
        for account, *cells in rows
        if account.startswith("Expenses:Given:")
        for month, cell in zip(months, cells, strict=True)
    }
    assert +Counter(sums) == given


def test_each_transaction_of_a_journal_is_in_beancount_with_its_accounts_open(
    tmp_path: Path,
) -> None:
    write_journal(tmp_path / "journal", COUNT)
    write_beancount(tmp_path / "beancount", COUNT)
    journal = (tmp_path / "journal").read_text("utf-8")
    head, body = (tmp_path / "beancount").read_text("utf-8").split("\n\n", 1)
    assert body == journal
    opened = {line.split()[-1] for line in head.splitlines()}
    used = {line.split()[0] for line in journal.splitlines() if line.startswith("  ")}
    assert used <= opened
