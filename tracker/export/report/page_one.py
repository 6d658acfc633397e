"""The first page of the summary, complete in itself: requests, key figures, chart, caveats.

What must not be done comes first, because it has to be read before the numbers. The worst month is
beside the sum, because 3 % over quiet months hides it. No day is named up to which it goes: no file
says when it was made.
"""

from collections.abc import Callable, Iterator, Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.charts import chart_text
from tracker.export.report import pattern_highlights
from tracker.export.report.amount_text import (
    describe_amount_range,
    describe_asked_amount,
    describe_refunds,
    describe_share,
    describe_unknown_payments,
    explain_given_marks,
    format_given_cell,
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
    SideBySideBlock,
    TableBlock,
    TitledList,
)
from tracker.export.report.caveats import describe_caveats
from tracker.export.report.cover import Audience, CoverNote, describe_safety_context
from tracker.export.report.group_sentences import describe_groups
from tracker.export.report.model import Report
from tracker.export.report.notable_months import (
    describe_largest_share,
    describe_last_gift,
    describe_notable_months,
)
from tracker.export.report.quotes import build_quote
from tracker.export.report.safe_text import format_name, isolate_direction, sanitize_typed_text
from tracker.i18n import (
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_month,
    join_list,
    ngettext,
)

MOST_NAMED_GROUPS = 3
"""How many groups the line below the title names."""
UNKNOWN_CELL = "–"
"""A cell of the table where nothing is known."""


