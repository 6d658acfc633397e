"""The quote on the first page: words said at one of the asks, by whom and after what.

Own words of the person are never in quotes: a reader has to know whose words they read.
"""

from collections.abc import Iterator

from tracker.analysis.asks.timeline import StepKind, TimelineStep
from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.charts.timeline_text import TimelineFormat, format_amount_range
from tracker.entries.entry_description import KIND_LABELS
from tracker.export.report.blocks import HeadingBlock, QuoteBlock, ReportBlock
from tracker.export.report.model import Report
from tracker.export.report.one_ask import keep_together, narrate_step
from tracker.export.report.report_ask import ReportAsk
from tracker.export.report.safe_text import format_name, shorten_quote
from tracker.i18n import NumberFormat, _label, join_list

SEPARATOR = " · "
LONGEST_WORDS = 240
"""The longest quote on the first page, in characters."""


def build_quote(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    """Yield the words of one of the asks: the one with the most tags."""
    asks_with_words = [ask for ask in report.asks if ask.has_words]
    if not asks_with_words:
        return
    ask = max(
        asks_with_words,
        key=lambda candidate: (len(candidate.circumstances), candidate.timeline.last_day),
    )
    steps = [step for step in ask.timeline.steps if step.words]
    step = max(steps, key=lambda candidate: len(ask.tags.get(candidate.number, ())))
    yield HeadingBlock(_label("In their words"))
    yield QuoteBlock(
        shorten_quote(numbers.mask_numbers(step.words or ""), LONGEST_WORDS),
        _describe_source(ask, step, report, numbers),
    )


def _describe_source(
    ask: ReportAsk, step: TimelineStep, report: Report, numbers: NumberFormat
) -> str:
    """Return who said it and when, about what, after which answer, and what the answer was."""
    timeline_format = TimelineFormat(numbers.format_amount)
    parts = [_describe_speaker(ask, step), report.format_day(step.day)]
    parts.append(
        _label("about {kind}, {amount}").format(
            kind=_label(KIND_LABELS[ask.timeline.kind]),
            amount=keep_together(format_amount_range(ask.timeline.first_amount, timeline_format)),
        )
    )
    if _is_after_no(ask, step):
        parts.append(_label("after I had said no"))
    answers = [
        narrate_step(other_step, None, timeline_format)
        for other_step in ask.timeline.steps
        if other_step.number == step.number and other_step.kind not in ASK_STEPS
    ]
    if answers:
        parts.append(_label("then: {answers}").format(answers=join_list(answers)))
    return SEPARATOR.join(parts)


def _describe_speaker(ask: ReportAsk, step: TimelineStep) -> str:
    is_leader = "leader_asked" in ask.tags.get(step.number, ())
    if ask.timeline.group is None:
        return _label("Someone with a leading role") if is_leader else _label("Someone")
    text = (
        _label("Someone with a leading role in “{group}”")
        if is_leader
        else _label("Someone in “{group}”")
    )
    return text.format(group=format_name(ask.timeline.group, 40))


def _is_after_no(ask: ReportAsk, step: TimelineStep) -> bool:
    """Whether an answer before these words was a no."""
    index = ask.timeline.steps.index(step)
    return any(
        other_step.kind is StepKind.NO and other_step.number != step.number
        for other_step in ask.timeline.steps[:index]
    )
