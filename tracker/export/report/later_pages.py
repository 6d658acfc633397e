"""The pages after the first: asks one by one, a glossary, helplines, and the check code."""

from collections.abc import Iterable, Iterator, Sequence

from tracker.analysis.patterns.pattern import PatternName
from tracker.charts import timeline_text
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Kind
from tracker.export.report.ask_selection import ReportAsk
from tracker.export.report.blocks import (
    BulletListBlock,
    CheckCodeBlock,
    FooterBlock,
    GlossaryBlock,
    GlossaryTerm,
    HeadingBlock,
    ParagraphBlock,
    ParagraphStyle,
    ReportBlock,
)
from tracker.export.report.model import Report
from tracker.export.report.one_ask import build_ask
from tracker.export.report.safe_text import sanitize_typed_text
from tracker.export.report.witness_file import WITNESS_FILE
from tracker.helplines import describe_check_reminder, describe_helpline, find_own_country
from tracker.i18n import N_, NumberFormat, _, join_list, ngettext

DIGIT_GROUP_SIZE = 8
"""Digits that stand together in the root."""
KIND_MEANINGS = {
    Kind.DUES: N_("what members pay regularly"),
    Kind.MERCH: N_("things that the group sells, like shirts"),
    Kind.LITERATURE: N_("books and papers"),
}
"""What the kinds mean that do not say it themselves."""


def build_more_pages(
    report: Report, numbers: NumberFormat, attachment_names: Sequence[str] = ()
) -> Iterator[ReportBlock]:
    """Yield the blocks after the first page of a report with files of these names within it."""
    if report.asks:
        yield HeadingBlock(_("Some of what I was asked for, one by one"))
        yield ParagraphBlock(_describe_ask_count(report))
        has_several_groups = timeline_text.has_several_groups(ask.timeline for ask in report.asks)
        for ask in report.asks:
            yield from build_ask(ask, report, numbers, with_group=has_several_groups)
    if terms := list(_build_terms(report)):
        yield HeadingBlock(_("What some words on these pages mean"))
        yield GlossaryBlock((_("Word"), _("What it means here")), terms)
    yield from _build_attachments(attachment_names)
    if report.cover_note.has_helplines:
        yield from _build_helplines()
    if report.witness_root:
        root = report.witness_root
        groups = [
            root[index : index + DIGIT_GROUP_SIZE]
            for index in range(0, len(root), DIGIT_GROUP_SIZE)
        ]
        yield FooterBlock(
            (
                ParagraphBlock(_describe_check_code(attachment_names), ParagraphStyle.SMALL),
                CheckCodeBlock(groups),
            )
        )


def _describe_ask_count(report: Report) -> str:
    """Return how the times the person was asked and the asks shown here belong together."""
    times, ask_count, shown_count = len(report.ask_times), report.ask_count, len(report.asks)
    things = ngettext("{count} thing", "{count} things", ask_count).format(count=ask_count)
    text = ngettext(
        "In all I was asked {times} time, for {things}.",
        "In all I was asked {times} times, for {things}.",
        times,
    ).format(times=times, things=things)
    if _has_repeats_at_meetings(report):
        text += " " + _("At some meetings it was more than once.")
    if times != ask_count:
        text += " " + _("Being asked again for the same thing belongs to its first time.")
    if shown_count == ask_count:
        return text
    shown_text = ngettext(
        "{count} of the {things} stands here", "{count} of the {things} stand here", shown_count
    ).format(count=shown_count, things=things)
    return f"{text} {shown_text}{_describe_ask_choice(report)}"


def _has_repeats_at_meetings(report: Report) -> bool:
    """Whether the person was asked more often than page one counts meetings and other times."""
    counts = [
        (pattern.count or 0) + pattern.aside_count
        for pattern in report.patterns
        if pattern.name is PatternName.MEETINGS_WITH_ASK
    ]
    return bool(counts) and counts[0] < len(report.ask_times)


def _describe_ask_choice(report: Report) -> str:
    """Who chose the asks, as the end of a sentence."""
    if report.cover_note.ask_numbers is not None:
        return _(", chosen by me.")
    return _(
        ", chosen by a plain rule: where most was asked for, where a yes followed a no, where most "
        "is noted of how it was asked, where my no was accepted, the newest, then what was asked "
        "for most often."
    )


def _build_terms(report: Report) -> Iterator[GlossaryTerm]:
    """Words in the order in which they are met, but for those that everybody knows."""
    if report.total:
        yield GlossaryTerm(
            _("asked for in a month"),
            _("also what I had said yes to for every month, until I took it back"),
        )
        yield GlossaryTerm(_("I said yes to"), _("what I promised in answer, once or regularly"))
    if report.total and report.total.share_given is not None:
        yield GlossaryTerm(
            _("of my income"), _("what I gave, as a part of all the money that came in")
        )
    if report.has_income and any(row.left is not None for row in report.last_months):
        yield GlossaryTerm(
            _("left after living and giving"),
            _("the income without what living costs, like food and rent, and without what I gave"),
        )
    for kind in _list_kinds(report.asks):
        yield GlossaryTerm(_(KIND_LABELS[kind]), _(KIND_MEANINGS[kind]))


def _list_kinds(asks: Iterable[ReportAsk]) -> list[Kind]:
    """The kinds that need a word, as they are met."""
    return [
        kind for kind in dict.fromkeys(ask.timeline.kind for ask in asks) if kind in KIND_MEANINGS
    ]


def _build_attachments(attachment_names: Sequence[str]) -> Iterator[ReportBlock]:
    """Yield how the files within the report are found; nobody needs to open the witness."""
    names = [sanitize_typed_text(name) for name in attachment_names if name != WITNESS_FILE]
    if not names:
        return
    yield HeadingBlock(_("Files within this one"))
    yield ParagraphBlock(
        _(
            "{names}. On a computer, programs that show PDFs list them as attachments, often "
            "by a paper clip; many phones do not show them."
        ).format(names=join_list(names))
    )


def _build_helplines() -> Iterator[ReportBlock]:
    """Yield the helplines, the same for everybody, so that they reveal nothing of the person."""
    country, helplines = find_own_country()
    yield HeadingBlock(_("People to talk to"))
    yield ParagraphBlock(
        _(
            "These lines come with the program and are the same for everybody. Most of these "
            "people also listen to those who worry about somebody else. {please_check}"
        ).format(please_check=describe_check_reminder()),
        ParagraphStyle.SMALL,
    )
    yield HeadingBlock(country, 3)
    yield BulletListBlock(
        [describe_helpline(helpline) for helpline in helplines], ParagraphStyle.SMALL
    )


def _describe_check_code(attachment_names: Sequence[str]) -> str:
    text = _(
        "You need not do anything with this line. It is a mark over every entry of the notebook, "
        "also those that are not shown: with it can be told later whether they were there and are "
        "unchanged, not whether they are true."
    )
    if WITNESS_FILE in attachment_names:
        text += " " + _(
            "The file {name} within this one belongs to it: it need not be opened, and holds only "
            "digits, nothing that can be read."
        ).format(name=WITNESS_FILE)
    return text