def build_page_one(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    """Yield the blocks of the first page, in the order in which they are read."""
    yield HeadingBlock(_format_title(report.groups), 1)
    yield ParagraphBlock(_format_subtitle(report), ParagraphStyle.SMALL)
    yield from _build_request(report)
    if report.total is None:
        yield ParagraphBlock(_("I haven’t recorded anything yet, so there are no totals."))
    else:
        yield KeyFiguresBlock(
            (
                _build_given(report, report.total, numbers),
                *_build_share(report, report.total, numbers),
                _build_asked(report, report.total, numbers),
            )
        )
        yield from _build_highlights(report, numbers)
        yield from _build_month_table(report, numbers)
        yield _build_chart(report)
    yield from _build_counts(report, numbers)
    yield from build_quote(report, numbers)
    yield HeadingBlock(_label("About these notes"))
    yield BulletListBlock(list(describe_caveats(report, numbers)), ParagraphStyle.SMALL)


def _format_title(groups: Sequence[str]) -> str:
    if len(groups) == 1:
        return _label("What “{group}” asked me for, and what I gave").format(
            group=format_name(groups[0])
        )
    if not groups:
        return _label("What I was asked for, and what I gave")
    return _label("What {count} groups asked me for, and what I gave").format(count=len(groups))


def _format_subtitle(report: Report) -> str:
    parts = [_label("My own notes")]
    if months := chart_text.describe_shown_months(report.series):
        parts.append(months)
    if len(report.groups) > 1:
        names = [
            _label("“{group}”").format(group=format_name(group, 30))
            for group in report.groups[:MOST_NAMED_GROUPS]
        ]
        if len(report.groups) > MOST_NAMED_GROUPS:
            names.append("…")
        parts.append(_label("groups: {names}").format(names=join_list(names)))
    parts.append(_label("amounts in {currency}").format(currency=report.currency))
    return " · ".join(parts)


def _build_request(report: Report) -> Iterator[ReportBlock]:
    """Yield the reason, with what helps on one side and what not to do on the other.

    Nothing is asked of the person themselves. Their own words of why they made it are kept.
    """
    cover_note = report.cover_note
    reason = ParagraphBlock(
        isolate_direction(sanitize_typed_text(cover_note.reason)), ParagraphStyle.LARGE
    )
    if cover_note.audience is Audience.ME:
        if cover_note.is_own_reason:
            yield reason
        return
    context = [describe_safety_context(len(report.groups))] * cover_note.has_safety_context
    lists = (
        TitledList(_label("What helps"), list(_list_helps(cover_note))),
        TitledList(_label("Please don’t do this"), list(_list_harms(cover_note))),
    )
    yield FrameBlock((reason, *map(ParagraphBlock, context), SideBySideBlock(lists)))


def _list_helps(cover_note: CoverNote) -> Iterator[str]:
    yield from cover_note.advice
    if safe_contact := sanitize_typed_text(cover_note.safe_contact):
        yield _("A safe way to reach me: {way}").format(way=isolate_direction(safe_contact))
    else:
        yield _("I’ll come to you when I want to talk about it.")
    if cover_note.delete_request:
        yield cover_note.delete_request


def _list_harms(cover_note: CoverNote) -> Iterator[str]:
    yield _("Don’t contact the group or anyone in it about this.")
    yield _("Don’t show, forward or post it.")
    if cover_note.audience is Audience.FRIEND:
        yield _("Don’t argue about the group with me.")
    if sanitize_typed_text(cover_note.safe_contact):
        yield _("Don’t write to me about it any other way. Someone might see it.")
    else:
        yield _("Don’t text or email me about it. Someone might see it.")


def _build_given(report: Report, total: MonthRow, numbers: NumberFormat) -> KeyFigure:
    amount = _add_currency(numbers.format_amount(total.given), report)
    return KeyFigure(
        _label("I gave"),
        amount if total.knows_given else _label("not known"),
        tuple(_describe_more_of_given(report, total, numbers)),
    )


def _describe_more_of_given(
    report: Report, total: MonthRow, numbers: NumberFormat
) -> Iterator[str]:
    """Yield what the total given doesn't include, what was paid back, and what I got."""
    if total.given_open and not total.given:
        yield ngettext(
            "I made one payment whose amount I don’t know.",
            "I made {count} payments whose amount I don’t know.",
            total.given_open,
        ).format(count=total.given_open)
    elif total.given_open:
        yield describe_unknown_payments(total)
    yield from describe_refunds(total.returned, total.returned_open, numbers)
    if total.received:
        text = (
            _("I got {amount} from the groups.")
            if len(report.groups) > 1
            else _("The group gave me {amount}.")
        )
        yield text.format(amount=numbers.format_amount(total.received))


def _build_share(report: Report, total: MonthRow, numbers: NumberFormat) -> Iterator[KeyFigure]:
    share = describe_share(total.share_given, numbers, exact=report.has_income)
    if not share or not total.knows_given:
        return
    remarks = []
    known, months = report.coverage.with_income, report.coverage.months
    if 0 < known < months:
        remarks.append(
            _label("income known for {known} of {months} months").format(known=known, months=months)
        )
    if largest := describe_largest_share(
        report.notable_months, report.rows, numbers, exact=report.has_income
    ):
        remarks.append(largest)
    yield KeyFigure(_label("Share of my income"), share, tuple(remarks))


def _build_asked(report: Report, total: MonthRow, numbers: NumberFormat) -> KeyFigure:
    amount = _label("not named")
    if total.asked_high or not total.asked_open:
        amount = _add_currency(
            describe_amount_range(total.asked_low, total.asked_high, numbers), report
        )
    return KeyFigure(
        _label("I was asked for"),
        amount,
        tuple(_describe_more_of_asked(total, numbers)),
    )


def _describe_more_of_asked(total: MonthRow, numbers: NumberFormat) -> Iterator[str]:
    """Yield how much of it was an earlier yes, and how often no amount was named."""
    if total.earlier_yes_amount:
        yield _("{amount} of it I had said yes to before.").format(
            amount=numbers.format_amount(total.earlier_yes_amount)
        )
    if not total.asked_open:
        return
    text = (
        ngettext(
            "Once more, no amount was named.",
            "{count} more times, no amount was named.",
            total.asked_open,
        )
        if total.new_asks_range[1]
        else ngettext(
            "Once, no amount was named.", "{count} times, no amount was named.", total.asked_open
        )
    )
    yield text.format(count=total.asked_open)


def _add_currency(amount: str, report: Report) -> str:
    return f"{amount}\N{NO-BREAK SPACE}{report.currency}"


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
    columns = _list_month_columns(report, numbers)
    heading = (
        _label_plural("The last month", "The last {count} months", len(rows))
        if rows[-1].month == report.current_month
        else _label_plural("The last month shown", "The last {count} months shown", len(rows))
    )
    yield HeadingBlock(heading.format(count=len(rows)))
    yield TableBlock(
        [_label("Month"), *(title for title, _cell in columns)],
        [
            [_format_table_month(row, report), *(cell(row) for _title, cell in columns)]
            for row in rows
        ],
    )
    for sentence in explain_given_marks(rows):
        yield ParagraphBlock(sentence, ParagraphStyle.SMALL)


def _list_month_columns(
    report: Report, numbers: NumberFormat
) -> list[tuple[str, Callable[[MonthRow], str]]]:
    """Return the title of each column but the first, and what is in its cell of a month."""
    rows, exact = report.last_months, report.has_income
    columns: list[tuple[str, Callable[[MonthRow], str]]] = [
        (_label("Asked for"), lambda row: describe_asked_amount(row, numbers))
    ]
    if any(row.pledged for row in rows):
        columns.append((_label("I said yes to"), lambda row: numbers.format_amount(row.pledged)))
    columns.append((_label("I gave"), lambda row: format_given_cell(row, numbers)))
    if any(row.share_given is not None for row in rows):
        columns.append(
            (
                _label("Share of income"),
                lambda row: (
                    (row.knows_given and describe_share(row.share_given, numbers, exact=exact))
                    or UNKNOWN_CELL
                ),
            )
        )
    if report.has_income and any(row.left is not None for row in rows):
        columns.append(
            (
                _label("Left after living costs"),
                lambda row: UNKNOWN_CELL if row.left is None else numbers.format_amount(row.left),
            )
        )
    return columns


def _format_table_month(row: MonthRow, report: Report) -> str:
    month = format_month(row.month.first_day)
    if row.month != report.current_month:
        return month
    return _label("{month}, so far").format(month=month)


def _build_chart(report: Report) -> ChartBlock:
    series = report.series
    names = [sanitize_typed_text(group) for group in report.groups]
    alt_text = _("{title}: {months}.").format(
        title=chart_text.describe_chart(names, series.view),
        months=chart_text.describe_shown_months(series),
    )
    alt_text = " ".join(filter(None, [alt_text, chart_text.describe_observations(series)]))
    heading = (
        _label("Share of my income, month by month")
        if series.view.is_percent
        else _label("Month by month, in {currency}").format(currency=report.currency)
    )
    has_limit = any(point.limit is not None for point in series.points)
    remark = _("The dashed line is the most I want to give in a month.") if has_limit else ""
    return ChartBlock(heading, series, alt_text, remark)


def _build_counts(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    sentences = list(pattern_highlights.narrate_patterns(report.patterns, numbers))
    if how_asked := pattern_highlights.describe_how_asked(report.how_asked):
        sentences.append(how_asked)
    if sentences:
        yield HeadingBlock(_label("What I counted"))
        yield BulletListBlock(sentences)
