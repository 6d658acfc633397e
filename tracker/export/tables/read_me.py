"""READ-ME.txt: what the files are, their totals and their columns, for a reader without Tracker.

Windows opens it with Notepad, which in older versions needs CRLF line ends and a byte order mark.
Every other program accepts both.
"""

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import NamedTuple

from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.analysis.monthly.essential_costs_sentences import explain_amount_left
from tracker.analysis.monthly.evidence import GivenByEvidence, sum_group_by_evidence
from tracker.analysis.monthly.evidence_text import EVIDENCE_LABELS
from tracker.analysis.monthly.table import ALL_GROUPS, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.export.report.tag_phrases import describe_tag_meaning
from tracker.export.tables.bundle_data import BundleData, TableTags
from tracker.export.tables.column_descriptions import (
    ENTRY_COLUMN_DESCRIPTIONS,
    MONTH_COLUMN_DESCRIPTIONS,
    MONTH_ONLY_DESCRIPTIONS,
    TYPE_DESCRIPTIONS,
)
from tracker.export.tables.csv_dialect import ENCODING, LINE_END
from tracker.export.tables.entries_csv import PRIVATE_NOTE_COLUMN
from tracker.export.tables.table_descriptions import (
    FILE_NAMES,
    TableNames,
    describe_files,
    describe_month_rows,
    describe_notation,
    describe_regular_entries,
)
from tracker.i18n import NumberFormat, _, _label, format_months

WIDTH = 76
INDENT = "  "
LONGEST_NAME = 40
"""Characters of a group's name in a heading."""


class WrappedText(NamedTuple):
    """A text that is wrapped by itself, with one indent for its first line and one for the rest."""

    text: str
    first_indent: str = ""
    other_indent: str = ""


class FixedLine(NamedTuple):
    """A line that is not wrapped. A remark follows it, or goes below if the line gets too long."""

    text: str = ""
    remark: str = ""


ReadMePiece = WrappedText | FixedLine


def encode_read_me(data: BundleData) -> bytes:
    """Return READ-ME.txt as a file, in the person's language."""
    return LINE_END.join([*render_read_me(data), ""]).encode(ENCODING)


def render_read_me(
    data: BundleData,
    width: int = WIDTH,
    numbers: NumberFormat | None = None,
    names: TableNames = FILE_NAMES,
) -> list[str]:
    """Return its lines. A screen may need them narrower or with amounts hidden."""
    lines: list[str] = []
    for piece in _build_pieces(data, numbers or NumberFormat(), names):
        if isinstance(piece, FixedLine):
            lines += _add_remark(piece, width)
        else:
            lines += wrap(
                piece.text,
                width,
                initial_indent=piece.first_indent,
                subsequent_indent=piece.other_indent,
            )
    return lines


def _add_remark(line: FixedLine, width: int) -> list[str]:
    if not line.remark:
        return [line.text]
    beside = f"{line.text}  ({line.remark})"
    return [beside] if len(beside) <= width else [line.text, f"{INDENT * 2}({line.remark})"]


def _build_pieces(
    data: BundleData, numbers: NumberFormat, names: TableNames
) -> Iterator[ReadMePiece]:
    notes = data.has_private_notes
    yield from _build_heading(_label("What a group asked me for, and what I gave"), "=")
    yield from _build_paragraph(
        _("I wrote this down for myself.")
        if data.is_for_person
        else _(
            "I wrote this down for myself, and I’m showing it to you because I trust you. "
            "Please don’t show, forward or post it. Please delete it when we’ve talked about it."
        )
    )
    yield from _build_caveats(data)
    yield from _build_omissions(data)
    is_folder = names == FILE_NAMES
    yield from _build_heading(
        _label("Files in this folder") if is_folder else _label("Sheets in this workbook")
    )
    yield from _build_list(describe_files(data, names))
    yield from _build_sums(data, numbers)
    yield from _build_heading(_label("Columns of {file}").format(file=names.months))
    yield from _build_list(_translate_descriptions(MONTH_COLUMN_DESCRIPTIONS))
    yield from _build_paragraph(" ".join(describe_month_rows(data)))
    yield from _build_heading(_label("Columns of {file}").format(file=names.entries))
    entries = {
        **ENTRY_COLUMN_DESCRIPTIONS,
        **(MONTH_ONLY_DESCRIPTIONS if data.omissions.days else {}),
    }
    if not notes:
        del entries[PRIVATE_NOTE_COLUMN]
    yield from _build_list(_translate_descriptions(entries))
    yield from _build_paragraph(describe_regular_entries())
    yield from _build_heading(_label("Words in the column “type”"))
    yield from _build_list(_translate_descriptions(TYPE_DESCRIPTIONS))
    yield from _build_tags(data.table_tags)
    yield from _build_heading(_label("How to read the tables"))
    yield from (WrappedText(point, "- ", "  ") for point in describe_notation(data, names))


