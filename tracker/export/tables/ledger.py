"""The ledger: payments and income as a plain-text journal for accounting programs.

hledger and Ledger read it. It contains payments, costs, refunds, money from the group and income,
each on its day. Regular ones have a transaction for each occurrence, up to today. Asks and pledges
are left out because they moved no money, entries seen or heard because the money was not the
person's, and living costs because they don't say what was paid when. No text is included except
labels. An unknown amount has no transaction. What a person typed is sanitized first, so no name can
end a transaction or begin another.

Living costs are a budget and no movements: a person who keeps accounts would count them twice. A
journal knows no quotes, so names are made plain. A label such as `date:2020-01-01` or two spaces
would change a transaction.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from textwrap import wrap
from typing import NamedTuple, TypeAlias, get_args

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.recurrence import expand_recurring
from tracker.analysis.monthly.table import find_recurring_incomes, find_recurring_payments
from tracker.book.book import Book
from tracker.entries.tokenizer import fold
from tracker.entries.types import (
    Cost,
    Entry,
    Income,
    Means,
    MoneyFromGroup,
    Payment,
    Refund,
    StoredEntry,
)
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.redaction import find_entry_group, includes_entry, rename_entry_group
from tracker.export.privacy.selection import ExportSelection
from tracker.i18n import _, ngettext
from tracker.money import Cents, format_canonical
from tracker.months import Month, Period

# Data: in people's files since 0.1. Never rename.
LEDGER_FILE = "tracker.journal"
WIDTH = 76
INDENT = "    "
LONGEST_NAME = 40
"""The most characters of a typed name."""

# Data: in people's files since 0.1. Never rename.
ASSET_ACCOUNTS = {
    None: "Assets:Unknown",
    Means.CASH: "Assets:Cash",
    Means.TRANSFER: "Assets:Bank",
    Means.CARD: "Assets:Bank",
    Means.DEBIT: "Assets:Bank",
}
"""The accounts money came from or went to, if the entry says so.

From `Assets`, `Expenses` and `Income` hledger knows the type of an account.
"""
INCOME_ACCOUNT = "Income:Own"
UNNAMED_GROUP = "Not-noted"
"""The account name if an entry names no group."""

# Data: in people's files since 0.1. Never rename.
TRANSACTION_TAGS = ("entry", "id", "evidence", "label", "every", "month")
"""The tags of a transaction, one per line, because Ledger reads a whole line as one value."""

MoneyEntry: TypeAlias = Payment | Cost | Refund | MoneyFromGroup | Income


class LedgerTransaction(NamedTuple):
    """Money that moved on a day."""

    day: date
    number: int
    """The number of its entry. Several occurrences have the same."""
    id: str
    entry: MoneyEntry
    payee: str
    account: str
    """The account that is not one of the assets."""
    cents: Cents
    """The amount that goes into that account. Below 0 it comes from there."""


def build_ledger(book: Book, today: date, selection: ExportSelection) -> dict[str, bytes]:
    """Return the ledger of an open book by its file name. Raise BookError or SelectionError."""
    groups = book.groups.load_all()
    labels = [group.label for group in groups]
    selection.check_fits(labels)
    aliases = {group.label: group.alias for group in groups if group.alias}
    pseudonyms = Pseudonyms(selection, labels, aliases)

    items = (
        pseudonyms.replace_in_entry(rename_entry_group(item, selection))
        for item in book.load_counted_entries([cls.word for cls in get_args(MoneyEntry)])
        if selection.includes_group(find_entry_group(item)) and includes_entry(item, selection)
    )
    text = render_journal(
        items,
        today,
        book.currency,
        selection.first,
        selection.last,
        labels=selection.labels,
        days=selection.days,
    )
    return {LEDGER_FILE: "".join(text).encode()}


def render_journal(
    items: Iterable[StoredEntry],
    today: date,
    currency: str,
    first: Month | None = None,
    last: Month | None = None,
    *,
    labels: bool = True,
    days: bool = True,
) -> Iterator[str]:
    """Yield the journal of some entries in pieces of text, in the order of days.

    `items` are all entries that may be included, of any day, under the shown names, because a
    regular payment may have begun long before the `first` month. They keep their labels, which say
    what replaces what, even if without `labels` none is written. Without `days` each transaction
    has the first day of its month.
    """
    entries = list(items)
    names = name_groups(entries)
    transactions = [
        transaction
        for transaction in _build_transactions(entries, names, today)
        if _is_between(transaction.day, first, last)
    ]
    if not days:
        transactions = [
            transaction._replace(day=Month.from_date(transaction.day).first_day)
            for transaction in transactions
        ]
    transactions.sort(key=lambda transaction: (transaction.day, transaction.number))
    open_count = sum(
        item.entry.day <= today and _is_between(item.entry.day, first, last)
        for item in entries
        if isinstance(item.entry, MoneyEntry) and item.entry.amount is None
    )
    yield from _render_header(currency, open_count, days=days)
    yield from _render_accounts(transactions)
    for transaction in transactions:
        yield from _render_transaction(transaction, currency, labels=labels)


def _is_between(day: date, first: Month | None, last: Month | None) -> bool:
    return (first is None or first.first_day <= day) and (last is None or day <= last.last_day)


def name_groups(items: Iterable[StoredEntry]) -> dict[GroupLabel, str]:
    """Return each group's name in accounts: letters, digits and hyphens, no two alike."""
    names: dict[GroupLabel, str] = {}
    taken_names: set[str] = set()
    for item in items:
        if (
            not isinstance(item.entry, Payment | Cost | Refund | MoneyFromGroup)
            or item.entry.group in names
        ):
            continue
        label = item.entry.group
        plain = _capitalise(_sanitize_name(label or "", "-")) or UNNAMED_GROUP
        candidates = (
            f"{plain}-{count}" if count > 1 else plain for count in range(1, len(taken_names) + 2)
        )
        names[label] = next(name for name in candidates if fold(name) not in taken_names)
        taken_names.add(fold(names[label]))
    return names


