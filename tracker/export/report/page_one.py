"""The first page, complete in itself: what is wanted, how much it is, and what is not known."""

from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.charts import chart_text
from tracker.export.report import pattern_highlights
from tracker.export.report.amount_text import asked_told, part_told, times_open
from tracker.export.report.blocks import (
    Block,
    Chart,
    Figure,
    Figures,
    Frame,
    Heading,
    Paragraph,
    Points,
    Style,
    Table,
)
from tracker.export.report.caveats import limits
from tracker.export.report.cover import Cover
from tracker.export.report.group_sentences import groups_told
from tracker.export.report.model import Report
from tracker.export.report.notable_months import last_gift, sentences
from tracker.export.report.quotes import words_told
from tracker.export.report.safe_text import isolated, name, plain
from tracker.i18n import NumberFormat, _, format_month, join_list, ngettext

NAMED = 3
"""How many groups the line below the title names."""


def page_one(report: Report, numbers: NumberFormat) -> Iterator[Block]:
    """The blocks of the first page, in the order in which they are read."""
    yield Heading(_heading(report.groups), 1)
    yield Paragraph(_under_it(report), Style.SMALL)
    yield _wanted(report.cover)
    if report.total is None:
        yield Paragraph(_("Nothing is noted yet, so there is nothing to add up."))
    else:
        yield Figures(tuple(_figures(report, report.total, numbers)))
        yield from _telling(report, numbers)
        yield from _months(report, numbers)
        yield _chart(report)
    yield from _counted(report, numbers)
    yield from words_told(report, numbers)
    yield Heading(_("What this is, and what is not known"))
    yield Points(list(limits(report, numbers)), Style.SMALL)


def _heading(groups: Sequence[str]) -> str:
    if len(groups) == 1:
        return _("What the group “{group}” asked for, and what I gave").format(
            group=name(groups[0])
        )
    if not groups:
        return _("What a group asked for, and what I gave")
    return _("What {count} groups asked for, and what I gave").format(count=len(groups))


def _under_it(report: Report) -> str:
    parts = [_("One person’s own notes")]
    if months := chart_text.describe_shown_months(report.series):
        parts.append(months)
    if len(report.groups) > 1:
        names = [_("“{group}”").format(group=name(each, 30)) for each in report.groups[:NAMED]]
        if len(report.groups) > NAMED:
            names.append("…")
        parts.append(_("groups: {names}").format(names=join_list(names)))
    parts.append(_("amounts in {currency}").format(currency=report.currency))
    return " · ".join(parts)


def _wanted(cover: Cover) -> Frame:
    wanted = [
        _("Please do not contact the group, or anybody in it, about this."),
        _("Please do not forward or post it, and show it to nobody."),
    ]
    if way := plain(cover.safe_way):
        wanted += [
            _("Please do not write about it; speak to me first. Somebody may read along."),
            _("A safe way to reach me: {way}").format(way=isolated(way)),
        ]
    else:
        wanted.append(
            _("Please do not write about it, for somebody may read along; I will come to you.")
        )
    wanted += filter(None, [cover.afterwards])
    why = Paragraph(isolated(plain(cover.why)), Style.LARGE)
    return Frame((why, Paragraph(cover.helps), Points(wanted)))


def _figures(report: Report, total: MonthRow, numbers: NumberFormat) -> Iterator[Figure]:
    yield Figure(
        _("In all I gave"),
        _of_currency(numbers.format_amount(total.given), report),
        _came_back(total, numbers),
    )
    if part := part_told(total.share_given, numbers, exact=report.with_income):
        months = report.basis.part_earning
        known = _("known for {months}").format(months=months) if months else ""
        yield Figure(_("That is, of my income"), part, known)
    is_range = total.asked_low != total.asked_high
    most = _("at most {amount}").format(
        amount=_of_currency(numbers.format_amount(total.asked_high), report)
    )
    remark = " ".join(filter(None, (most if is_range else "", times_open(total.asked_open))))
    earlier = ""
    if total.earlier_yes_amount:
        told = _("{amount} from an earlier yes")
        earlier = told.format(amount=numbers.format_amount(total.earlier_yes_amount))
    yield Figure(
        _("In all I was asked for, at least") if is_range else _("In all I was asked for"),
        _of_currency(numbers.format_amount(total.asked_low), report),
        join_list(filter(None, (remark, earlier))),
    )


def _of_currency(amount: str, report: Report) -> str:
    return f"{amount}\N{NO-BREAK SPACE}{report.currency}"


def _came_back(total: MonthRow, numbers: NumberFormat) -> str:
    if total.returned:
        return _("{amount} of it came back").format(amount=numbers.format_amount(total.returned))
    if total.received:
        return _("{amount} came from the group").format(
            amount=numbers.format_amount(total.received)
        )
    return ""


def _telling(report: Report, numbers: NumberFormat) -> Iterator[Block]:
    told = list(groups_told(report, numbers))
    told += sentences(report.telling, report.rows, numbers, exact=report.with_income)
    asked = [each.month for each in report.times_asked]
    told += filter(None, [last_gift(report.rows, asked, len(report.last_months))])
    if told:
        yield Points(told)


def _months(report: Report, numbers: NumberFormat) -> Iterator[Block]:
    rows = report.last_months
    with_income = report.with_income and any(row.left is not None for row in rows)
    with_share = any(row.share_given is not None for row in rows)
    head = [_("Month"), _("Asked for"), _("I said yes to"), _("I gave")]
    head += [_("Of my income")] if with_share else []
    head += [_("Left after living and giving")] if with_income else []
    lines = []
    for row in rows:
        month = format_month(row.month.first_day)
        cells = [
            _("{month}, so far").format(month=month) if row.month == report.month else month,
            asked_told(row, numbers),
            numbers.format_amount(row.pledged),
            numbers.format_amount(row.given),
        ]
        if with_share:
            cells.append(part_told(row.share_given, numbers, exact=report.with_income) or "–")
        if with_income:
            cells.append("–" if row.left is None else numbers.format_amount(row.left))
        lines.append(cells)
    yield Heading(
        ngettext("The last month", "The last {count} months", len(rows)).format(count=len(rows))
    )
    yield Table(head, lines)


def _chart(report: Report) -> Chart:
    series = report.series
    names = [plain(group) for group in report.groups]
    told = _("{what}: {months}.").format(
        what=chart_text.describe_chart(names, series.view),
        months=chart_text.describe_shown_months(series),
    )
    heading = (
        _("Month by month, as a part of my income")
        if series.view.is_percent
        else _("Month by month, in {currency}").format(currency=report.currency)
    )
    has_line = any(point.limit is not None for point in series.points)
    remark = _("My line is what I want to give at most; I drew it for myself.") if has_line else ""
    return Chart(heading, series, told, remark)


def _counted(report: Report, numbers: NumberFormat) -> Iterator[Block]:
    if not report.counted:
        return
    yield Heading(_("Counted from my entries"))
    yield Points([pattern_highlights.sentence(pattern, numbers) for pattern in report.counted])