def _build_tags(tags: TableTags) -> Iterator[ReadMePiece]:
    """Yield what the tags in the table of entries mean, nothing where no meaning is known."""
    meanings = {
        name: meaning
        for name in tags.names
        if (meaning := describe_tag_meaning(name, tags.own_meanings))
    }
    if not meanings:
        return
    yield from _build_heading(_label("Words in the column “circumstances”"))
    if tags.has_others:
        yield from _build_paragraph(
            _("In the rows “seen” and “heard”, they say how others were asked.")
        )
    yield from _build_list(meanings)


def _build_omissions(data: BundleData) -> Iterator[ReadMePiece]:
    omissions = data.omissions
    if not omissions.describe():
        return
    text = omissions.describe()
    if omissions.first:
        text += " " + _(
            "Regular payments and income that began earlier count in the totals, although their "
            "own entries are not here."
        )
    if omissions.observations:
        text += " " + _(
            "The summary’s count of meetings at which money came up also uses what I saw, which"
            " is not here."
        )
    yield from _build_heading(_label("What is left out or changed"))
    yield from _build_paragraph(text)


def _build_sums(data: BundleData, numbers: NumberFormat) -> Iterator[ReadMePiece]:
    rows = [adjust_amount_left(row) for row in data.rows]
    if not rows:
        yield from _build_heading(_label("Totals"))
        yield from _build_paragraph(_("There are no entries yet, so there are no totals."))
        return
    all_groups, *groups = sum_by_group(rows)
    months = format_months(rows[0].month.first_day, rows[-1].month.first_day)
    yield from _build_heading(
        _label("Totals, {months}, in {currency}").format(
            months=months, currency=all_groups.currency
        )
    )
    coverage = MonthCoverage.from_rows(rows)
    remarks = _collect_remarks(coverage)
    given_by_evidence, has_income = data.given_by_evidence, data.has_income
    shows_left = has_income and data.has_left_amounts
    if has_income:
        left = shows_left and bool(coverage.with_living_costs)
        sums = _collect_total_sums(all_groups, given_by_evidence, numbers, left=left)
        yield from _build_amounts(sums, remarks)
    else:
        yield from _build_amounts(
            _collect_group_sums(all_groups, given_by_evidence, numbers), remarks
        )
    for row in groups:
        yield from _build_subheading(
            _label("Of this, {group}").format(group=_format_group_name(row.group))
        )
        yield from _build_amounts(_collect_group_sums(row, given_by_evidence, numbers), remarks)
    counting_sentences = [
        _(
            "What I saw others asked for or give (“seen”), what I was told of it (“heard”), costs"
            " that the group didn’t get (“cost”) and thoughts I wrote down (“wrote”) are in"
            " none of these totals."
        ),
        *_describe_counting(
            coverage, is_so_far=data.is_last_month_unfinished, income=has_income, left=shows_left
        ),
        *(explain_amount_left(rows) if shows_left else ()),
    ]
    yield from _build_paragraph(" ".join(counting_sentences))


def _collect_remarks(coverage: MonthCoverage) -> dict[str, str]:
    """Return which totals cover some of the months only, and how many."""
    return {
        _label("Income"): coverage.income_note,
        _label("Share of income given"): coverage.income_note,
        _label("Left after living costs and giving"): coverage.living_costs_note,
        _label("Given out of living costs"): coverage.living_costs_note,
    }


def _describe_counting(
    coverage: MonthCoverage, *, is_so_far: bool, income: bool, left: bool
) -> Iterator[str]:
    if not income:
        if is_so_far:
            yield _("The last month wasn’t over, so it is counted up to the day I made this.")
        if coverage.with_income:
            yield _(
                "Each month’s income is rounded in steps of 25 % before any share of it is worked "
                "out. A share shown as 4 % may be 3.2 to 5 %."
            )
        return
    if is_so_far:
        yield _(
            "The last month wasn’t over, so it is counted up to the day I made this. Regular "
            "income and living costs are counted for the whole month."
        )
    if coverage.income_note:
        yield _(
            "Income, and the share of it I gave, cover the months since I first recorded an "
            "income ({months})."
        ).format(months=coverage.income_note)
    if not left:
        return
    if not coverage.with_living_costs:
        yield _("What was left isn’t known, because income, food and rent aren’t all recorded.")
        return
    if not coverage.living_costs_note:
        yield _("What was left is added up month by month. A month that ended below 0 counts as 0.")
        return
    yield _(
        "What was left is added up over the months for which I recorded income, food and rent "
        "({months}). A month that ended below 0 counts as 0."
    ).format(months=coverage.living_costs_note)


