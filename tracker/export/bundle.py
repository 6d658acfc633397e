"""The bundle: what one trusted person is shown, made whole in memory.

`Gathering` reads the open book, some entries at a time, and `prepared` all at once; both run where
the book is open. `files_of` needs only what that gave, sets the page, draws the picture, and may
run in another thread. The same book on the same day gives the same bytes, but for a page with a
password: no file carries the date it was made.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import islice

from tracker.analysis.monthly.evidence import GivenByEvidence
from tracker.analysis.monthly.facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.book.book import Book
from tracker.entries.flat_row import FlatRow
from tracker.entries.types import Limit, StoredEntry
from tracker.export.export_options import Showing
from tracker.export.privacy.name_hints import NamesSeen
from tracker.export.privacy.omissions import LeftOut
from tracker.export.privacy.pseudonyms import Renaming
from tracker.export.privacy.redaction import (
    emptied,
    emptied_columns,
    group_of,
    shown_as,
    taken_facts,
    takes_entry,
)
from tracker.export.privacy.selection import EVERYTHING, Choice, ChoiceRefused
from tracker.export.report.cover import Cover
from tracker.export.report.witness_file import WITNESS, to_file
from tracker.export.tables import months_csv
from tracker.export.tables.bundle_data import Contents
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.datapackage import GROUPS_OUT, MONTHS_OUT, datapackage
from tracker.export.tables.entries_csv import EntryTable
from tracker.export.tables.read_me import read_me
from tracker.export.tables.worksheet import nobody
from tracker.i18n import _
from tracker.months import is_in_range

# Data: in people's files since 0.1; never rename.
ENTRIES, MONTHS, PICTURE = "entries.csv", "months.csv", "share.png"
READ_ME, DATAPACKAGE = "READ-ME.txt", "datapackage.json"
REPORT, WORKBOOK = "report.pdf", "bundle.xlsx"
FILES = (READ_ME, PICTURE, MONTHS, ENTRIES, DATAPACKAGE)
"""What a bundle of tables holds, beside the page."""
INSIDE = (MONTHS, ENTRIES, DATAPACKAGE)
"""The tables as they lie within a page that is one file with them."""
AT_A_TIME = 500
"""Entries that are read before somebody else may have a turn."""


class Gathering:
    """A bundle that is being read from an open book; every method raises BookError."""

    def __init__(
        self,
        book: Book,
        today: date,
        dialect: Dialect,
        choice: Choice = EVERYTHING,
        cover: Cover | None = None,
    ) -> None:
        """Begin to read; raises ChoiceRefused where the choice does not fit the book.

        Without a cover there is no page, only tables.
        """
        self._choice = choice
        self._cover = cover
        self._today = today
        self._dialect = dialect
        self._book = book
        self._currency = book.currency
        self._facts = book.load_monthly_facts(today)
        choice.check(self._facts.groups)
        self._renaming = Renaming(choice, self._facts.groups, _aliases(book))
        self._items = map(self._dated, book.load_counted_entries())
        self._stream = StringIO(newline="")
        self._table = (
            EntryTable(book.currency, book.find_entry, self._redacted, days=choice.days)
            if choice.changes_entries
            else EntryTable(book.currency)
        )
        self._table.write(self._stream, dialect, (), private_notes=choice.private_notes)
        self._along: set[int] = set()
        """The numbers of the entries that go along."""
        self._named: set[str] = set()
        """The names of the groups that these entries are about."""
        self._noted = 0
        self._first_day: date | None = None
        """The earliest day of the groups that go along, also before the first month."""
        self._is_cut_before = self._is_cut_after = False
        self._names = NamesSeen(choice, self._renaming.text)

    def batches(self) -> Iterator[int]:
        """Read the entries, some at a time; each time how many were read so far."""
        notes = self._choice.private_notes
        while items := list(islice(self._items, AT_A_TIME)):
            self._noted += len(items)
            taken = list(self._taken(items)) if self._choice.changes_entries else items
            self._names.look(taken)
            self._table.write_rows(self._stream, self._dialect, taken, private_notes=notes)
            yield self._noted

    def contents(self) -> Contents:
        """What was read; raises ChoiceRefused where a choice left nothing to show."""
        choice, facts = self._choice, self._facts
        if choice.changes_entries:
            facts = taken_facts(facts, choice, self._first_day)
        monthly = MonthlyTable(facts)
        rows = monthly.build_rows(choice.first, choice.last)
        groups = list(facts.groups)
        if choice.last and choice.last < monthly.current_month:
            self._is_cut_after = True
        if self._is_cut_before or self._is_cut_after:
            busy = self._named.union(row.group for row in rows if _has_something(row))
            groups = [name for name in groups if name in busy]
            shown = {ALL_GROUPS, *groups} if len(groups) > 1 else {ALL_GROUPS}
            rows = [row for row in rows if row.group in shown]
        if choice.changes_entries and self._noted and not (rows or self._table.count):
            raise ChoiceRefused(_("There is nothing in these months; choose others."))
        left_out = self._left_out(groups)
        contents = Contents(
            dialect=self._dialect,
            private_notes=choice.private_notes,
            currency=self._currency,
            month=monthly.current_month,
            groups=tuple(groups),
            rows=tuple(rows),
            given=self._given(rows),
            count=self._table.count,
            noted=self._noted + left_out.undated,
            left_out=left_out,
            entries=self._stream.getvalue().encode(ENCODING),
            emptied=tuple(
                dict.fromkeys((*emptied_columns(choice), *sorted(self._renaming.columns)))
            ),
            names=tuple(self._names.found),
        )
        return contents if self._cover is None else self._with_page(contents, facts, self._cover)

    def _with_page(self, contents: Contents, facts: MonthlyFacts, cover: Cover) -> Contents:
        """The contents with what the page says, and the asks that it may tell."""
        # Only what has a page needs what makes it.
        from tracker.export.report_builder import report_of

        witness = self._book.make_witness()
        report, asks = report_of(
            self._book,
            contents,
            facts,
            self._choice,
            cover,
            self._today,
            retold=self._renaming,
            root=witness.root,
        )
        return replace(contents, report=report, asks=asks, witness=witness)

    def _given(self, rows: Sequence[MonthRow]) -> GivenByEvidence:
        """How what was given is known, of the groups that go along, by the names they have here."""
        if not rows:
            return {}
        choice = self._choice
        sums = self._book.ask_queries.sum_given_by_evidence(
            self._facts, rows[0].month, rows[-1].month
        )
        return {
            (group and choice.name(group), evidence): cents
            for (group, evidence), cents in sums.items()
            if choice.takes_group(group)
        }

    def _dated(self, item: StoredEntry) -> StoredEntry:
        """Return an entry that can be read back, with today for a day of saving that cannot be."""
        return item if is_in_range(item.logged_on) else replace(item, logged_on=self._today)

    def _taken(self, items: Iterable[StoredEntry]) -> Iterator[StoredEntry]:
        """The entries that go along, under the names that are shown."""
        choice = self._choice
        for item in items:
            if not choice.takes_group(group_of(item)):
                continue
            day = item.entry.day
            self._first_day = min(day, self._first_day or day)
            is_before, is_after = choice.is_before(day), choice.is_after(day)
            self._is_cut_before |= is_before
            self._is_cut_after |= is_after
            if is_before or is_after or not takes_entry(item, choice):
                continue
            self._along.add(item.number)
            shown = shown_as(item, choice)
            if (name := group_of(shown)) is not None:
                self._named.add(name)
            yield shown

    def _redacted(self, row: FlatRow) -> FlatRow:
        """A row that says nothing of what stays here."""
        if row.for_entry is not None and row.for_entry not in self._along:
            row = row._replace(for_entry=None)
        return self._renaming(emptied(row, self._choice))

    def _left_out(self, shown: Sequence[str]) -> LeftOut:
        choice, labels = self._choice, self._facts.groups
        taken = [label for label in labels if choice.takes_group(label)]
        lines = [item.entry for item in self._facts.other_entries if isinstance(item.entry, Limit)]
        wrong = self._book.day_repair.load_wrong()
        return LeftOut(
            undated=sum(1 for _item in self._book.load_entries()) - self._noted if wrong else 0,
            redated=sum(is_in_range(item.entry.day) for item in wrong),
            first=choice.first if self._is_cut_before else None,
            last=choice.last if self._is_cut_after else None,
            groups=len(labels) - len(taken),
            renamed=sum(
                choice.name(label) != label and choice.name(label) in shown for label in taken
            ),
            income=not choice.income,
            line=bool(lines) and (not choice.income or len(taken) < len(labels)),
            percent_line=not choice.income and any(line.percent is not None for line in lines),
            labels=not choice.labels,
            words=not choice.words,
            days=not choice.days,
        )


def _aliases(book: Book) -> dict[str, str]:
    return {group.label: group.alias for group in book.groups.load_all() if group.alias}


def _has_something(row: MonthRow) -> bool:
    return any((row.asked_high, row.asked_open, row.pledged, row.given, row.returned, row.received))


def prepared(
    book: Book,
    today: date,
    dialect: Dialect,
    choice: Choice = EVERYTHING,
    cover: Cover | None = None,
) -> Contents:
    """Read from an open book what goes into a bundle; raises BookError and ChoiceRefused."""
    gathering = Gathering(book, today, dialect, choice, cover)
    for _count in gathering.batches():
        pass
    return gathering.contents()


def tables(contents: Contents) -> dict[str, bytes]:
    """Every file of a bundle but the picture."""
    dialect, notes = contents.dialect, contents.private_notes
    return {
        READ_ME: read_me(contents),
        MONTHS: months_csv.written(dialect, contents.rows, income=contents.shows_income),
        ENTRIES: contents.entries,
        DATAPACKAGE: datapackage(
            contents.currency,
            dialect,
            count=contents.count,
            private_notes=notes,
            income=contents.shows_income,
            days=not contents.left_out.days,
            extract=_extract(contents.left_out),
            emptied=contents.emptied,
        ),
    }


def _extract(left_out: LeftOut) -> list[str]:
    """Which entries stay out, in the words of `datapackage.json`."""
    months = [MONTHS_OUT] if left_out.first or left_out.last else []
    return [*months, GROUPS_OUT] if left_out.groups else months


def finished(contents: Contents) -> dict[str, bytes]:
    """Every file of a bundle of tables by its name; draws the picture."""
    files = {**tables(contents), PICTURE: _picture(contents)}
    return {name: files[name] for name in FILES}


def files_of(
    contents: Contents, showing: Showing, told: Callable[[int], None] = nobody
) -> dict[str, bytes]:
    """Every file of a showing by its name, the page first; `contents` were made with its cover.

    `told` hears now and then how many rows were written; what it raises ends it.
    """
    from tracker.export.report.typesetting import typeset

    if contents.report is None:
        raise ValueError("these contents were made without a cover")
    lying_inside = inside(showing)
    attached = {name: content for name, content in tables(contents).items() if name in lying_inside}
    if contents.witness is not None:
        attached[WITNESS] = to_file(contents.witness)
    files = {REPORT: typeset(contents.report, attachments=attached, password=showing.password)}
    if showing.is_page_alone:
        return files
    told(0)
    files |= finished(contents)
    if showing.workbook:
        from tracker.export.tables.workbook import workbook

        files[WORKBOOK] = workbook(contents, told)
    return files


def inside(showing: Showing) -> tuple[str, ...]:
    """The files that lie within the page."""
    tables_inside = INSIDE if showing.tables and showing.is_page_alone else ()
    return (*tables_inside, WITNESS)


def _picture(contents: Contents) -> bytes:
    # matplotlib takes longer to import than all the rest: only a bundle that is made pays for it.
    from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart

    return draw_monthly_chart(contents.series, ImageFormat.PNG, contents.groups)
