"""The section of one ask: an overview, and what happened day by day."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tracker.analysis.asks.timeline import AmountRange, StepKind, TimelineStep
from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.charts import timeline_text
from tracker.charts.timeline_text import STEP_SIGNS, TimelineFormat, format_amount_range
from tracker.export.report.amount_text import describe_share
from tracker.export.report.blocks import (
    AskDay,
    AskDaysBlock,
    HeadingBlock,
    ParagraphBlock,
    ParagraphStyle,
    ReportBlock,
    TimelineBlock,
)
from tracker.export.report.model import Report
from tracker.export.report.report_ask import ReportAsk
from tracker.export.report.safe_text import format_name, format_own_words, shorten_quote
from tracker.export.report.tag_phrases import describe_tags
from tracker.i18n import N_label, NumberFormat, _, _label, _label_plural, format_date

LONGEST_WORDS = 600
LONGEST_UNBROKEN = 50
"""Characters of a phrase that stays on one line, so no sign is at the end of a line."""
FEW_DAYS = 3
"""The most days without a drawing: so few are seen at a glance."""
STEP_PHRASES = {
    StepKind.ASKED: N_label("I was asked"),
    StepKind.ASKED_AGAIN: N_label("I was asked again"),
    StepKind.NO: N_label("I said no"),
    StepKind.LATER: N_label("I said later"),
    StepKind.SILENT: N_label("I didn’t answer"),
    StepKind.YES: N_label("I said yes"),
    StepKind.GAVE: N_label("I gave"),
    StepKind.PAID: N_label("I paid"),
    StepKind.PAYS: N_label("from then on I paid regularly"),
    StepKind.ENDED: N_label("the regular payment ended"),
    StepKind.WITHDREW: N_label("I took my yes back"),
    StepKind.RETURNED: N_label("I got a refund"),
}
STEP_AMOUNT_PHRASES = {
    StepKind.ASKED: N_label("I was asked for {amount}"),
    StepKind.ASKED_AGAIN: N_label("I was asked again, for {amount}"),
    StepKind.YES: N_label("I said yes to {amount}"),
    StepKind.GAVE: N_label("I gave {amount}"),
    StepKind.PAID: N_label("I paid {amount}"),
    StepKind.PAYS: N_label("from then on I paid {amount}"),
    StepKind.RETURNED: N_label("I got {amount} back"),
}


def build_ask(
    ask: ReportAsk, report: Report, numbers: NumberFormat, *, with_group: bool
) -> Iterator[ReportBlock]:
    """Yield an ask's heading, its overview and its days, with a drawing where there are many."""
    timeline = ask.timeline
    timeline_format = TimelineFormat(numbers.format_amount, numbers.mask_numbers)
    title = timeline_text.format_timeline_title(timeline, timeline_format)
    yield HeadingBlock(f"{report.format_day(timeline.first_day)}: {title}", 3)
    yield ParagraphBlock(
        " · ".join(_build_summary_parts(ask, report, numbers, with_group=with_group)),
        ParagraphStyle.SMALL,
    )
    days = list(_build_days(ask, timeline_format, report))
    if report.has_days and len(days) > FEW_DAYS:
        alt_text = _("From {first} to {last}, day by day as written below.").format(
            first=format_date(timeline.first_day), last=format_date(timeline.last_day)
        )
        yield TimelineBlock(timeline, alt_text)
    yield AskDaysBlock(days)


def _build_summary_parts(
    ask: ReportAsk, report: Report, numbers: NumberFormat, *, with_group: bool
) -> Iterator[str]:
    timeline = ask.timeline
    if with_group and timeline.group:
        yield format_name(timeline.group)
    yield timeline_text.describe_ask_number(timeline)
    if later_talks := _count_later_talks(ask):
        yield _label_plural(
            "came up again once", "came up again {count} times", later_talks
        ).format(count=later_talks)
    if ask.share_of_income:
        share = describe_share(ask.share_of_income, numbers, exact=report.has_income)
        is_one = timeline.ask_count == 1 and timeline.first_amount.low == timeline.first_amount.high
        text = (
            _label("{share} of a month’s income")
            if is_one
            else _label("up to {share} of a month’s income")
        )
        yield text.format(share=share)
    if ask.has_earlier_start:
        yield _label("it had begun before what is shown here")


def _count_later_talks(ask: ReportAsk) -> int:
    """Return on how many days without an ask there are words or tags."""
    ask_days = {step.day for step in ask.timeline.steps if step.kind in ASK_STEPS}
    recorded_days = {
        step.day for step in ask.timeline.steps if step.words or step.number in ask.tags
    }
    return len(recorded_days - ask_days)


def _build_days(
    ask: ReportAsk, timeline_format: TimelineFormat, report: Report
) -> Iterator[AskDay]:
    """Yield what happened on each day, or in each month where days are left out."""
    known_amount: AmountRange | None = ask.timeline.first_amount
    steps_by_day = groupby(ask.timeline.steps, key=lambda step: report.format_day(step.day))
    for day, steps_of_day in steps_by_day:
        steps = list(steps_of_day)
        sentences = []
        for step in steps:
            sentence = narrate_step(step, known_amount, timeline_format)
            sentences.append(keep_together(f"{STEP_SIGNS[step.kind]} {sentence}"))
            known_amount = step.amount if step.kind in ASK_STEPS else known_amount
        tags = dict.fromkeys(tag for step in steps for tag in ask.tags.get(step.number, ()))
        words = [step.words for step in steps if step.words]
        numbers = dict.fromkeys(step.number for step in steps)
        own_words = [ask.own_words[number] for number in numbers if number in ask.own_words]
        yield AskDay(
            day=day,
            steps=", ".join(sentences),
            tag_phrases=describe_tags(tags, report.tag_meanings),
            quotes=" · ".join(
                shorten_quote(timeline_format.format_words(text), LONGEST_WORDS) for text in words
            ),
            own_words=_join_own_words(own_words, timeline_format),
        )


def _join_own_words(texts: Sequence[str], timeline_format: TimelineFormat) -> str:
    """Return all that the person says of one day, or an empty text."""
    if not texts:
        return ""
    return format_own_words(" · ".join(map(timeline_format.format_words, texts)), LONGEST_WORDS)


def keep_together(phrase: str) -> str:
    """Return a phrase that stays on one line. In a long one only its first two words do."""
    spaces = -1 if len(phrase) <= LONGEST_UNBROKEN else 1
    return phrase.replace(" ", "\N{NO-BREAK SPACE}", spaces)


def narrate_step(
    step: TimelineStep, known_amount: AmountRange | None, timeline_format: TimelineFormat
) -> str:
    """Return what happened, with its amount unless the reader knows it from before."""
    is_known = step.kind in ASK_STEPS and step.amount == known_amount
    if step.amount is None or is_known or step.kind not in STEP_AMOUNT_PHRASES:
        return _label(STEP_PHRASES[step.kind])
    return _label(STEP_AMOUNT_PHRASES[step.kind]).format(
        amount=format_amount_range(step.amount, timeline_format)
    )