def _build_transactions(
    items: Sequence[StoredEntry], names: Mapping[GroupLabel, str], today: date
) -> Iterator[LedgerTransaction]:
    item_by_number = {item.number: item for item in items}
    one_off_days = (
        (item.number, item.entry.day)
        for item in items
        if item.entry.day <= today and _find_period(item.entry) is None
    )
    recurring_days = chain(
        (
            (recurring.number, day)
            for recurring, day in expand_recurring(find_recurring_payments(items), today)
        ),
        (
            (recurring.number, day)
            for recurring, day in expand_recurring(find_recurring_incomes(items), today)
        ),
    )
    for number, day in chain(one_off_days, recurring_days):
        entry = item_by_number[number].entry
        if isinstance(entry, MoneyEntry) and entry.amount:
            yield LedgerTransaction(
                day,
                number,
                item_by_number[number].id,
                entry,
                *_choose_account(entry, entry.amount, names),
            )


def _choose_account(
    entry: MoneyEntry, cents: Cents, names: Mapping[GroupLabel, str]
) -> tuple[str, str, Cents]:
    """Return payee, account and amount of money that moved.

    A group's expenses have an account for each kind of giving, gross as in `months.csv`, and one
    for refunds, so their sum is what the group kept. Costs have another one, because the group did
    not get them.
    """
    if isinstance(entry, Income):
        return "Income", INCOME_ACCOUNT, -cents
    name = names[entry.group]
    match entry:
        case Payment():
            account = f"Expenses:Group:{name}:{_capitalise(entry.kind)}"
            return f"{name} | {entry.kind}", account, cents
        case Cost():
            return f"{name} | costs", f"Expenses:Around:{name}", cents
        case Refund():
            return f"{name} | returned", f"Expenses:Group:{name}:Returned", -cents
        case MoneyFromGroup():
            return f"{name} | received", f"Income:Group:{name}", -cents


def _render_header(currency: str, open_count: int, *, days: bool) -> Iterator[str]:
    """Yield what this is, and how amounts are written."""
    sentences = [
        _("My own notes about money that moved. The group’s side is not here."),
        _("Assets show what moved in these entries, not what I have. Living costs are left out."),
    ]
    if open_count:
        text = ngettext(
            "One amount that I don’t know is left out.",
            "{count} amounts that I don’t know are left out.",
            open_count,
        )
        sentences.append(text.format(count=open_count))
    if not days:
        sentences.append(_("Days are left out. Everything is dated the first of its month."))
    for sentence in sentences:
        yield from (f"; {line}\n" for line in wrap(sentence, WIDTH))
    yield f"\ncommodity {currency}\n{INDENT}format 1000.00 {currency}\n\n"
    yield from (f"tag {name}\n" for name in TRANSACTION_TAGS)
    yield "\n"


def _render_accounts(transactions: Sequence[LedgerTransaction]) -> Iterator[str]:
    """Yield every account that is used. Programs can then report misspelt ones."""
    accounts = {transaction.account for transaction in transactions} | {
        _choose_asset_account(transaction.entry) for transaction in transactions
    }
    yield from (f"account {account}\n" for account in sorted(accounts))


def _render_transaction(
    transaction: LedgerTransaction, currency: str, *, labels: bool
) -> Iterator[str]:
    entry = transaction.entry
    label: str | None = getattr(entry, "label", None) if labels else None
    values = (
        transaction.number,
        transaction.id,
        entry.evidence,
        label and _sanitize_name(label, " "),
        _find_period(entry),
        getattr(entry, "for_month", None),
    )
    yield f"\n{transaction.day} {transaction.payee}\n"
    for name, value in zip(TRANSACTION_TAGS, values, strict=True):
        if value:
            yield f"{INDENT}; {name}: {value}\n"
    postings = (
        (transaction.account, transaction.cents),
        (_choose_asset_account(entry), -transaction.cents),
    )
    for account, cents in sorted(postings, key=lambda posting: -posting[1]):
        amount = f"{'-' if cents < 0 else ''}{format_canonical(abs(cents))} {currency}"
        yield f"{INDENT}{account}  {amount.rjust(WIDTH - len(INDENT) - len(account) - 2)}\n"


def _find_period(entry: Entry) -> Period | None:
    every: Period | None = getattr(entry, "every", None)
    return every


def _choose_asset_account(entry: MoneyEntry) -> str:
    return ASSET_ACCOUNTS[None if isinstance(entry, Income) else entry.by]


def _sanitize_name(text: str, gap: str) -> str:
    """Return the letters and digits of a text in any script, with one gap for all in between."""
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFC", text)
    )
    return gap.join(kept.split())[:LONGEST_NAME].strip(gap)


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]
