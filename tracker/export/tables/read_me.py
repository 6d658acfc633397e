"""READ-ME.txt: the bundle in plain words, for a friend who opens it without the program.

Windows' Notepad opens it by default there: older ones break lines only at CRLF, and know UTF-8
only by its byte order mark. Every other program takes both.
"""

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import NamedTuple

from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.coverage import Basis
from tracker.analysis.monthly.essential_costs_sentences import explain_amount_left
from tracker.analysis.monthly.evidence import GivenByEvidence, sum_group_by_evidence
from tracker.analysis.monthly.evidence_text import KNOWN
from tracker.analysis.monthly.table import ALL_GROUPS, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.export.tables.bundle_data import Contents
from tracker.export.tables.column_descriptions import ENTRIES, MONTHS, TYPES, WITHOUT_DAYS
from tracker.export.tables.csv_dialect import ENCODING, LINE_END
from tracker.export.tables.entries_csv import PRIVATE_NOTE
from tracker.export.tables.table_descriptions import (
    FILES,
    Tables,
    how_it_is_written,
    what_lies_here,
)
from tracker.i18n import NumberFormat, _, format_month

WIDTH = 76
INDENT = "  "
LONGEST_NAME = 40
"""Characters of a group's name that stand in a heading."""


class Block(NamedTuple):
    """A piece of the page that is wrapped by itself: its first line's indent, and the others'."""

    text: str
    first: str = ""
    rest: str = ""


class Line(NamedTuple):
    """A line of the page that stays as it is; a remark stands behind it, or below if too long."""

    text: str = ""
    remark: str = ""


Piece = Block | Line


def read_me(contents: Contents) -> bytes:
    """The page as a file, in the person's language."""
    return LINE_END.join([*page(contents), ""]).encode(ENCODING)


def page(
    contents: Contents,
    width: int = WIDTH,
    numbers: NumberFormat | None = None,
    tables: Tables = FILES,
) -> list[str]:
    """The lines of the page, for a screen also narrower, or with its amounts hidden."""
    lines: list[str] = []
    for piece in _pieces(contents, numbers or NumberFormat(), tables):
        if isinstance(piece, Line):
            lines += _remarked(piece, width)
        else:
            lines += wrap(
                piece.text, width, initial_indent=piece.first, subsequent_indent=piece.rest
            )
    return lines


def _remarked(line: Line, width: int) -> list[str]:
    if not line.remark:
        return [line.text]
    beside = f"{line.text}  ({line.remark})"
    return [beside] if len(beside) <= width else [line.text, f"{INDENT * 2}({line.remark})"]


def _pieces(contents: Contents, numbers: NumberFormat, tables: Tables) -> Iterator[Piece]:
    notes = contents.private_notes
    yield from _heading(_("What a group asked for, and what I gave"), "=")
    yield from _paragraph(
        _(
            "One person noted this for themselves and shows it to you because they trust you. "
            "Please ask them before anybody else sees it, and remove it when you have "
            "talked about it."
        )
    )
    yield from _what_is_left_out(contents)
    yield from _heading(_("What lies here"))
    yield from _list(what_lies_here(contents, tables))
    yield from _sums(contents, numbers)
    yield from _what_this_is_not(private_notes=notes)
    yield from _heading(_("The columns of {file}").format(file=tables.months))
    yield from _list(_translated(MONTHS))
    yield from _heading(_("The columns of {file}").format(file=tables.entries))
    entries = {**ENTRIES, **(WITHOUT_DAYS if contents.left_out.days else {})}
    if not notes:
        del entries[PRIVATE_NOTE]
    yield from _list(_translated(entries))
    yield from _heading(_("The words in the column “type”"))
    yield from _list(_translated(TYPES))
    yield from _heading(_("How the tables are written"))
    yield from (Block(point, "- ", "  ") for point in how_it_is_written(contents, tables))


def _what_is_left_out(contents: Contents) -> Iterator[Piece]:
    left_out = contents.left_out
    if not left_out.told():
        return
    text = left_out.told()
    if left_out.first:
        text += " " + _(
            "What comes regularly and began earlier is counted in the sums, though its own entry "
            "is not among these."
        )
    yield from _paragraph(text)


def _sums(contents: Contents, numbers: NumberFormat) -> Iterator[Piece]:
    rows = [adjust_amount_left(row) for row in contents.rows]
    if not rows:
        yield from _heading(_("The sums"))
        yield from _paragraph(_("Nothing is noted yet, so there is nothing to add up."))
        return
    all_groups, *groups = sum_by_group(rows)
    first, last = format_month(rows[0].month.first_day), format_month(rows[-1].month.first_day)
    if rows[0].month == rows[-1].month:
        months = first
    else:
        months = _("{first} to {last}").format(first=first, last=last)
    yield from _heading(
        _("The sums, {months}, in {currency}").format(months=months, currency=all_groups.currency)
    )
    basis = Basis.of(rows)
    remarks = _remarks(basis)
    given, income = contents.given, contents.shows_income
    shows_left = income and contents.shows_left
    if income:
        left = shows_left and bool(basis.living)
        sums = _sums_of_all(all_groups, given, numbers, left=left)
        yield from _amounts(sums, remarks)
    else:
        yield from _amounts(_sums_of_group(all_groups, given, numbers), remarks)
    for row in groups:
        yield from _subheading(_("Of this, {group}").format(group=_name(row.group)))
        yield from _amounts(_sums_of_group(row, given, numbers), remarks)
    counted = [
        *_how_it_is_counted(basis, is_so_far=contents.is_so_far, income=income, left=shows_left),
        *(explain_amount_left(rows) if shows_left else ()),
    ]
    if told := " ".join(counted):
        yield from _paragraph(told)


