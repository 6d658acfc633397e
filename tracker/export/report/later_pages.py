"""The pages after the first: asks, what others were asked, a glossary, helplines, a check code."""

from collections.abc import Iterator, Sequence

from tracker.analysis.patterns.pattern import MEETING_PATTERNS
from tracker.charts import timeline_text
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Kind
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
from tracker.export.report.event_sentences import describe_events
from tracker.export.report.model import Report
from tracker.export.report.observation_section import build_observations, list_shown
from tracker.export.report.one_ask import build_ask
from tracker.export.report.safe_text import sanitize_typed_text
from tracker.export.report.witness_file import WITNESS_FILE
from tracker.export.report.year_sentences import describe_years
from tracker.helplines import describe_check_reminder, describe_helpline, find_own_country
from tracker.i18n import N_label, NumberFormat, _, _label, join_list, ngettext

DIGIT_GROUP_SIZE = 8
"""How many digits of the check code are together."""
KIND_MEANINGS = {
    Kind.DUES: N_label("what members pay regularly"),
    Kind.MERCH: N_label("things the group sells, such as T-shirts"),
    Kind.LITERATURE: N_label("things to read, such as brochures"),
}
"""The meaning of each kind that needs explaining."""


def build_more_pages(
    report: Report, numbers: NumberFormat, attachment_names: Sequence[str] = ()
) -> Iterator[ReportBlock]:
    """Yield the blocks after the first page, with attached files of these names."""
    yield from _build_years_and_events(report, numbers)
    if report.asks:
        yield HeadingBlock(_format_asks_heading(report))
        yield ParagraphBlock(" ".join(_describe_asks(report)))
        has_several_groups = timeline_text.has_several_groups(ask.timeline for ask in report.asks)
        for ask in report.asks:
            yield from build_ask(ask, report, numbers, with_group=has_several_groups)
    yield from build_observations(report, numbers)
    if terms := list(_build_terms(report)):
        yield HeadingBlock(_label("What some words mean here"))
        yield GlossaryBlock((_label("Word"), _label("Meaning")), terms)
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


def _build_years_and_events(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    if years := describe_years(report.rows, numbers, exact=report.has_income):
        yield HeadingBlock(_label("Year by year"))
        yield ParagraphBlock(years)
    if events := list(describe_events(report.events, numbers)):
        yield HeadingBlock(_label("Events that cost me most"))
        yield BulletListBlock(events)


def _format_asks_heading(report: Report) -> str:
    count, total = len(report.asks), report.ask_count
    if count == total:
        return _label("What I was asked for, one by one")
    return _label("{count} of the {total} things I was asked for").format(count=count, total=total)


def _describe_asks(report: Report) -> Iterator[str]:
    """Yield how often the person was asked for how many things, and who chose those shown."""
    times = len(report.ask_times)
    yield ngettext("I was asked once.", "I was asked {count} times in all.", times).format(
        count=times
    )
    if _has_repeats_at_meetings(report):
        yield _("At some meetings I was asked more than once.")
    if times != report.ask_count:
        yield _("If I was asked again for the same thing, it counts as one thing.")
    if len(report.asks) == report.ask_count:
        return
    if report.cover_note.ask_numbers is not None:
        yield _("I chose what is shown here.")
    else:
        yield _(
            "A fixed rule picked these: the largest share of a month’s income, one where I first "
            "said no and later yes, the one with most detail, one where my no was accepted, the "
            "newest, then what was asked most often."
        )


def _has_repeats_at_meetings(report: Report) -> bool:
    """Return whether the person was asked more than once at some meetings.

    Page one counts each meeting once.
    """
    counts = [
        pattern.asked_count + pattern.aside_count
        for pattern in report.patterns
        if pattern.name in MEETING_PATTERNS
    ]
    return bool(counts) and counts[0] < len(report.ask_times)


def _build_terms(report: Report) -> Iterator[GlossaryTerm]:
    """Yield words in the order in which they are met, except those that everyone knows."""
    if any(row.earlier_yes_amount for row in report.rows):
        yield GlossaryTerm(
            _label("Asked for, in a month"),
            _label("includes what I had said yes to for every month, until I took it back"),
        )
    if report.has_income and any(row.left is not None for row in report.last_months):
        yield GlossaryTerm(
            _label("Left after living costs"),
            _label("my income without living costs such as food and rent, and without what I gave"),
        )
    for kind in _list_kinds(report):
        yield GlossaryTerm(_label(KIND_LABELS[kind]), _label(KIND_MEANINGS[kind]))


def _list_kinds(report: Report) -> list[Kind]:
    """Return the kinds that need explaining, in the order in which they are met."""
    kinds = [ask.timeline.kind for ask in report.asks]
    kinds += [observation.kind for observation in list_shown(report)]
    return [kind for kind in dict.fromkeys(kinds) if kind in KIND_MEANINGS]


def _build_attachments(attachment_names: Sequence[str]) -> Iterator[ReportBlock]:
    """Yield where to find the attached files, except the one that nobody needs to open."""
    names = [sanitize_typed_text(name) for name in attachment_names if name != WITNESS_FILE]
    if not names:
        return
    yield HeadingBlock(_label("Attached files"))
    yield ParagraphBlock(
        _(
            "These files are attached: {names}. On a computer, most PDF viewers list them, often "
            "behind a paper clip. Many phones don’t show them."
        ).format(names=join_list(names))
    )


def _build_helplines() -> Iterator[ReportBlock]:
    """Yield the helplines, the same for everyone, so they reveal nothing about the person.

    They are there for every reader unless unticked. `READ-ME.txt` has none.
    """
    country, helplines = find_own_country()
    yield HeadingBlock(_label("People to talk to"))
    about_list = (
        _(
            "Every reader gets the same list. Most of these people also listen to those who worry "
            "about someone else."
        )
        if len(helplines) > 1
        else _("This is the same for every reader.")
    )
    yield ParagraphBlock(
        f"{about_list} {describe_check_reminder(len(helplines))}", ParagraphStyle.SMALL
    )
    yield HeadingBlock(country, 3)
    yield BulletListBlock(
        [describe_helpline(helpline) for helpline in helplines], ParagraphStyle.SMALL
    )


def _describe_check_code(attachment_names: Sequence[str]) -> str:
    # No count is beside it: how many entries it covers would tell how much was left out.
    text = _(
        "You can ignore this code. It can show later that these entries haven’t been changed. It "
        "says nothing about whether they are true."
    )
    if WITNESS_FILE not in attachment_names:
        return text
    about_file = _("The attached file {name} belongs to it. You don’t need to open it.").format(
        name=WITNESS_FILE
    )
    return f"{text} {about_file}"
