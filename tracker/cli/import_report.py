"""Describes what an import did or would do, and lists differences as a table."""

from collections.abc import Iterator, Sequence

from tracker.cli.text_table import fit_to_terminal, format_table
from tracker.entries.parse_context import ParseContext
from tracker.entries.tokenizer import fold
from tracker.i18n import _, _label, _label_plural, ngettext
from tracker.importing.bundle_diff import BundleDiff, CellDifference, EntryConflict
from tracker.importing.cell_parsers import format_cell
from tracker.importing.merge_plan import ImportDecisions, KeptSide, MergePlan

MOST_CONFLICTS = 10
"""How many differing entries are listed without --dry-run."""
MOST_LINES = 5
"""How many line numbers a sentence lists."""


def describe_import(count: int, orphans: Sequence[int], *, dry_run: bool) -> list[str]:
    """Describe an import into an empty notebook."""
    return [_describe_new(count, dry_run=dry_run), *describe_orphans(orphans)]


def describe_merge(
    diff: BundleDiff,
    plan: MergePlan | None,
    context: ParseContext,
    decisions: ImportDecisions,
    *,
    dry_run: bool,
) -> list[str]:
    """Describe an import into a notebook with entries, or what to decide first."""
    lines: list[str] = []
    if diff.conflicts and (dry_run or plan is None):
        lines += _list_conflicts(diff.conflicts, context, in_full=dry_run)
    if dry_run or plan is not None:
        lines += _describe_counts(diff, plan, decisions, dry_run=dry_run)
    return lines


def _describe_counts(
    diff: BundleDiff, plan: MergePlan | None, decisions: ImportDecisions, *, dry_run: bool
) -> Iterator[str]:
    new = diff.new_rows if plan is None else plan.new_entries
    if new or diff.conflicts:
        yield _describe_new(len(new), dry_run=dry_run)
        if diff.known_count:
            yield ngettext(
                "{count} entry is in your notebook already.",
                "{count} entries are in your notebook already.",
                diff.known_count,
            ).format(count=diff.known_count)
    else:
        yield _describe_nothing_new(diff.known_count)
    if diff.conflicts and decisions.kept_side is not None:
        yield from _describe_decision(diff.conflicts, decisions)
    if diff.deleted_rows and not decisions.restores_deleted:
        yield ngettext(
            "You deleted or undid {count} of the entries ({lines}). It is left out. To "
            "bring it back, add --restore-deleted.",
            "You deleted or undid {count} of the entries ({lines}). They are left out. "
            "To bring them back, add --restore-deleted.",
            len(diff.deleted_rows),
        ).format(
            count=len(diff.deleted_rows),
            lines=_format_line_numbers([row.line for row in diff.deleted_rows]),
        )
    if plan is not None and plan.omitted_count:
        yield ngettext(
            "{count} entry is left out, because it belongs to one that you deleted or undid.",
            "{count} entries are left out, because they belong to some that you deleted or undid.",
            plan.omitted_count,
        ).format(count=plan.omitted_count)
    yield from describe_orphans([row.line for row in diff.orphan_rows])
    if diff.untied_numbers:
        yield ngettext(
            "Entry {numbers} belongs to one with a later number. That link was dropped.",
            "Entries {numbers} belong to some with later numbers. Those links were dropped.",
            len(diff.untied_numbers),
        ).format(numbers=_format_numbers(diff.untied_numbers))


def _describe_new(count: int, *, dry_run: bool) -> str:
    if not count:
        return _("There are no new entries.")
    if dry_run:
        return ngettext(
            "{count} entry would be imported.", "{count} entries would be imported.", count
        ).format(count=count)
    return ngettext("Imported {count} entry.", "Imported {count} entries.", count).format(
        count=count
    )


def _describe_nothing_new(known_count: int) -> str:
    if not known_count:
        return _("There are no new entries.")
    return ngettext(
        "Nothing new. Your notebook already has this entry.",
        "Nothing new. Your notebook already has all {count} entries.",
        known_count,
    ).format(count=known_count)


