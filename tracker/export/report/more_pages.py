"""The pages after the first: asks one by one, words, people to talk to, the mark at the foot."""

from collections.abc import Iterable, Iterator, Sequence

from tracker.analysis.patterns.pattern import PatternName
from tracker.charts import timeline_text
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Kind
from tracker.export.report.ask_selection import OneAsk
from tracker.export.report.blocks import (
    Block,
    Code,
    Foot,
    Heading,
    Paragraph,
    Points,
    Style,
    Term,
    Terms,
)
from tracker.export.report.model import Report
from tracker.export.report.one_ask import one_ask
from tracker.export.report.safe_text import plain
from tracker.export.report.witness_file import WITNESS
from tracker.helplines import describe_check_reminder, describe_helpline, find_own_country
from tracker.i18n import N_, NumberFormat, _, join_list, ngettext

EIGHT = 8
"""Digits that stand together in the root."""
KIND_MEANINGS = {
    Kind.DUES: N_("what members pay regularly"),
    Kind.MERCH: N_("things that the group sells, like shirts"),
    Kind.LITERATURE: N_("books and papers"),
}
"""What the kinds mean that do not say it themselves."""


def more_pages(
    report: Report, numbers: NumberFormat, attached: Sequence[str] = ()
) -> Iterator[Block]:
    """The blocks after the first page; `attached` are the names of the files within the PDF."""
    if report.asks:
        yield Heading(_("Some of what I was asked for, one by one"))
        yield Paragraph(_how_many(report))
        several = timeline_text.has_several_groups(ask.life for ask in report.asks)
        for ask in report.asks:
            yield from one_ask(ask, report, numbers, with_group=several)
    if terms := list(_terms(report)):
        yield Heading(_("What some words on these pages mean"))
        yield Terms((_("Word"), _("What it means here")), terms)
    yield from _files(attached)
    if report.cover.people:
        yield from _people()
    if report.root:
        root = report.root
        groups = [root[at : at + EIGHT] for at in range(0, len(root), EIGHT)]
        yield Foot((Paragraph(_mark(attached), Style.SMALL), Code(groups)))


def _how_many(report: Report) -> str:
    """How the times the person was asked and the asks told here belong together."""
    times, noted, count = len(report.times_asked), report.asks_noted, len(report.asks)
    things = ngettext("{count} thing", "{count} things", noted).format(count=noted)
    told = ngettext(
        "In all I was asked {times} time, for {things}.",
        "In all I was asked {times} times, for {things}.",
        times,
    ).format(times=times, things=things)
    if _often_at_a_meeting(report):
        told += " " + _("At some meetings it was more than once.")
    if times != noted:
        told += " " + _("Being asked again for the same thing belongs to its first time.")
    if count == noted:
        return told
    here = ngettext(
        "{count} of the {things} stands here", "{count} of the {things} stand here", count
    ).format(count=count, things=things)
    return f"{told} {here}{_chosen(report)}"


def _often_at_a_meeting(report: Report) -> bool:
    """Whether the person was asked more often than page one counts meetings and other times."""
    counts = [
        (pattern.count or 0) + pattern.aside_count
        for pattern in report.counted
        if pattern.name is PatternName.MEETINGS_WITH_ASK
    ]
    return bool(counts) and counts[0] < len(report.times_asked)


def _chosen(report: Report) -> str:
    """Who chose the asks, as the end of a sentence."""
    if report.cover.asks is not None:
        return _(", chosen by me.")
    return _(
        ", chosen by a plain rule: where most was asked for, where a yes followed a no, where most "
        "is noted of how it was asked, where my no was accepted, the newest, then what was asked "
        "for most often."
    )


def _terms(report: Report) -> Iterator[Term]:
    """Words in the order in which they are met, but for those that everybody knows."""
    if report.total:
        yield Term(
            _("asked for in a month"),
            _("also what I had said yes to for every month, until I took it back"),
        )
        yield Term(_("I said yes to"), _("what I promised in answer, once or regularly"))
    if report.total and report.total.share_given is not None:
        yield Term(_("of my income"), _("what I gave, as a part of all the money that came in"))
    if report.with_income and any(row.left is not None for row in report.last_months):
        yield Term(
            _("left after living and giving"),
            _("the income without what living costs, like food and rent, and without what I gave"),
        )
    for kind in _kinds(report.asks):
        yield Term(_(KIND_LABELS[kind]), _(KIND_MEANINGS[kind]))


def _kinds(asks: Iterable[OneAsk]) -> list[Kind]:
    """The kinds that need a word, as they are met."""
    return [kind for kind in dict.fromkeys(ask.life.kind for ask in asks) if kind in KIND_MEANINGS]


def _files(attached: Sequence[str]) -> Iterator[Block]:
    """How the files within the page are found; the witness alone is for nobody to open."""
    names = [plain(each) for each in attached if each != WITNESS]
    if not names:
        return
    yield Heading(_("Files within this one"))
    yield Paragraph(
        _(
            "{names}. On a computer, programs that show PDFs list them as attachments, often "
            "by a paper clip; many phones do not show them."
        ).format(names=join_list(names))
    )


def _people() -> Iterator[Block]:
    """Whom one can talk to; the same for everybody, so that they say nothing of the person."""
    country, people = find_own_country()
    yield Heading(_("People to talk to"))
    yield Paragraph(
        _(
            "These lines come with the program and are the same for everybody. Most of these "
            "people also listen to those who worry about somebody else. {please_check}"
        ).format(please_check=describe_check_reminder()),
        Style.SMALL,
    )
    yield Heading(country, 3)
    yield Points([describe_helpline(each) for each in people], Style.SMALL)


def _mark(attached: Sequence[str]) -> str:
    told = _(
        "You need not do anything with this line. It is a mark over every entry of the notebook, "
        "also those that are not shown: with it can be told later whether they were there and are "
        "unchanged, not whether they are true."
    )
    if WITNESS in attached:
        told += " " + _(
            "The file {name} within this one belongs to it: it need not be opened, and holds only "
            "digits, nothing that can be read."
        ).format(name=WITNESS)
    return told
