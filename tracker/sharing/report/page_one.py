"""The first page, complete in itself: what is wanted, how much it is, and what is not known."""

from collections.abc import Iterator, Sequence

from tracker.charts import words
from tracker.charts.life_words import Telling, amount_of, told
from tracker.entries.reading import KINDS
from tracker.figures.moments import ASKING
from tracker.figures.monthly import Row
from tracker.money import Cents, Hundredths
from tracker.sharing.report import counted
from tracker.sharing.report.asks import OneAsk
from tracker.sharing.report.blocks import (
    Block,
    Chart,
    Code,
    Figure,
    Figures,
    Frame,
    Heading,
    Paragraph,
    Points,
    Quote,
    Style,
    Table,
)
from tracker.sharing.report.report import Report
from tracker.sharing.report.typed import isolated, name, plain, said
from tracker.texts import Numbers, _, listed, ngettext, shown_date, shown_month

LONGEST_WORDS = 240
"""Characters of what was said that stand on the first page."""
GROUPS_NAMED = 3
EIGHT = 8
"""Digits that stand together in the root."""


def page_one(report: Report, numbers: Numbers) -> Iterator[Block]:
    """The blocks of the first page, in the order in which they are read."""
    yield Heading(_heading(report.groups), 1)
    yield Paragraph(_under_it(report), Style.SMALL)
    yield _wanted(report)
    if report.total is None:
        yield Paragraph(_("Nothing is noted yet, so there is nothing to add up."))
    else:
        yield Figures(tuple(_figures(report, report.total, numbers)))
        yield from _months(report, numbers)
        yield _chart(report)
    yield from _counted(report, numbers)
    yield from _words(report.asks, numbers)
    yield from _foot(report, numbers)


def _heading(groups: Sequence[str]) -> str:
    if len(groups) == 1:
        return _("What {group} asked for, and what I gave").format(group=name(groups[0]))
    if not groups:
        return _("What a group asked for, and what I gave")
    return _("What {count} groups asked for, and what I gave").format(count=len(groups))


def _under_it(report: Report) -> str:
    parts = [_("One person’s own notes")]
    if months := words.months_shown(report.series):
        parts.append(months)
    if len(report.groups) > 1:
        names = [name(group, 30) for group in report.groups[:GROUPS_NAMED]]
        if len(report.groups) > GROUPS_NAMED:
            names.append("…")
        parts.append(", ".join(names))
    parts.append(_("amounts in {currency}").format(currency=report.currency))
    return " · ".join(parts)


def _wanted(report: Report) -> Frame:
    cover = report.cover
    reach = (
        _("A safe way to reach me: {way}").format(way=isolated(plain(cover.safe_way)))
        if plain(cover.safe_way)
        else _("I will come to you about it myself; please wait for that.")
    )
    return Frame(
        (
            Paragraph(isolated(plain(cover.why)), Style.LARGE),
            Points(
                (
                    _("Please do not contact the group, or anybody in it, about this."),
                    _("Please do not forward or post it, and show it to nobody."),
                    _("Ask me before you write to me about it: somebody may read along."),
                    reach,
                )
            ),
        )
    )


def _figures(report: Report, total: Row, numbers: Numbers) -> Iterator[Figure]:
    yield Figure(
        _("In all I gave"),
        _of_currency(numbers.amount(total.given), report),
        _came_back(total, numbers),
    )
    if part := part_told(total.share_given, numbers, exact=report.with_income):
        months = report.basis.part_earning
        known = _("known for {months}").format(months=months) if months else ""
        yield Figure(_("That is, of my income"), part, known)
    yield Figure(
        _("In all I was asked for"),
        _of_currency(_range(total.asked_low, total.asked_high, numbers), report),
        _times_open(total.asked_open),
    )


def _of_currency(amount: str, report: Report) -> str:
    return f"{amount}\N{NO-BREAK SPACE}{report.currency}"


def _came_back(total: Row, numbers: Numbers) -> str:
    if total.returned:
        return _("{amount} of it came back").format(amount=numbers.amount(total.returned))
    if total.received:
        return _("{amount} came from the group").format(amount=numbers.amount(total.received))
    return ""


def _times_open(times: int) -> str:
    if not times:
        return ""
    return ngettext(
        "and once without an amount", "and {count} times without an amount", times
    ).format(count=times)


def part_told(share: Hundredths | None, numbers: Numbers, *, exact: bool) -> str:
    """A part of the income; only whole percent where the income stays out. Empty: not known."""
    if share is None:
        return ""
    if exact:
        return numbers.percent(share)
    if not share:
        return numbers.percent(0, 0)
    if share < 50:
        return _("below 1\N{NO-BREAK SPACE}%")
    return _("about {percent}").format(percent=numbers.percent(share, 0))


def _range(low: Cents, high: Cents, numbers: Numbers) -> str:
    if low == high:
        return numbers.amount(low)
    return _("{low} to {high}").format(low=numbers.amount(low), high=numbers.amount(high))


