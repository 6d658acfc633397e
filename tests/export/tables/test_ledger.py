"""The ledger adds up to the monthly table, and nothing that was typed can break a transaction."""

import csv
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.book_factory import BookFactory
from tests.strategies import (
    EXAMPLES,
    NAUGHTY,
    BookShape,
    books,
    group_labels,
    number_entries,
    texts,
)
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable
from tracker.entries.types import (
    Ask,
    Cost,
    Entry,
    Evidence,
    Form,
    Goal,
    Income,
    Kind,
    Means,
    Meeting,
    MoneyFromGroup,
    Need,
    NeedKind,
    Note,
    Observation,
    Payment,
    Refund,
    Source,
    StoredEntry,
)
from tracker.export.tables.ledger import UNNAMED_GROUP, name_groups, render_journal
from tracker.months import Month, Period
from tracker.sample import STORY_TODAY, load_story_entries

TODAY = date(2026, 1, 31)
DAY = date(2025, 10, 11)
SLOW = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
DENSE = BookShape(
    most=20,
    first=date(2025, 10, 1),
    last=date(2026, 5, 31),
    naughty=False,
    types=("paid", "paid", "income", "returned", "received", "ask", "need", "seen", "cost"),
)
"""Much that moves in few months, with few names: recurring things end one another."""
MONTH_ENDS = st.integers(0, 8).map(lambda months: Month(2025, 11).add_months(months).last_day)
"""Days on which the monthly table, too, counts no income that is still to come."""

Sums = Counter[tuple[str, str]]
"""Cents by month and account."""

LINE = re.compile(
    r"""
    ;\ [^\n]+
    | commodity\ [A-Z]{3} | \ {4}format\ 1000\.00\ [A-Z]{3}
    | tag\ [a-z]+
    | account\ (?:Assets|Expenses|Income)(?::[^\s:;]+)+
    | \d{4}-\d\d-\d\d\ [^\s|;]+(?:\ \|\ [a-z]+)?
    | \ {4};\ [a-z]+:\ [^\n;:,=\[\]]+
    | \ {4}(?:Assets|Expenses|Income)(?::[^\s:;]+)+\ {2,}-?\d+\.\d\d\ [A-Z]{3}
    |
    """,
    re.VERBOSE,
)
"""Any line that a journal of ours has."""


def text_of(items: Sequence[StoredEntry], today: date = TODAY) -> str:
    return "".join(render_journal(items, today, "EUR"))


def read_plainly(text: str) -> Sums:
    """The sums of a journal, read line by line; each transaction comes to nothing."""
    sums: Sums = Counter()
    for block in text.split("\n\n"):
        lines = block.splitlines()
        assert all(map(LINE.fullmatch, lines))
        if re.match(r"\d{4}-", block):
            postings = [
                line.split() for line in lines if line.startswith("    ") and ";" not in line
            ]
            cents = [int(amount.replace(".", "")) for _account, amount, _currency in postings]
            assert len(cents) == 2
            assert sum(cents) == 0
            for (account, *_amount), each in zip(postings, cents, strict=True):
                sums[block[:7], account] += each
    return sums


def read_by_hledger(text: str) -> Sums:
    """What the real hledger makes of a journal, strictly, and with its days in order."""
    hledger(text, "check", "--strict", "ordereddates")
    report = hledger(
        text, "balance", "--monthly", "--flat", "--no-total", "--layout=bare", "--output-format=csv"
    )
    (_account, _currency, *months), *rows = csv.reader(report.splitlines())
    return Counter(
        {
            (month, account): int(Decimal(cell) * 100)
            for account, _currency, *cells in rows
            for month, cell in zip(months, cells, strict=True)
        }
    )


