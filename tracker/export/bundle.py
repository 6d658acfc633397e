"""The bundle: every file for one trusted person, made in memory.

`BundleBuilder` reads the open book, some entries at a time, and `load_bundle` reads all at once.
Both run where the book is open. `render_export` needs only their data, typesets the report, draws
the image, and may run in another thread. Only the chosen files are built, each once. The same book
on the same day gives the same bytes, except for a report with a password. No file contains the date
on which it was made.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import islice

from tracker.analysis.monthly.evidence import GivenByEvidence, sum_given_by_evidence
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.book.book import Book
from tracker.entries.flat_row import FlatRow
from tracker.entries.types import Limit, Observation, StoredEntry
from tracker.export.export_options import ExportOptions
from tracker.export.privacy.name_hints import NameHints
from tracker.export.privacy.omissions import Omissions
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.redaction import (
    find_entry_group,
    includes_entry,
    is_withheld,
    list_redacted_columns,
    redact_facts,
    redact_row,
    rename_entry_group,
)
from tracker.export.privacy.selection import EVERYTHING, ExportSelection, SelectionError
from tracker.export.report.cover import CoverNote
from tracker.export.report.witness_file import WITNESS_FILE, encode_witness
from tracker.export.tables.bundle_data import BundleData, TableTags
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.datapackage import (
    OBSERVATIONS,
    OTHER_GROUPS,
    OTHER_MONTHS,
    render_datapackage,
)
from tracker.export.tables.entries_csv import EntryTableWriter
from tracker.export.tables.months_csv import render_months_csv
from tracker.export.tables.read_me import encode_read_me
from tracker.export.tables.worksheet import ignore_progress
from tracker.i18n import _error
from tracker.months import is_in_range

# Data: in people's files since 0.1. Never rename.
ENTRIES_FILE, MONTHS_FILE, IMAGE_FILE = "entries.csv", "months.csv", "share.png"
READ_ME_FILE, DATAPACKAGE_FILE = "READ-ME.txt", "datapackage.json"
REPORT_FILE, WORKBOOK_FILE = "report.pdf", "bundle.xlsx"
BUNDLE_FILES = (READ_ME_FILE, IMAGE_FILE, MONTHS_FILE, ENTRIES_FILE, DATAPACKAGE_FILE)
"""The files of a bundle with tables, without the report."""
ATTACHED_TABLES = (MONTHS_FILE, ENTRIES_FILE, DATAPACKAGE_FILE)
"""The tables that are attached to a report if it is the only file."""
MINOR_TAG = "minor_involved"
BATCH_SIZE = 500
"""How many entries are read at once, before other work can continue."""


class BundleBuilder:
    """A bundle that is being read from an open book. Every method raises BookError."""

    def __init__(
        self,
        book: Book,
        today: date,
        dialect: Dialect,
        selection: ExportSelection = EVERYTHING,
        cover_note: CoverNote | None = None,
        *,
        has_tables: bool = True,
    ) -> None:
        """Begin to read. Raise SelectionError if the selection does not fit the book.

        Without a cover note there is no report. `has_tables` says whether there are tables.
        """
        self._selection = selection
        self._is_restricted = selection.has_restrictions
        self._cover_note = cover_note
        self._today = today
        self._dialect = dialect
        self._book = book
        self._currency = book.currency
        self._facts = book.load_monthly_facts(today)
        selection.check_fits(self._facts.groups)
        if not selection.observations and not self._facts.observations:
            # Nothing of them is left out, so a book without them is whole.
            self._is_restricted = replace(selection, observations=True).has_restrictions
        aliases = {group.label: group.alias for group in book.groups.load_all() if group.alias}
        self._pseudonyms = Pseudonyms(selection, self._facts.groups, aliases)
        self._items = map(self._repair_logged_day, book.load_counted_entries())
        self._stream = StringIO(newline="")
        self._table = self._begin_table() if has_tables else None
        self._included_numbers: set[int] = set()
        """The numbers of the included entries."""
        self._included_groups: set[str] = set()
        """The names of the groups that these entries are about."""
        self._named_groups: set[str] = set()
        """The names of the groups that any entry is about which this export may have."""
        self._read_count = self._entry_count = self._observation_count = 0
        self._first_day: date | None = None
        """The earliest day of the included groups, also before the first month."""
        self._is_cut_before = self._is_cut_after = False
        self._mentions_minor = False
        self._name_hints = NameHints(selection, self._pseudonyms.replace_in_text)

    def _begin_table(self) -> EntryTableWriter:
        """Write the head of `entries.csv`, and return the writer of its rows."""
        selection = self._selection
        if self._is_restricted:
            table = EntryTableWriter(
                self._currency, self._book.find_entry, self._redact_row, days=selection.days
            )
        else:
            table = EntryTableWriter(self._currency)
        table.write_table(self._stream, self._dialect, (), private_notes=selection.private_notes)
        return table

    def read_batches(self) -> Iterator[int]:
        """Read the entries in batches, and yield after each how many were read so far."""
        has_private_notes = self._selection.private_notes
        while items := list(islice(self._items, BATCH_SIZE)):
            self._read_count += len(items)
            included = list(
                self._select_entries(items) if self._is_restricted else self._take_all(items)
            )
            self._entry_count += len(included)
            self._mentions_minor |= any(map(_mentions_minor, included))
            self._name_hints.scan_entries(included)
            if self._table is not None:
                self._table.write_rows(
                    self._stream, self._dialect, included, private_notes=has_private_notes
                )
            yield self._read_count

    def build_data(self) -> BundleData:
        """Return what was read. Raise SelectionError if the selection includes nothing."""
        selection, facts = self._selection, replace(self._facts, first_day=self._first_day)
        if self._is_restricted:
            facts = redact_facts(facts, selection, self._first_day)
        if self._is_restricted and not selection.observations:
            groups = [group for group in facts.groups if group in self._named_groups]
            facts = replace(facts, groups=groups)
        table = MonthlyTable(facts)
        rows = table.build_rows(selection.first, selection.last)
        if selection.last and selection.last < table.current_month:
            self._is_cut_after = True
        groups = list(facts.groups)
        if self._is_cut_before or self._is_cut_after:
            groups, rows = self._drop_inactive_groups(groups, rows)
        if self._is_restricted and self._read_count and not (rows or self._entry_count):
            raise SelectionError(self._explain_emptiness())
        omissions = self._collect_omissions(groups)
        data = BundleData(
            dialect=self._dialect,
            has_private_notes=selection.private_notes,
            currency=self._currency,
            current_month=table.current_month,
            groups=tuple(groups),
            rows=tuple(rows),
            given_by_evidence=self._sum_given(rows),
            entry_count=self._entry_count,
            book_entry_count=self._read_count + omissions.undated_entries,
            omissions=omissions,
            has_limit=bool(self._list_limits()),
            shows_limit=selection.limit,
            possible_names=tuple(self._name_hints.names),
            mentions_minor=self._mentions_minor,
        )
        if self._table is not None:
            data = self._add_tables(data, self._table)
        return data if self._cover_note is None else self._add_report(data, facts, self._cover_note)

    def _explain_emptiness(self) -> str:
        """Return why nothing is included, and what to do."""
        if self._observation_count:
            return _error(
                "There is nothing here but what others were asked or gave. Include that, or choose"
                " other months."
            )
        return _error("There are no entries in these months. Choose other months.")

    def _drop_inactive_groups(
        self, groups: Iterable[str], rows: Iterable[MonthRow]
    ) -> tuple[list[str], list[MonthRow]]:
        """Return the groups with an entry or an amount in these months, and the rows of these."""
        active_groups = self._included_groups.union(row.group for row in rows if row.has_activity)
        shown_groups = [name for name in groups if name in active_groups]
        row_groups = {ALL_GROUPS, *shown_groups} if len(shown_groups) > 1 else {ALL_GROUPS}
        return shown_groups, [row for row in rows if row.group in row_groups]

    def _add_tables(self, data: BundleData, table: EntryTableWriter) -> BundleData:
        """Return the data with both tables, and what was taken out of them."""
        redacted_columns = (
            *list_redacted_columns(self._selection),
            *sorted(self._pseudonyms.changed_columns),
        )
        return replace(
            data,
            entries_csv=self._stream.getvalue().encode(ENCODING),
            months_csv=render_months_csv(self._dialect, data.rows, income=data.has_income),
            table_tags=self._collect_table_tags(table),
            redacted_columns=tuple(dict.fromkeys(redacted_columns)),
        )

    def _collect_table_tags(self, table: EntryTableWriter) -> TableTags:
        """Return the tags in the table of entries, with the meanings that are shown."""
        meanings = self._book.tags.load_meanings() if self._selection.own_words else {}
        return TableTags(
            names=tuple(sorted(table.used_tags)),
            own_meanings=self._pseudonyms.replace_in_meanings(meanings, table.used_tags),
            has_others=table.has_tags_of_others,
        )

    def _add_report(
        self, data: BundleData, facts: MonthlyFacts, cover_note: CoverNote
    ) -> BundleData:
        """Return the data with the report, and the asks that it can describe."""
        # Only an export with a report needs what builds it.
        from tracker.export.report_builder import build_report

        witness = self._book.make_witness()
        report, asks = build_report(
            self._book,
            data,
            facts,
            self._selection,
            cover_note,
            self._today,
            pseudonyms=self._pseudonyms,
            root=witness.root,
        )
        return replace(data, report=report, asks=asks, witness=witness)

    def _sum_given(self, rows: Sequence[MonthRow]) -> GivenByEvidence:
        """Return what the included groups were given, by shown name and evidence."""
        if not rows:
            return {}
        selection = self._selection
        sums = sum_given_by_evidence(self._facts, rows[0].month, rows[-1].month)
        return {
            (group and selection.rename_group(group), evidence): cents
            for (group, evidence), cents in sums.items()
            if selection.includes_group(group)
        }

    def _repair_logged_day(self, item: StoredEntry) -> StoredEntry:
        """Return an entry that can be imported. An impossible day of saving becomes today."""
        return item if is_in_range(item.logged_on) else replace(item, logged_on=self._today)

    def _take_all(self, items: Iterable[StoredEntry]) -> Iterator[StoredEntry]:
        """Yield the entries of a whole book, without the thoughts if these are left out."""
        for item in items:
            if not is_withheld(item, self._selection):
                self._update_first_day(item)
                yield item

    def _select_entries(self, items: Iterable[StoredEntry]) -> Iterator[StoredEntry]:
        """Yield the included entries, under the names that are shown."""
        selection = self._selection
        for item in items:
            if not selection.includes_group(find_entry_group(item)):
                continue
            day = item.entry.day
            is_before, is_after = selection.is_before(day), selection.is_after(day)
            if is_withheld(item, selection):
                is_observation = isinstance(item.entry, Observation)
                self._observation_count += is_observation and not (is_before or is_after)
                continue
            self._update_first_day(item)
            self._is_cut_before |= is_before
            self._is_cut_after |= is_after
            renamed = rename_entry_group(item, selection)
            names = {name} if (name := find_entry_group(renamed)) is not None else set()
            self._named_groups |= names
            if is_before or is_after or not includes_entry(item, selection):
                continue
            self._included_numbers.add(item.number)
            self._included_groups |= names
            yield renamed

    def _update_first_day(self, item: StoredEntry) -> None:
        """Remember the day of an entry, or that on which it counts, if none was earlier."""
        day = min(item.entry.day, item.entry.counted_day)
        self._first_day = min(day, self._first_day or day)

    def _redact_row(self, row: FlatRow) -> FlatRow:
        """Return a row without anything that is left out."""
        if row.for_entry is not None and row.for_entry not in self._included_numbers:
            row = row._replace(for_entry=None)
        return self._pseudonyms.replace_in_row(redact_row(row, self._selection))

    def _list_limits(self) -> list[Limit]:
        """Return every limit that the person set, whatever is included."""
        return [item.entry for item in self._facts.other_entries if isinstance(item.entry, Limit)]

    def _collect_omissions(self, included: Sequence[str]) -> Omissions:
        selection, labels = self._selection, self._facts.groups
        included_labels = [label for label in labels if selection.includes_group(label)]
        limits = self._list_limits()
        wrong_days = self._book.day_repair.load_wrong()
        return Omissions(
            undated_entries=sum(1 for _item in self._book.load_entries()) - self._read_count
            if wrong_days
            else 0,
            corrected_entries=sum(is_in_range(item.entry.day) for item in wrong_days),
            first=selection.first if self._is_cut_before else None,
            last=selection.last if self._is_cut_after else None,
            groups=len(labels) - len(included_labels),
            renamed_groups=sum(
                selection.rename_group(label) != label and selection.rename_group(label) in included
                for label in included_labels
            ),
            income=not selection.income,
            limit=bool(limits) and (not selection.income or len(included_labels) < len(labels)),
            percent_limit=not selection.income
            and any(limit.percent is not None for limit in limits),
            labels=not selection.labels,
            words=not selection.words,
            own_words=not selection.own_words,
            observations=self._observation_count,
            days=not selection.days,
        )


def _mentions_minor(item: StoredEntry) -> bool:
    """Return whether a tag of an entry says that someone under 18 was involved."""
    return MINOR_TAG in getattr(item.entry, "circumstances", ())


def load_bundle(
    book: Book,
    today: date,
    dialect: Dialect,
    selection: ExportSelection = EVERYTHING,
    cover_note: CoverNote | None = None,
    *,
    has_tables: bool = True,
) -> BundleData:
    """Return the data of a bundle of an open book. Raise BookError or SelectionError."""
    builder = BundleBuilder(book, today, dialect, selection, cover_note, has_tables=has_tables)
    for _count in builder.read_batches():
        pass
    return builder.build_data()


def render_files(data: BundleData, names: Iterable[str] = BUNDLE_FILES) -> dict[str, bytes]:
    """Return these files of an export by their names. Each is built once."""
    return {name: _RENDERERS[name](data) for name in names}


def _render_datapackage(data: BundleData) -> bytes:
    return render_datapackage(
        data.currency,
        data.dialect,
        entry_count=data.entry_count,
        private_notes=data.has_private_notes,
        income=data.has_income,
        days=not data.omissions.days,
        extract=_describe_extract(data.omissions),
        redacted_columns=data.redacted_columns,
    )


def _describe_extract(omissions: Omissions) -> list[str]:
    """Return which entries are left out, in the words of `datapackage.json`."""
    parts = (
        (OTHER_MONTHS, omissions.first or omissions.last),
        (OTHER_GROUPS, omissions.groups),
        (OBSERVATIONS, omissions.observations),
    )
    return [word for word, is_left_out in parts if is_left_out]


def render_export(
    data: BundleData,
    options: ExportOptions,
    report_progress: Callable[[int], None] = ignore_progress,
) -> dict[str, bytes]:
    """Return every file of an export by its name, the report first. `data` has what was chosen.

    `report_progress` gets from time to time how many rows were written. What it raises ends the
    work.
    """
    from tracker.export.report.typesetting import typeset_report

    if data.report is None or (options.has_tables and not data.entries_csv):
        raise ValueError("this data was built without the report or without the tables")
    attachments = render_files(data, _list_attached_tables(options))
    if data.witness is not None:
        attachments[WITNESS_FILE] = encode_witness(data.witness)
    files = {
        REPORT_FILE: typeset_report(data.report, attachments=attachments, password=options.password)
    }
    if options.is_report_only:
        return files
    report_progress(0)
    files |= render_files(data)
    if options.has_workbook:
        from tracker.export.tables.workbook import render_workbook

        files[WORKBOOK_FILE] = render_workbook(data, report_progress)
    return files


def list_attachments(options: ExportOptions) -> tuple[str, ...]:
    """Return the names of the files within the report."""
    return (*_list_attached_tables(options), WITNESS_FILE)


def _list_attached_tables(options: ExportOptions) -> tuple[str, ...]:
    return ATTACHED_TABLES if options.has_tables and options.is_report_only else ()


def _draw_image(data: BundleData) -> bytes:
    # matplotlib takes longer to import than all the rest: only a bundle that is made pays for it.
    from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart

    return draw_monthly_chart(data.series, ImageFormat.PNG, data.groups)


_RENDERERS: dict[str, Callable[[BundleData], bytes]] = {
    READ_ME_FILE: encode_read_me,
    IMAGE_FILE: _draw_image,
    MONTHS_FILE: lambda data: data.months_csv,
    ENTRIES_FILE: lambda data: data.entries_csv,
    DATAPACKAGE_FILE: _render_datapackage,
}
"""What builds each file of a bundle of tables."""
