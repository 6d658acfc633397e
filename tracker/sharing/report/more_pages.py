"""The pages after the first: the asks one by one, and what the words on these pages mean."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tracker.charts import life_words
from tracker.charts.life_words import Telling, stops
from tracker.entries.circumstances import KNOWN_TAGS
from tracker.entries.reading import KINDS, spoken
from tracker.entries.types import Kind
from tracker.figures.life import What
from tracker.sharing.report.asks import OneAsk
from tracker.sharing.report.blocks import (
    Block,
    Days,
    DayTold,
    Heading,
    LifeLine,
    Paragraph,
    Style,
    Term,
    Terms,
)
from tracker.sharing.report.page_one import part_told
from tracker.sharing.report.report import Report
from tracker.sharing.report.typed import name, plain, said
from tracker.texts import N_, Numbers, _, listed, ngettext, shown_date

LONGEST_WORDS = 600
LONGEST_TAG = 40
KIND_MEANINGS = {
    Kind.DONATION: N_("money given without anything in return"),
    Kind.DUES: N_("what members pay regularly"),
    Kind.MERCH: N_("things that the group sells, like shirts"),
    Kind.EVENT: N_("tickets and fees for an event"),
    Kind.LITERATURE: N_("books and papers"),
    Kind.OTHER: N_("anything else"),
}


def more_pages(report: Report, numbers: Numbers, attached: Sequence[str] = ()) -> Iterator[Block]:
    """The blocks after the first page; `attached` are the names of the files within the PDF."""
    if report.asks:
        yield Heading(_("Some of the asks, one by one"))
        yield Paragraph(_how_many(report))
        several = life_words.several_groups(ask.life for ask in report.asks)
        for ask in report.asks:
            yield from _one(ask, report, numbers, with_group=several)
    yield Heading(_("What the words on these pages mean"))
    yield Terms((_("Word"), _("What it means here")), list(_words(report)))
    if tags := list(_tags(report)):
        yield Heading(_("How it was asked"))
        yield Paragraph(
            _("What somebody in the room could have seen or heard. “You” is the one who was asked.")
        )
        yield Terms((_("Word"), _("What it means here")), tags)
    if attached:
        yield Heading(_("Files within this one"))
        yield Paragraph(
            _(
                "{names}. On a computer, programs that show PDFs list them as attachments, often "
                "by a paper clip; many phones do not show them."
            ).format(names=listed(map(plain, attached)))
        )


def _how_many(report: Report) -> str:
    count = len(report.asks)
    return ngettext(
        "{count} of the {noted} asks that I noted, with what became of it.",
        "{count} of the {noted} asks that I noted, each with what became of it.",
        count,
    ).format(count=count, noted=report.asks_noted)


def _one(ask: OneAsk, report: Report, numbers: Numbers, *, with_group: bool) -> Iterator[Block]:
    life = ask.life
    telling = Telling(numbers.amount, numbers.words)
    title = life_words.title(life, telling)
    yield Heading(f"{shown_date(life.start)}: {title}", 3)
    parts = [name(life.group)] if with_group and life.group else []
    parts.append(life_words.times(life))
    if ask.share:
        part = part_told(ask.share, numbers, exact=report.with_income)
        parts.append(_("{part} of a month’s income").format(part=part))
    if ask.is_begun:
        parts.append(_("it had begun before what is shown here"))
    yield Paragraph(" · ".join(parts), Style.SMALL)
    days = list(_days(ask, telling))
    if len(days) > 1:
        told = _("From {first} to {last}, day by day as in the table below.").format(
            first=shown_date(life.start), last=shown_date(life.end)
        )
        yield LifeLine(life, told)
    yield Days((_("Day"), _("What happened")), days)


def _days(ask: OneAsk, telling: Telling) -> Iterator[DayTold]:
    by_day = groupby(ask.life.moments, key=lambda moment: moment.day)
    for stop, (day, moments_of_it) in zip(stops(ask.life, telling), by_day, strict=True):
        moments = list(moments_of_it)
        tags = dict.fromkeys(tag for moment in moments for tag in ask.tags.get(moment.number, ()))
        words = [moment.words for moment in moments if moment.words]
        yield DayTold(
            day=shown_date(day),
            happened=", ".join(
                f"{life_words.SIGNS[mark.what]}\N{NO-BREAK SPACE}{mark.text}" for mark in stop.marks
            ),
            how=spoken(name(tag, LONGEST_TAG) for tag in tags),
            said=" ".join(said(telling.words(text), LONGEST_WORDS) for text in words),
        )


def _words(report: Report) -> Iterator[Term]:
    yield Term(_("asked"), _("the group, or somebody for it, wanted money from me"))
    yield Term(_("said yes to"), _("what I promised in answer, once or regularly"))
    yield Term(_("gave"), _("money that went from me to the group"))
    if report.total and report.total.share_given is not None:
        yield Term(
            _("of my income"),
            _("what I gave, as a part of all the money that came in"),
        )
    if report.with_income and report.total and report.total.left is not None:
        yield Term(
            _("left after living and giving"),
            _("the income without what living costs, like food and rent, and without what I gave"),
        )
    if any(point.line is not None for point in report.series.points):
        yield Term(_("my line"), _("how much I want to give at most; I drew it for myself"))
    for kind in _kinds(report.asks):
        yield Term(_(KINDS[kind]), _(KIND_MEANINGS[kind]))
    happened = {moment.what for ask in report.asks for moment in ask.life.moments}
    if happened & {What.PAYS, What.ENDED}:
        yield Term(_("pays"), _("from that day on, regularly, as by a standing order"))
    if happened & {What.WITHDREW}:
        yield Term(_("yes taken back"), _("from that day on I no longer promised it"))


def _kinds(asks: Iterable[OneAsk]) -> list[Kind]:
    borne = {ask.life.kind for ask in asks}
    return [kind for kind in Kind if kind in borne]


def _tags(report: Report) -> Iterator[Term]:
    for tag, meaning in report.tag_meanings.items():
        told = _(meaning) if tag in KNOWN_TAGS else plain(meaning)
        yield Term(spoken([name(tag, LONGEST_TAG)]), told or _("my own word; I wrote no meaning"))