def _months(report: Report, numbers: Numbers) -> Iterator[Block]:
    rows = report.last_months
    with_income = report.with_income and any(row.left is not None for row in rows)
    with_share = any(row.share_given is not None for row in rows)
    head = [_("Month"), _("Asked for"), _("I said yes to"), _("I gave")]
    head += [_("of my income")] if with_share else []
    head += [_("left after living and giving")] if with_income else []
    lines = []
    for row in rows:
        month = shown_month(row.month.first)
        cells = [
            _("{month}, so far").format(month=month) if row.month == report.month else month,
            _asked(row, numbers),
            numbers.amount(row.pledged),
            numbers.amount(row.given),
        ]
        if with_share:
            cells.append(part_told(row.share_given, numbers, exact=report.with_income) or "–")
        if with_income:
            cells.append("–" if row.left is None else numbers.amount(row.left))
        lines.append(cells)
    yield Heading(
        ngettext("The last month", "The last {count} months", len(rows)).format(count=len(rows))
    )
    yield Table(head, lines)


def _asked(row: Row, numbers: Numbers) -> str:
    amount = _range(row.asked_low, row.asked_high, numbers)
    if row.asked_open and not row.asked_high:
        return _("no amount named")
    return " ".join(filter(None, (amount, _times_open(row.asked_open))))


def _chart(report: Report) -> Chart:
    series = report.series
    names = [plain(group) for group in report.groups]
    told = _("{what}: {months}.").format(
        what=words.sentence(names, series.view), months=words.months_shown(series)
    )
    heading = (
        _("Month by month, as a part of my income")
        if series.view.in_percent
        else _("Month by month, in {currency}").format(currency=report.currency)
    )
    has_line = any(point.line is not None for point in series.points)
    remark = _("My line is what I want to give at most; I drew it for myself.") if has_line else ""
    return Chart(heading, series, told, remark)


def _counted(report: Report, numbers: Numbers) -> Iterator[Block]:
    if not report.counted:
        return
    yield Heading(_("Counted from my entries"))
    yield Points([counted.sentence(pattern, numbers) for pattern in report.counted])


def _words(asks: Sequence[OneAsk], numbers: Numbers) -> Iterator[Block]:
    """The words of one of the asks: the one of which most is noted how it was asked."""
    spoken = [ask for ask in asks if ask.has_words]
    if not spoken:
        return
    ask = max(spoken, key=lambda each: (len(each.circumstances), each.life.end))
    moments = [moment for moment in ask.life.moments if moment.words]
    moment = max(moments, key=lambda each: len(ask.tags.get(each.number, ())))
    telling = Telling(numbers.amount)
    asked = amount_of(ask.life.first, telling)
    source = _("said on {day}, about {kind}, {amount}").format(
        day=shown_date(moment.day), kind=_(KINDS[ask.life.kind]), amount=asked
    )
    answers = [
        told(each.what, each.sum, telling)
        for each in ask.life.moments
        if each.number == moment.number and each.what not in ASKING
    ]
    if answers:
        source = _("{source}; my answer: {answers}").format(source=source, answers=listed(answers))
    yield Heading(_("Words from one ask"))
    yield Quote(said(numbers.words(moment.words or ""), LONGEST_WORDS), source)


def _foot(report: Report, numbers: Numbers) -> Iterator[Block]:
    yield Heading(_("What this is, and what is not known"))
    yield Points(list(_limits(report, numbers)), Style.SMALL)
    if report.root:
        yield Paragraph(
            _(
                "A mark over every entry of the notebook, also those that are not shown. With it "
                "can be told later whether they were there and are unchanged, not whether they are "
                "true:"
            ),
            Style.SMALL,
        )
        root = report.root
        yield Code([root[at : at + EIGHT] for at in range(0, len(root), EIGHT)])


def _limits(report: Report, numbers: Numbers) -> Iterator[str]:
    yield _("These are one person’s own notes. The group has not been heard.")
    yield from _how_known(report, numbers)
    count, same_day = report.when_noted
    if count and count == same_day:
        yield ngettext(
            "The {count} entry about asks, payments and meetings was noted on the day itself.",
            "All {count} entries about asks, payments and meetings were noted on the day itself.",
            count,
        ).format(count=count)
    elif count:
        yield ngettext(
            "The {count} entry about asks, payments and meetings was noted later than on its day.",
            "Of {count} entries about asks, payments and meetings, {same} were noted on the day "
            "itself, the others later.",
            count,
        ).format(count=count, same=same_day or _("none"))
    yield _("What I did not note is not in it, and memory can err.")
    if told := report.left_out.told():
        yield told


def _how_known(report: Report, numbers: Numbers) -> Iterator[str]:
    given = report.total.given if report.total else 0
    if not given:
        return
    if report.documented >= given:
        yield _("All that I gave is known by a receipt or a statement.")
    elif not report.documented:
        yield _("Of what I gave, nothing is known by a receipt or a statement; all is from memory.")
    else:
        yield _(
            "Of the {given} that I gave, {documented} is known by a receipt or a statement; the "
            "rest is from memory or estimated."
        ).format(given=numbers.amount(given), documented=numbers.amount(report.documented))
