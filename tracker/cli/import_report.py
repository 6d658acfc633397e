"""What an import did, or would do, in a few lines; what differs as a table."""

from collections.abc import Iterator, Sequence

from tracker.cli.text_table import fit_to_terminal, format_table
from tracker.entries.parse_context import ParseContext
from tracker.entries.tokenizer import fold
from tracker.i18n import _, ngettext
from tracker.importing.bundle_diff import BundleDiff, CellDifference, EntryConflict
from tracker.importing.cell_parsers import format_cell
from tracker.importing.merge_plan import ImportDecisions, KeptSide, MergePlan

MOST_CONFLICTS = 10
"""Entries that differ and are shown when nobody asked for all of them."""
MOST_LINES = 5
"""Lines that a sentence names."""


def describe_import(count: int, orphans: Sequence[int], *, dry_run: bool) -> list[str]:
    """Return what came into an empty book."""
    return [_describe_new(count, dry_run=dry_run), *describe_orphans(orphans)]


def describe_merge(
    diff: BundleDiff,
    plan: MergePlan | None,
    context: ParseContext,
    decisions: ImportDecisions,
    *,
    dry_run: bool,
) -> list[str]:
    """Return what came into a book with entries; without a plan, what has to be decided first."""
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
                "{count} is in the book already.",
                "{count} are in the book already.",
                diff.known_count,
            ).format(count=diff.known_count)
    else:
        yield _describe_nothing_new(diff.known_count)
    if diff.conflicts and decisions.kept_side is not None:
        yield from _describe_decision(diff.conflicts, decisions)
    if diff.deleted_rows and not decisions.restores_deleted:
        yield ngettext(
            "You had taken {count} out of the book ({lines}); it stays out, or comes back with "
            "--bring-back.",
            "You had taken {count} out of the book ({lines}); they stay out, or come back with "
            "--bring-back.",
            len(diff.deleted_rows),
        ).format(
            count=len(diff.deleted_rows),
            lines=_format_line_numbers([row.line for row in diff.deleted_rows]),
        )
    if plan is not None and plan.omitted_count:
        yield ngettext(
            "{count} belongs to one that you had taken out, so it stays out, too.",
            "{count} belong to some that you had taken out, so they stay out, too.",
            plan.omitted_count,
        ).format(count=plan.omitted_count)
    yield from describe_orphans([row.line for row in diff.orphan_rows])
    if diff.untied_numbers:
        yield ngettext(
            "Entry {numbers} belongs to one that comes in later than it, and is not tied to it.",
            "Entries {numbers} belong to some that come in later, and are not tied to them.",
            len(diff.untied_numbers),
        ).format(numbers=_format_numbers(diff.untied_numbers))


def _describe_new(count: int, *, dry_run: bool) -> str:
    if not count:
        return _("No entry is new.")
    if dry_run:
        return ngettext(
            "{count} entry would come in.", "{count} entries would come in.", count
        ).format(count=count)
    return ngettext("Imported {count} entry.", "Imported {count} entries.", count).format(
        count=count
    )


def _describe_nothing_new(known_count: int) -> str:
    if not known_count:
        return _("No entry is new.")
    return ngettext(
        "Nothing new: its one entry is in the book already.",
        "Nothing new: all {count} entries are in the book already.",
        known_count,
    ).format(count=known_count)


def _describe_decision(
    conflicts: Sequence[EntryConflict], decisions: ImportDecisions
) -> Iterator[str]:
    count = len(conflicts)
    if decisions.kept_side is KeptSide.BOOK:
        yield ngettext(
            "{count} differs: it stays as the book has it.",
            "{count} differ: they stay as the book has them.",
            count,
        ).format(count=count)
        return
    yield ngettext(
        "{count} differs: as the bundle has it from now on; undo brings back what it was.",
        "{count} differ: as the bundle has them from now on; undo brings back what they were.",
        count,
    ).format(count=count)
    notes = sum(
        any(difference.is_private and difference.book_cell for difference in conflict.differences)
        for conflict in conflicts
    )
    if notes:
        yield ngettext(
            "Undo does not bring back the private note of {count}: notes keep no history.",
            "Undo does not bring back the private notes of {count}: notes keep no history.",
            notes,
        ).format(count=notes)


def describe_orphans(orphans: Sequence[int]) -> Iterator[str]:
    """Yield that entries stay out, because what they belong to is not in the bundle."""
    if orphans:
        yield ngettext(
            "{count} stays out, because what it belongs to is not in this bundle ({lines}).",
            "{count} stay out, because what they belong to is not in this bundle ({lines}).",
            len(orphans),
        ).format(count=len(orphans), lines=_format_line_numbers(orphans))


def _list_conflicts(
    conflicts: Sequence[EntryConflict], context: ParseContext, *, in_full: bool
) -> Iterator[str]:
    """Yield the entries that differ, column by column; a name for a known group is proposed."""
    listed = conflicts if in_full else conflicts[:MOST_CONFLICTS]
    yield ngettext(
        "{count} entry differs between the book and this bundle:",
        "{count} entries differ between the book and this bundle:",
        len(conflicts),
    ).format(count=len(conflicts))
    headings = [_("entry"), _("line"), _("column"), _("in the book"), _("in the bundle")]
    rows = [row for conflict in listed for row in _build_rows(conflict)]
    for line in format_table([headings, *rows], right=(0, 1)):
        yield fit_to_terminal(line)
    if len(conflicts) > len(listed):
        more = len(conflicts) - len(listed)
        yield ngettext(
            "and {count} more; --dry-run lists all", "and {count} more; --dry-run lists all", more
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
    """Return both cells as a terminal can show them; a private note is not shown."""
    if difference.is_private:
        hidden_note = _("a note, not shown here")
        return (
            hidden_note if difference.book_cell else format_cell(""),
            hidden_note if difference.bundle_cell else format_cell(""),
        )
    return format_cell(difference.book_cell), format_cell(difference.bundle_cell)


def _propose_aliases(conflicts: Sequence[EntryConflict], context: ParseContext) -> Iterator[str]:
    """Yield how to say that a group which the book has not is one of its own under another name."""
    pairs = {
        (difference.book_cell, difference.bundle_cell)
        for conflict in conflicts
        for difference in conflict.differences
        if difference.column == "group" and difference.book_cell and difference.bundle_cell
    }
    for book_name, bundle_name in sorted(pairs):
        if fold(bundle_name) not in context.groups:
            yield _(
                'If {group} is only called {name} in this bundle, say so: --alias "{group}={name}"'
            ).format(group=format_cell(book_name), name=format_cell(bundle_name))


def _format_line_numbers(lines: Sequence[int]) -> str:
    return ngettext("line {lines}", "lines {lines}", len(lines)).format(
        lines=_format_numbers(lines)
    )


def _format_numbers(numbers: Sequence[int]) -> str:
    text = ", ".join(str(number) for number in sorted(numbers)[:MOST_LINES])
    return text if len(numbers) <= MOST_LINES else _("{some} and more").format(some=text)
