"""The first page of the report, complete in itself: requests, key figures, chart, caveats."""

from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.charts import chart_text
from tracker.export.report import pattern_highlights
from tracker.export.report.amount_text import (
    describe_asked_amount,
    describe_given,
    describe_open_asks,
    describe_open_payments,
    describe_share,
)
from tracker.export.report.blocks import (
    BulletListBlock,
    ChartBlock,
    FrameBlock,
    HeadingBlock,
    KeyFigure,
    KeyFiguresBlock,
    ParagraphBlock,
    ParagraphStyle,
    ReportBlock,
    TableBlock,
)
from tracker.export.report.caveats import describe_caveats
from tracker.export.report.cover import CoverNote
from tracker.export.report.group_sentences import describe_groups
from tracker.export.report.model import Report
from tracker.export.report.notable_months import describe_last_gift, describe_notable_months
from tracker.export.report.quotes import build_quote
from tracker.export.report.safe_text import format_name, isolate_direction, sanitize_typed_text
from tracker.i18n import NumberFormat, _, format_month, join_list, ngettext

MOST_NAMED_GROUPS = 3
"""How many groups the line below the title names."""


def build_page_one(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    """Yield the blocks of the first page, in the order in which they are read."""
    yield HeadingBlock(_format_title(report.groups), 1)
    yield ParagraphBlock(_format_subtitle(report), ParagraphStyle.SMALL)
    yield _build_request_frame(report.cover_note)
    if report.total is None:
        yield ParagraphBlock(_("Nothing is noted yet, so there is nothing to add up."))
    else:
        yield KeyFiguresBlock(tuple(_build_key_figures(report, report.total, numbers)))
        yield from _build_highlights(report, numbers)
        yield from _build_month_table(report, numbers)
        yield _build_chart(report)
    yield from _build_patterns(report, numbers)
    yield from build_quote(report, numbers)
    yield HeadingBlock(_("What this is, and what is not known"))
    yield BulletListBlock(list(describe_caveats(report, numbers)), ParagraphStyle.SMALL)


def _format_title(groups: Sequence[str]) -> str:
    if len(groups) == 1:
        return _("What the group “{group}” asked for, and what I gave").format(
            group=format_name(groups[0])
        )
    if not groups:
        return _("What a group asked for, and what I gave")
    return _("What {count} groups asked for, and what I gave").format(count=len(groups))


def _format_subtitle(report: Report) -> str:
    parts = [_("One person’s own notes")]
    if months := chart_text.describe_shown_months(report.series):
        parts.append(months)
    if len(report.groups) > 1:
        names = [
            _("“{group}”").format(group=format_name(group, 30))
            for group in report.groups[:MOST_NAMED_GROUPS]
        ]
        if len(report.groups) > MOST_NAMED_GROUPS:
            names.append("…")
        parts.append(_("groups: {names}").format(names=join_list(names)))
    parts.append(_("amounts in {currency}").format(currency=report.currency))
    return " · ".join(parts)


def _build_request_frame(cover_note: CoverNote) -> FrameBlock:
    requests = [
        _("Please do not contact the group, or anybody in it, about this."),
        _("Please do not forward or post it, and show it to nobody."),
    ]
    if safe_contact := sanitize_typed_text(cover_note.safe_contact):
        requests += [
            _("Please do not write about it; speak to me first. Somebody may read along."),
            _("A safe way to reach me: {way}").format(way=isolate_direction(safe_contact)),
        ]
    else:
        requests.append(
            _("Please do not write about it, for somebody may read along; I will come to you.")
        )
    requests += filter(None, [cover_note.delete_request])
    reason = ParagraphBlock(
        isolate_direction(sanitize_typed_text(cover_note.reason)), ParagraphStyle.LARGE
    )
    return FrameBlock((reason, ParagraphBlock(cover_note.advice), BulletListBlock(requests)))


def _build_key_figures(
    report: Report, total: MonthRow, numbers: NumberFormat
) -> Iterator[KeyFigure]:
    yield KeyFigure(
        _("In all I gave"),
        _add_currency(numbers.format_amount(total.given), report),
        join_list(_describe_more_of_given(total, numbers)),
    )
    if part := describe_share(total.share_given, numbers, exact=report.has_income):
        months = report.coverage.income_note
        known_for = _("known for {months}").format(months=months) if months else ""
        yield KeyFigure(_("That is, of my income"), part, known_for)
    is_range = total.asked_low != total.asked_high
    most = _("at most {amount}").format(
        amount=_add_currency(numbers.format_amount(total.asked_high), report)
    )
    remark = " ".join(
        filter(None, (most if is_range else "", describe_open_asks(total.asked_open)))
    )
    earlier_yes = ""
    if total.earlier_yes_amount:
        yes_text = _("{amount} from an earlier yes")
        earlier_yes = yes_text.format(amount=numbers.format_amount(total.earlier_yes_amount))
    yield KeyFigure(
        _("In all I was asked for, at least") if is_range else _("In all I was asked for"),
        _add_currency(numbers.format_amount(total.asked_low), report),
        join_list(filter(None, (remark, earlier_yes))),
    )


def _add_currency(amount: str, report: Report) -> str:
    return f"{amount}\N{NO-BREAK SPACE}{report.currency}"


def _describe_more_of_given(total: MonthRow, numbers: NumberFormat) -> Iterator[str]:
    """Yield what the sum of what was given lacks, and what came back."""
    if total.given_open:
        yield _("without {payments}").format(payments=describe_open_payments(total.given_open))
    if total.returned_open:
        yield ngettext(
            "an unknown amount of it came back",
            "unknown amounts of it came back {count} times",
            total.returned_open,
        ).format(count=total.returned_open)
    if total.returned:
        yield _("{amount} of it came back").format(amount=numbers.format_amount(total.returned))
    elif total.received:
        yield _("{amount} came from the group").format(amount=numbers.format_amount(total.received))


def _build_highlights(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    sentences = list(describe_groups(report, numbers))
    sentences += describe_notable_months(
        report.notable_months, report.rows, numbers, exact=report.has_income
    )
    ask_months = [ask_time.month for ask_time in report.ask_times]
    sentences += filter(
        None, [describe_last_gift(report.rows, ask_months, len(report.last_months))]
    )
    if sentences:
        yield BulletListBlock(sentences)


def _build_month_table(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    rows = report.last_months
    with_income = report.has_income and any(row.left is not None for row in rows)
    with_share = any(row.share_given is not None for row in rows)
    head = [_("Month"), _("Asked for"), _("I said yes to"), _("I gave")]
    head += [_("Of my income")] if with_share else []
    head += [_("Left after living and giving")] if with_income else []
    lines = []
    for row in rows:
        month = format_month(row.month.first_day)
        cells = [
            _("{month}, so far").format(month=month)
            if row.month == report.current_month
            else month,
            describe_asked_amount(row, numbers),
            numbers.format_amount(row.pledged),
            describe_given(row.given, row.given_open, numbers),
        ]
        if with_share:
            cells.append(describe_share(row.share_given, numbers, exact=report.has_income) or "–")
        if with_income:
            cells.append("–" if row.left is None else numbers.format_amount(row.left))
        lines.append(cells)
    yield HeadingBlock(
        ngettext("The last month", "The last {count} months", len(rows)).format(count=len(rows))
    )
    yield TableBlock(head, lines)


def _build_chart(report: Report) -> ChartBlock:
    series = report.series
    names = [sanitize_typed_text(group) for group in report.groups]
    alt_text = _("{what}: {months}.").format(
        what=chart_text.describe_chart(names, series.view),
        months=chart_text.describe_shown_months(series),
    )
    heading = (
        _("Month by month, as a part of my income")
        if series.view.is_percent
        else _("Month by month, in {currency}").format(currency=report.currency)
    )
    has_limit = any(point.limit is not None for point in series.points)
    remark = _("My line is what I want to give at most; I drew it for myself.") if has_limit else ""
    return ChartBlock(heading, series, alt_text, remark)


def _build_patterns(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    if not report.patterns:
        return
    yield HeadingBlock(_("Counted from my entries"))
    yield BulletListBlock(
        [pattern_highlights.narrate_pattern(pattern, numbers) for pattern in report.patterns]
    )