def _collect_total_sums(
    row: MonthRow, given: GivenByEvidence, numbers: NumberFormat, *, left: bool
) -> dict[str, str]:
    sums = {
        _label("Income"): _format_amount(row.income, numbers),
        _label("Living costs"): _format_amount(row.needs, numbers),
    }
    sums |= _collect_group_sums(row, given, numbers)
    if left:
        sums[_label("Left after living costs and giving")] = _format_amount(row.left, numbers)
    if row.beyond_left:
        sums[_label("Given out of living costs")] = numbers.format_amount(row.beyond_left)
    return sums


def _collect_group_sums(
    row: MonthRow, given: GivenByEvidence, numbers: NumberFormat
) -> dict[str, str]:
    asked_amount = numbers.format_amount(row.asked_low)
    if row.asked_low != row.asked_high:
        asked_amount = _label("{low} to {high}").format(
            low=asked_amount, high=numbers.format_amount(row.asked_high)
        )
    sums = {_label("Asked for"): asked_amount}
    if row.earlier_yes_amount:
        earlier = numbers.format_amount(row.earlier_yes_amount)
        sums[INDENT + _label("from what I said yes to earlier")] = earlier
    if row.asked_open:
        sums[_label("Times asked without naming an amount")] = str(row.asked_open)
    sums[_label("Said yes to")] = numbers.format_amount(row.pledged)
    given_text = numbers.format_amount(row.given)
    sums[_label("Given")] = given_text if row.knows_given else _label("not known")
    for evidence, cents in sum_group_by_evidence(given, row.group).items():
        sums[INDENT + _label(EVIDENCE_LABELS[evidence])] = numbers.format_amount(cents)
    if row.given_open:
        sums[INDENT + _label("payments of unknown amount, not counted")] = str(row.given_open)
    if row.share_given is not None and row.knows_given:
        sums[_label("Share of income given")] = numbers.format_percent(row.share_given, 2)
    if row.returned:
        sums[_label("Refunded by the group")] = numbers.format_amount(row.returned)
    if row.returned_open:
        sums[_label("Refunds whose amount I don’t know")] = str(row.returned_open)
    if row.received:
        sums[_label("Other money from the group")] = numbers.format_amount(row.received)
    return sums


def _format_amount(cents: int | None, numbers: NumberFormat) -> str:
    return _label("not recorded") if cents is None else numbers.format_amount(cents)


def _build_caveats(data: BundleData) -> Iterator[ReadMePiece]:
    yield from _build_heading(_label("What this is not"))
    points = [
        _("These are my own notes. The group’s side is not here."),
        _("It doesn’t judge the group or anyone in it. It counts what I wrote down."),
        _("It may be incomplete, and I may have remembered things wrong."),
        _("It isn’t proof by itself. The column “evidence” says how I know each thing."),
    ]
    if data.has_private_notes and data.is_for_person:
        points.append(_("It includes my private notes."))
    elif data.has_private_notes:
        points.append(_("It includes my private notes. I chose to show them to you this time."))
    else:
        points.append(_("What I wrote only for myself is not here."))
    yield from (WrappedText(point, "- ", "  ") for point in points)
    yield FixedLine()


def _translate_descriptions(descriptions: Mapping[str, str]) -> dict[str, str]:
    return {name: _(meaning) for name, meaning in descriptions.items()}


def _format_group_name(group: str) -> str:
    if group == ALL_GROUPS:
        return _label("all groups")
    plain = " ".join(group.split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + "…"


def _build_heading(text: str, line: str = "-") -> list[ReadMePiece]:
    return [FixedLine(text), FixedLine(line * len(text)), FixedLine()]


def _build_subheading(text: str) -> list[ReadMePiece]:
    return [FixedLine(text), FixedLine()]


def _build_paragraph(text: str) -> list[ReadMePiece]:
    return [WrappedText(text), FixedLine()]


def _build_list(descriptions: Mapping[str, str]) -> Iterator[ReadMePiece]:
    """Yield names in one column, and meanings in the other."""
    width = max(map(len, descriptions)) + len(INDENT) + 2
    for name, meaning in descriptions.items():
        yield WrappedText(meaning, (INDENT + name).ljust(width), " " * width)
    yield FixedLine()


def _build_amounts(sums: Mapping[str, str], remarks: Mapping[str, str]) -> Iterator[ReadMePiece]:
    """Yield names in one column, amounts flush right in the other, with the remarks by name."""
    width = max(map(len, sums)) + 2
    room = max(map(len, sums.values()))
    for name, amount in sums.items():
        yield FixedLine(f"{INDENT}{name:<{width}}{amount:>{room}}", remarks.get(name, ""))
    yield FixedLine()
