"""READ-ME.txt: the bundle in plain words, for a friend who opens it without the program.

Windows' Notepad opens it by default there: older ones break lines only at CRLF, and know UTF-8
only by its byte order mark. Every other program takes both.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from tracker.figures.monthly import ALL, Row
from tracker.figures.total import totals
from tracker.sharing.dialect import ENCODING, LINE_END, Dialect
from tracker.sharing.entries_csv import PRIVATE_NOTE
from tracker.sharing.meanings import ENTRIES, MONTHS, TYPES
from tracker.texts import _, ngettext, shown_amount, shown_month, shown_percent

WIDTH = 76
INDENT = "  "
LONGEST_NAME = 40
"""Characters of a group's name that stand in a heading."""


def read_me(rows: Sequence[Row], entries: int, dialect: Dialect, *, private_notes: bool) -> bytes:
    """The page, in the person's language, from the rows of every month and the count of entries."""
    lines = [
        *_heading(_("What a group asked for, and what I gave"), "="),
        *_paragraph(
            _(
                "One person noted this for themselves and shows it to you because they trust you. "
                "Please ask them before anybody else sees it, and remove it when you have "
                "talked about it."
            )
        ),
        *_heading(_("What lies here")),
        *_list(
            {
                "share.png": _("A picture: the part of the income that went to the group."),
                "months.csv": _("The sums of each month. Any spreadsheet program opens it."),
                "entries.csv": ngettext(
                    "The {count} entry that the sums are made from.",
                    "All {count} entries that the sums are made from.",
                    entries,
                ).format(count=entries),
                "datapackage.json": _("The same explanations, for computer programs."),
            }
        ),
        *_sums(rows),
        *_what_this_is_not(private_notes=private_notes),
        *_heading(_("The columns of {file}").format(file="months.csv")),
        *_list(_translated(MONTHS)),
        *_heading(_("The columns of {file}").format(file="entries.csv")),
        *_list(_translated(ENTRIES if private_notes else _without_note())),
        *_heading(_("The words in the column “type”")),
        *_list(_translated(TYPES)),
        *_how_it_is_written(dialect),
    ]
    return LINE_END.join([*lines, ""]).encode(ENCODING)


def _sums(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        yield from _heading(_("The sums"))
        yield from _paragraph(_("Nothing is noted yet, so there is nothing to add up."))
        return
    all_groups, *groups = totals(rows)
    first, last = shown_month(rows[0].month.first), shown_month(rows[-1].month.first)
    if rows[0].month == rows[-1].month:
        months = first
    else:
        months = _("{first} to {last}").format(first=first, last=last)
    yield from _heading(
        _("The sums, {months}, in {currency}").format(months=months, currency=all_groups.currency)
    )
    yield from _amounts(_sums_of_all(all_groups))
    for row in groups:
        yield from _subheading(_("Of this, {group}").format(group=_name(row.group)))
        yield from _amounts(_sums_of_group(row))
    yield from _paragraph(
        _(
            "The last month is counted as far as it had come. Income and needs that come "
            "regularly are counted to its end. What was left is added up month by month, and "
            "a month that ended below 0 counts as 0."
        )
    )


def _sums_of_all(row: Row) -> dict[str, str]:
    sums = {_("Income"): _known(row.income), _("Needs: what living cost"): shown_amount(row.needs)}
    sums |= _sums_of_group(row)
    sums[_("Left after living and giving")] = _known(row.left)
    if row.beyond_left:
        sums[_("Given beyond what living leaves")] = shown_amount(row.beyond_left)
    return sums


def _sums_of_group(row: Row) -> dict[str, str]:
    asked = shown_amount(row.asked_low)
    if row.asked_low != row.asked_high:
        asked = _("{low} to {high}").format(low=asked, high=shown_amount(row.asked_high))
    sums = {_("Asked for"): asked}
    if row.asked_open:
        sums[_("Asked for without an amount, times")] = str(row.asked_open)
    sums[_("Promised")] = shown_amount(row.pledged)
    sums[_("Given")] = shown_amount(row.given)
    if row.share_given is not None:
        sums[_("Given, of the income")] = shown_percent(row.share_given, 2)
    if row.returned:
        sums[_("Given back by the group")] = shown_amount(row.returned)
    if row.received:
        sums[_("Other money from the group")] = shown_amount(row.received)
    return sums


def _known(cents: int | None) -> str:
    return _("not noted") if cents is None else shown_amount(cents)


def _what_this_is_not(*, private_notes: bool) -> Iterator[str]:
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
    for point in points:
        yield from _wrapped(point, "- ", "  ")
    yield ""


def _how_it_is_written(dialect: Dialect) -> Iterator[str]:
    yield from _heading(_("How the tables are written"))
    points = [
        _("A semicolon parts the cells, and decimals follow a comma: 12,50.")
        if dialect is Dialect.SEMICOLON
        else _("A comma parts the cells, and decimals follow a point: 12.50."),
        _("A day is written year, month, day: 2025-10-02."),
        _("Several answers or circumstances in one cell are parted by a semicolon and a space."),
        _(
            "In words, an apostrophe may stand before = + - @ | or another apostrophe. It keeps "
            "spreadsheet programs from taking words for a formula, and is no part of what was said."
        ),
    ]
    for point in points:
        yield from _wrapped(point, "- ", "  ")


def _translated(meanings: Mapping[str, str]) -> dict[str, str]:
    return {name: _(meaning) for name, meaning in meanings.items()}


def _without_note() -> dict[str, str]:
    return {name: meaning for name, meaning in ENTRIES.items() if name != PRIVATE_NOTE}


def _name(group: str) -> str:
    if group == ALL:
        return _("all groups")
    plain = " ".join(group.split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + "…"


def _heading(text: str, line: str = "-") -> list[str]:
    return [text, line * len(text), ""]


def _subheading(text: str) -> list[str]:
    return [text, ""]


def _paragraph(text: str) -> list[str]:
    return [*wrap(text, WIDTH), ""]


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest)


def _list(meanings: Mapping[str, str]) -> Iterator[str]:
    """Names in one column, meanings in the other."""
    width = max(map(len, meanings)) + len(INDENT) + 2
    for name, meaning in meanings.items():
        yield from _wrapped(meaning, (INDENT + name).ljust(width), " " * width)
    yield ""


def _amounts(sums: Mapping[str, str]) -> Iterator[str]:
    """Names in one column, amounts flush right in the other."""
    width = max(map(len, sums)) + 2
    room = max(map(len, sums.values()))
    for name, amount in sums.items():
        yield f"{INDENT}{name:<{width}}{amount:>{room}}"
    yield ""
