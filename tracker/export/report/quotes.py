"""Words that were said at one of the asks: by whom as far as it is noted, and after what."""

from collections.abc import Iterator

from tracker.analysis.asks.timeline import StepKind, TimelineStep
from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.charts.timeline_text import TimelineFormat, format_amount_range
from tracker.entries.entry_description import KIND_LABELS
from tracker.export.report.ask_selection import ReportAsk
from tracker.export.report.blocks import HeadingBlock, QuoteBlock, ReportBlock
from tracker.export.report.model import Report
from tracker.export.report.one_ask import narrate_step
from tracker.export.report.safe_text import format_name, shorten_quote
from tracker.i18n import NumberFormat, _, join_list

LONGEST_WORDS = 240
"""Characters of what was said that stand on the first page."""


def build_quote(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    """The words of one of the asks: the one of which most is noted how it was asked."""
    spoken = [ask for ask in report.asks if ask.has_words]
    if not spoken:
        return
    ask = max(spoken, key=lambda each: (len(each.circumstances), each.timeline.last_day))
    moments = [moment for moment in ask.timeline.steps if moment.words]
    moment = max(moments, key=lambda each: len(ask.tags.get(each.number, ())))
    yield HeadingBlock(_("Words that were said"))
    yield QuoteBlock(
        shorten_quote(numbers.mask_numbers(moment.words or ""), LONGEST_WORDS),
        _describe_source(ask, moment, report, numbers),
    )


def _describe_source(
    ask: ReportAsk, step: TimelineStep, report: Report, numbers: NumberFormat
) -> str:
    """Who said it and when, about what, after which answer, and what the answer was."""
    telling = TimelineFormat(numbers.format_amount)
    source = _("{who}, in {month}, about {kind}, {amount}")
    if report.has_days:
        source = _("{who}, on {day}, about {kind}, {amount}")
    source = source.format(
        who=_describe_speaker(ask, step),
        day=report.format_day(step.day),
        month=report.format_day(step.day),
        kind=_(KIND_LABELS[ask.timeline.kind]),
        amount=format_amount_range(ask.timeline.first_amount, telling),
    )
    if _is_after_no(ask, step):
        source = _("{source}, after I had said no").format(source=source)
    answers = [
        narrate_step(each, None, telling)
        for each in ask.timeline.steps
        if each.number == step.number and each.kind not in ASK_STEPS
    ]
    if answers:
        source = _("{source}. Then {answers}").format(source=source, answers=join_list(answers))
    return f"{source}."


def _describe_speaker(ask: ReportAsk, step: TimelineStep) -> str:
    is_leader = "leader_asked" in ask.tags.get(step.number, ())
    if ask.timeline.group is None:
        return _("Somebody with rank over me") if is_leader else _("Somebody")
    text = _("Somebody with rank over me in “{group}”") if is_leader else _("Somebody in “{group}”")
    return text.format(group=format_name(ask.timeline.group, 40))


def _is_after_no(ask: ReportAsk, step: TimelineStep) -> bool:
    """Whether an answer before these words was a no."""
    at = ask.timeline.steps.index(step)
    return any(
        each.kind is StepKind.NO and each.number != step.number for each in ask.timeline.steps[:at]
    )