def hledger(text: str, *arguments: str) -> str:
    run = subprocess.run(
        ["hledger", "-f", "-", *arguments],
        input=text.encode(),
        capture_output=True,
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout.decode()


READERS = [
    pytest.param(read_plainly, id="plainly"),
    pytest.param(
        read_by_hledger,
        id="hledger",
        marks=[
            pytest.mark.hledger,
            pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed"),
        ],
    ),
]
"""Every sum is read twice: as it is written, and by the program it is written for."""
Reader = Callable[[str], Sums]


def figures(monthly: MonthlyTable, items: Sequence[StoredEntry]) -> Iterator[tuple[str, str, int]]:
    """Month, account and cents as the monthly table has them; `*` where it sums all groups.

    An income for another month is in that month's figure, and in the journal on its own day.
    """
    names = name_groups(items)
    moved: Counter[str] = Counter()
    for item in items:
        if (
            isinstance(item.entry, Income)
            and item.entry.for_month is not None
            and item.entry.day <= monthly.today
        ):
            moved[str(item.entry.for_month)] += item.entry.amount
            moved[str(Month.from_date(item.entry.day))] -= item.entry.amount
    for row in monthly.build_rows():
        name = "*" if row.group == ALL_GROUPS else names.get(row.group, "")
        month = str(row.month)
        for kind, cents in row.given_by_kind.items():
            yield month, f"Expenses:Group:{name}:{kind.capitalize()}", cents
        yield month, f"Expenses:Group:{name}:Returned", -row.returned
        yield month, f"Income:Group:{name}", -row.received
        if row.group == ALL_GROUPS:
            yield month, "Income:Own", moved[month] - (row.income or 0)


def assert_adds_up(monthly: MonthlyTable, items: Sequence[StoredEntry], read: Reader) -> None:
    sums = read(text_of(items, monthly.today)) if monthly.first_month else Counter()
    of_all: Sums = Counter()
    for (month, account), cents in sums.items():
        of_all[month, re.sub("Group:[^:]+", "Group:*", account)] += cents
    told = list(figures(monthly, items))
    for month, account, cents in told:
        found = of_all if "*" in account else sums
        assert found[month, account] == cents, (month, account)
    months = {month for month, _account, _cents in told}
    assert {month for (month, _account), cents in sums.items() if cents} <= months


@pytest.mark.parametrize("read", READERS)
def test_the_sample_story_adds_up(book_factory: BookFactory, read: Reader) -> None:
    # Of the story's last month income is still to come; the table counts it, the ledger does not.
    today = Month.from_date(STORY_TODAY).add_months(-1).last_day
    monthly, items = book_factory.build_table(load_story_entries(), today)
    assert len(monthly.build_rows()) > 30
    assert_adds_up(monthly, items, read)


@pytest.mark.slow
@pytest.mark.parametrize("read", READERS)
@settings(SLOW, max_examples=5 * EXAMPLES)
@given(books(DENSE), MONTH_ENDS)
def test_any_book_adds_up(
    book_factory: BookFactory, read: Reader, entries: Sequence[Entry], today: date
) -> None:
    monthly, items = book_factory.build_table(entries, today)
    assert_adds_up(monthly, items, read)


@pytest.mark.slow
@pytest.mark.parametrize("read", READERS)
@settings(SLOW, max_examples=5 * EXAMPLES)
@given(books(replace(DENSE, naughty=True)), MONTH_ENDS)
def test_any_book_adds_up_whatever_its_names(
    book_factory: BookFactory, read: Reader, entries: Sequence[Entry], today: date
) -> None:
    monthly, items = book_factory.build_table(entries, today)
    assert_adds_up(monthly, items, read)


HOSTILE = (
    *NAUGHTY,
    "a  b",
    "a:b",
    "a ; b",
    "a  ; b",
    "* a",
    "! a",
    "(a)",
    "[a]",
    "[2020-01-01]",
    "date:2020-01-01",
    "2020-01-01 a",
    "~ monthly",
    "= expr",
    "comment",
    "end",
    "include /etc/hosts",
    "account x",
    "5.00 EUR",
    "-- a",
    "\u3164",
    "\u0301a",
    "\u00df",
    "\u2168",
    "\u0390" * 60,
)
"""What means something to a reader of journals, or looks like nothing."""


@pytest.mark.parametrize("read", READERS)
def test_no_name_breaks_a_transaction(read: Reader) -> None:
    entries: list[Entry] = [
        entry
        for name in HOSTILE
        for entry in (
            Payment(day=DAY, amount=100, kind=Kind.DUES, group=name, label=name, ref=name),
            Income(day=DAY, amount=7, label=name),
        )
    ]
    sums = read(text_of(number_entries(entries)))
    names = name_groups(number_entries(entries))
    assert len(set(names.values())) == len(names) == len(set(HOSTILE))
    for name in names.values():
        assert sums["2025-10", f"Expenses:Group:{name}:Dues"] == 100
    assert sums["2025-10", "Income:Own"] == -7 * len(HOSTILE)


@given(st.lists(group_labels(), min_size=1, max_size=4, unique=True), texts())
def test_every_line_is_one_that_a_journal_has(groups: list[str], label: str) -> None:
    entries: list[Entry] = [
        Payment(day=DAY, amount=100, kind=Kind.DUES, group=each, label=label) for each in groups
    ]
    sums = read_plainly(text_of(number_entries(entries)))
    assert sums["2025-10", "Assets:Unknown"] == -100 * len(groups)
    assert len(sums) == 1 + len(groups)


def test_how_a_journal_reads() -> None:
    entries: list[Entry] = [
        Income(day=date(2025, 10, 1), amount=95_000, every=Period.MONTH, label="bakery"),
        Meeting(day=DAY, form=Form.MEETING, words="what was said", group="Circle: readers"),
        Ask(day=DAY, low=3_000, high=3_000, kind=Kind.DUES, group="Circle: readers"),
        Payment(
            day=DAY,
            amount=3_000,
            kind=Kind.DUES,
            by=Means.TRANSFER,
            label="first; (dues)",
            ref="blue folder",
            group="Circle: readers",
            evidence=Evidence.DOCUMENTED,
            private_note="only for me",
        ),
        Refund(
            day=date(2025, 10, 20),
            amount=1_000,
            for_entry=4,
            kind=Kind.DUES,
            by=Means.CASH,
            group="Circle: readers",
        ),
        MoneyFromGroup(day=date(2025, 10, 21), amount=500, group="Circle: readers"),
        Payment(day=date(2025, 10, 22), amount=200, kind=Kind.OTHER),
        Need(day=DAY, amount=26_000, kind=NeedKind.FOOD),
        Goal(day=DAY, low=100, high=100, campaign="office", group="Circle: readers"),
        Income(day=date(2025, 10, 23), amount=4_000, for_month=Month(2025, 9)),
        Cost(
            day=date(2025, 10, 24),
            amount=4_100,
            label="train",
            by=Means.CARD,
            event="seminar",
            own_words="too long",
            group="choir",
        ),
        Observation(
            day=date(2025, 10, 24),
            source=Source.HEARD,
            low=6_000,
            high=6_000,
            kind=Kind.DONATION,
            group="Circle: readers",
        ),
        Note(day=date(2025, 10, 24), own_words="a thought"),
        Payment(day=date(2025, 10, 25), amount=None, kind=Kind.DUES, group="Circle: readers"),
        Refund(
            day=date(2025, 10, 26),
            amount=None,
            for_entry=14,
            kind=Kind.DUES,
            group="Circle: readers",
        ),
        Cost(day=date(2025, 11, 1), amount=None, group="choir"),
    ]
    assert text_of(number_entries(entries), date(2025, 10, 31)) == JOURNAL


JOURNAL = """\
; My own notes about money that moved. The group’s side is not here.
; Assets show what moved in these entries, not what I have. Living costs are
; left out.
; 2 amounts that I don’t know are left out.

commodity EUR
    format 1000.00 EUR

tag entry
tag id
tag evidence
tag label
tag every
tag month

account Assets:Bank
account Assets:Cash
account Assets:Unknown
account Expenses:Around:Choir
account Expenses:Group:Circle-readers:Dues
account Expenses:Group:Circle-readers:Returned
account Expenses:Group:Not-noted:Other
account Income:Group:Circle-readers
account Income:Own

2025-10-01 Income
    ; entry: 1
    ; id: id000001
    ; evidence: remembered
    ; label: bakery
    ; every: month
    Assets:Unknown                                                950.00 EUR
    Income:Own                                                   -950.00 EUR

2025-10-11 Circle-readers | dues
    ; entry: 4
    ; id: id000004
    ; evidence: documented
    ; label: first dues
    Expenses:Group:Circle-readers:Dues                             30.00 EUR
    Assets:Bank                                                   -30.00 EUR

2025-10-20 Circle-readers | returned
    ; entry: 5
    ; id: id000005
    ; evidence: remembered
    Assets:Cash                                                    10.00 EUR
    Expenses:Group:Circle-readers:Returned                        -10.00 EUR

2025-10-21 Circle-readers | received
    ; entry: 6
    ; id: id000006
    ; evidence: remembered
    Assets:Unknown                                                  5.00 EUR
    Income:Group:Circle-readers                                    -5.00 EUR

2025-10-22 Not-noted | other
    ; entry: 7
    ; id: id000007
    ; evidence: remembered
    Expenses:Group:Not-noted:Other                                  2.00 EUR
    Assets:Unknown                                                 -2.00 EUR

2025-10-23 Income
    ; entry: 10
    ; id: id000010
    ; evidence: remembered
    ; month: 2025-09
    Assets:Unknown                                                 40.00 EUR
    Income:Own                                                    -40.00 EUR

2025-10-24 Choir | costs
    ; entry: 11
    ; id: id000011
    ; evidence: remembered
    ; label: train
    Expenses:Around:Choir                                          41.00 EUR
    Assets:Bank                                                   -41.00 EUR
"""


def test_what_is_standing_began_before_the_first_month_and_ends_with_the_last() -> None:
    items = number_entries(
        [Payment(day=date(2025, 1, 31), amount=100, kind=Kind.DUES, every=Period.MONTH)]
    )
    text = "".join(render_journal(items, TODAY, "EUR", Month(2025, 10), Month(2025, 11)))
    assert re.findall(r"^\d{4}-\S+", text, re.MULTILINE) == ["2025-10-31", "2025-11-30"]


def test_amounts_that_are_not_known_are_counted_within_the_months_that_are_shown() -> None:
    items = number_entries(
        [
            Cost(day=date(2025, month, 1), amount=None, group="choir")
            for month in (9, 10, 11, 11, 12)
        ]
    )
    text = "".join(
        render_journal(items, date(2025, 12, 31), "EUR", Month(2025, 10), Month(2025, 11))
    )
    assert "; 3 amounts that I don’t know are left out.\n" in text
    (one,) = re.findall("; One amount.*", text_of(items, date(2025, 9, 30)))
    assert one == "; One amount that I don’t know is left out."
    assert "know" not in text_of(items, date(2025, 8, 31))


def test_nothing_moves_after_today() -> None:
    entries: list[Entry] = [
        Income(day=date(2025, 10, 20), amount=100, every=Period.WEEK),
        Income(day=date(2026, 5, 1), amount=100),
        Payment(day=date(2025, 10, 28), amount=100, kind=Kind.DUES),
    ]
    text = text_of(number_entries(entries), date(2025, 10, 27))
    assert re.findall(r"^\d{4}-\S+", text, re.MULTILINE) == ["2025-10-20", "2025-10-27"]


def test_labels_stay_here_and_still_say_what_takes_whose_place() -> None:
    entries: list[Entry] = [
        Payment(day=DAY, amount=100, kind=Kind.DUES, every=Period.MONTH, label="secret"),
        Payment(day=DAY, amount=200, kind=Kind.DUES, every=Period.MONTH, label="other"),
    ]
    items = number_entries(entries)
    text = "".join(render_journal(items, TODAY, "EUR", labels=False))
    assert "secret" in text_of(items)
    assert "secret" not in text
    assert read_plainly(text) == read_plainly(text_of(items))
    assert read_plainly(text)["2025-12", f"Expenses:Group:{UNNAMED_GROUP}:Dues"] == 300


def test_an_empty_journal_is_one_too() -> None:
    assert read_plainly(text_of([])) == Counter()