def _remarks(basis: Basis) -> dict[str, str]:
    """What rests on some of the months only, and on how many."""
    return {
        _("Income"): basis.part_earning,
        _("Given, of the income"): basis.part_earning,
        _("Left after living and giving"): basis.part_living,
        _("Given beyond what living leaves"): basis.part_living,
    }


def _how_it_is_counted(basis: Basis, *, is_so_far: bool, income: bool, left: bool) -> Iterator[str]:
    if not income:
        if is_so_far:
            yield _("The last month is counted as far as it had come.")
        if basis.earning:
            yield _(
                "Each month’s income is rounded in steps of 25 % before any part of it is worked "
                "out: a part told as 4 % may be 3.2 to 5 %."
            )
        return
    if is_so_far:
        yield _(
            "The last month is counted as far as it had come. Income and needs that come "
            "regularly are counted to its end."
        )
    if basis.part_earning:
        yield _(
            "The income, and the part of it that was given, rest on the months since an income "
            "was noted: {months}."
        ).format(months=basis.part_earning)
    if not left:
        return
    if not basis.living:
        yield _("What was left is not known: for that, income, food and rent have to be noted.")
        return
    yield _("What was left is added up month by month, and a month that ended below 0 counts as 0.")
    if basis.part_living:
        yield _(
            "It can be known only where income, food and rent are, and is counted of these: "
            "{months}."
        ).format(months=basis.part_living)


def _sums_of_all(
    row: MonthRow, given: GivenByEvidence, numbers: NumberFormat, *, left: bool
) -> dict[str, str]:
    sums = {
        _("Income"): _known(row.income, numbers),
        _("Needs: what living cost"): _known(row.needs, numbers),
    }
    sums |= _sums_of_group(row, given, numbers)
    if left:
        sums[_("Left after living and giving")] = _known(row.left, numbers)
    if row.beyond_left:
        sums[_("Given beyond what living leaves")] = numbers.format_amount(row.beyond_left)
    return sums


def _sums_of_group(row: MonthRow, given: GivenByEvidence, numbers: NumberFormat) -> dict[str, str]:
    asked = numbers.format_amount(row.asked_low)
    if row.asked_low != row.asked_high:
        asked = _("{low} to {high}").format(low=asked, high=numbers.format_amount(row.asked_high))
    sums = {_("Asked for"): asked}
    if row.earlier_yes_amount:
        earlier = numbers.format_amount(row.earlier_yes_amount)
        sums[INDENT + _("from what I said yes to earlier")] = earlier
    if row.asked_open:
        sums[_("Asked for without an amount, times")] = str(row.asked_open)
    sums[_("Promised")] = numbers.format_amount(row.pledged)
    sums[_("Given")] = numbers.format_amount(row.given)
    for evidence, cents in sum_group_by_evidence(given, row.group).items():
        sums[INDENT + _(KNOWN[evidence])] = numbers.format_amount(cents)
    if row.share_given is not None:
        sums[_("Given, of the income")] = numbers.format_percent(row.share_given, 2)
    if row.returned:
        sums[_("Given back by the group")] = numbers.format_amount(row.returned)
    if row.received:
        sums[_("Other money from the group")] = numbers.format_amount(row.received)
    return sums


def _known(cents: int | None, numbers: NumberFormat) -> str:
    return _("not noted") if cents is None else numbers.format_amount(cents)


def _what_this_is_not(*, private_notes: bool) -> Iterator[Piece]:
    yield from _heading(_("What this is not"))
    points = [
        _("It is one person’s own notes. The group has not been heard."),
        _("It is no verdict, on the group or on anybody in it. It counts what was noted."),
        _("It is not complete: what was not noted is not in it, and memory can err."),
        _("It proves nothing by itself. The column “evidence” says how each thing is known."),
    ]
    if private_notes:
        points.append(_("It holds private notes, because the person ticked them this once."))
    else:
        points.append(_("What the person noted only for themselves is not in it."))
    yield from (Block(point, "- ", "  ") for point in points)
    yield Line()


def _translated(meanings: Mapping[str, str]) -> dict[str, str]:
    return {name: _(meaning) for name, meaning in meanings.items()}


def _name(group: str) -> str:
    if group == ALL_GROUPS:
        return _("all groups")
    plain = " ".join(group.split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + "…"


def _heading(text: str, line: str = "-") -> list[Piece]:
    return [Line(text), Line(line * len(text)), Line()]


def _subheading(text: str) -> list[Piece]:
    return [Line(text), Line()]


def _paragraph(text: str) -> list[Piece]:
    return [Block(text), Line()]


def _list(meanings: Mapping[str, str]) -> Iterator[Piece]:
    """Names in one column, meanings in the other."""
    width = max(map(len, meanings)) + len(INDENT) + 2
    for name, meaning in meanings.items():
        yield Block(meaning, (INDENT + name).ljust(width), " " * width)
    yield Line()


def _amounts(sums: Mapping[str, str], remarks: Mapping[str, str]) -> Iterator[Piece]:
    """Names in one column, amounts flush right in the other; remarks by the names."""
    width = max(map(len, sums)) + 2
    room = max(map(len, sums.values()))
    for name, amount in sums.items():
        yield Line(f"{INDENT}{name:<{width}}{amount:>{room}}", remarks.get(name, ""))
    yield Line()