def _describe_decision(
    conflicts: Sequence[EntryConflict], decisions: ImportDecisions
) -> Iterator[str]:
    count = len(conflicts)
    if decisions.kept_side is KeptSide.BOOK:
        yield ngettext(
            "{count} entry differs. Your version stays.",
            "{count} entries differ. Your versions stay.",
            count,
        ).format(count=count)
        return
    yield ngettext(
        "{count} entry differs. The imported version replaces yours. Undo brings yours back.",
        "{count} entries differ. The imported versions replace yours. Undo brings yours back.",
        count,
    ).format(count=count)
    notes = sum(
        any(difference.is_private and difference.book_cell for difference in conflict.differences)
        for conflict in conflicts
    )
    if notes:
        yield ngettext(
            "Undo can’t bring back {count} private note, because private notes have no history.",
            "Undo can’t bring back {count} private notes, because private notes have no history.",
            notes,
        ).format(count=notes)


def describe_orphans(orphans: Sequence[int]) -> Iterator[str]:
    """Yield how many entries are left out because the export lacks what they belong to."""
    if orphans:
        yield ngettext(
            "{count} entry is left out, because the entry it belongs to isn’t in this "
            "export ({lines}).",
            "{count} entries are left out, because the entries they belong to aren’t "
            "in this export ({lines}).",
            len(orphans),
        ).format(count=len(orphans), lines=_format_line_numbers(orphans))


def _list_conflicts(
    conflicts: Sequence[EntryConflict], context: ParseContext, *, in_full: bool
) -> Iterator[str]:
    """Yield the entries that differ, column by column, and aliases that would help."""
    listed = conflicts if in_full else conflicts[:MOST_CONFLICTS]
    yield ngettext(
        "{count} entry differs between your notebook and this export:",
        "{count} entries differ between your notebook and this export:",
        len(conflicts),
    ).format(count=len(conflicts))
    headings = [
        _label("entry"),
        _label("line"),
        _label("column"),
        _label("your notebook"),
        _label("this export"),
    ]
    rows = [row for conflict in listed for row in _build_rows(conflict)]
    for line in format_table([headings, *rows], right=(0, 1)):
        yield fit_to_terminal(line)
    if len(conflicts) > len(listed):
        more = len(conflicts) - len(listed)
        yield ngettext(
            "{count} more entry differs. To list all of them, add --dry-run.",
            "{count} more entries differ. To list all of them, add --dry-run.",
            more,
        ).format(count=more)
    yield from _propose_aliases(conflicts, context)


def _build_rows(conflict: EntryConflict) -> Iterator[list[str]]:
    place = [str(conflict.book_entry.number), str(conflict.line)]
    before = None
    for difference in conflict.differences:
        cells = _format_cells(difference)
        if difference.column != "amount_high" or cells != before:
            yield [*place, difference.column, *cells]
            place, before = ["", ""], cells


def _format_cells(difference: CellDifference) -> tuple[str, str]:
    """Return both cells for the terminal, without private notes.

    A private note that differs is not printed, because others may see the terminal.
    """
    if difference.is_private:
        hidden_note = _label("a private note, not shown")
        return (
            hidden_note if difference.book_cell else format_cell(""),
            hidden_note if difference.bundle_cell else format_cell(""),
        )
    return format_cell(difference.book_cell), format_cell(difference.bundle_cell)


def _propose_aliases(conflicts: Sequence[EntryConflict], context: ParseContext) -> Iterator[str]:
    """Yield how to map an unknown group of the export to one of the notebook's."""
    pairs = {
        (difference.book_cell, difference.bundle_cell)
        for conflict in conflicts
        for difference in conflict.differences
        if difference.column == "group" and difference.book_cell and difference.bundle_cell
    }
    for book_name, bundle_name in sorted(pairs):
        if fold(bundle_name) not in context.groups:
            yield _('Is {name} your group {group}? If so, add: --alias "{group}={name}"').format(
                group=format_cell(book_name), name=format_cell(bundle_name)
            )


def _format_line_numbers(lines: Sequence[int]) -> str:
    return _label_plural("line {lines}", "lines {lines}", len(lines)).format(
        lines=_format_numbers(lines)
    )


def _format_numbers(numbers: Sequence[int]) -> str:
    text = ", ".join(str(number) for number in sorted(numbers)[:MOST_LINES])
    return text if len(numbers) <= MOST_LINES else _label("{numbers} and more").format(numbers=text)
