"""Words that were said at one of the asks: by whom as far as it is noted, and after what."""

from collections.abc import Iterator

from tracker.analysis.asks.timeline import StepKind, TimelineStep
from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.charts.timeline_text import TimelineFormat, format_amount_range
from tracker.entries.entry_description import KIND_LABELS
from tracker.export.report.ask_selection import OneAsk
from tracker.export.report.blocks import Block, Heading, Quote
from tracker.export.report.model import Report
from tracker.export.report.one_ask import told
from tracker.export.report.safe_text import name, said
from tracker.i18n import NumberFormat, _, join_list

LONGEST_WORDS = 240
"""Characters of what was said that stand on the first page."""


def words_told(report: Report, numbers: NumberFormat) -> Iterator[Block]:
    """The words of one of the asks: the one of which most is noted how it was asked."""
    spoken = [ask for ask in report.asks if ask.has_words]
    if not spoken:
        return
    ask = max(spoken, key=lambda each: (len(each.circumstances), each.life.last_day))
    moments = [moment for moment in ask.life.steps if moment.words]
    moment = max(moments, key=lambda each: len(ask.tags.get(each.number, ())))
    yield Heading(_("Words that were said"))
    yield Quote(
        said(numbers.mask_numbers(moment.words or ""), LONGEST_WORDS),
        _source(ask, moment, report, numbers),
    )


def _source(ask: OneAsk, moment: TimelineStep, report: Report, numbers: NumberFormat) -> str:
    """Who said it and when, about what, after which answer, and what the answer was."""
    telling = TimelineFormat(numbers.format_amount)
    source = _("{who}, in {month}, about {kind}, {amount}")
    if report.with_days:
        source = _("{who}, on {day}, about {kind}, {amount}")
    source = source.format(
        who=_who(ask, moment),
        day=report.day_told(moment.day),
        month=report.day_told(moment.day),
        kind=_(KIND_LABELS[ask.life.kind]),
        amount=format_amount_range(ask.life.first_amount, telling),
    )
    if _no_before(ask, moment):
        source = _("{source}, after I had said no").format(source=source)
    answers = [
        told(each, None, telling)
        for each in ask.life.steps
        if each.number == moment.number and each.kind not in ASK_STEPS
    ]
    if answers:
        source = _("{source}. Then {answers}").format(source=source, answers=join_list(answers))
    return f"{source}."


def _who(ask: OneAsk, moment: TimelineStep) -> str:
    is_leader = "leader_asked" in ask.tags.get(moment.number, ())
    if ask.life.group is None:
        return _("Somebody with rank over me") if is_leader else _("Somebody")
    text = _("Somebody with rank over me in “{group}”") if is_leader else _("Somebody in “{group}”")
    return text.format(group=name(ask.life.group, 40))


def _no_before(ask: OneAsk, moment: TimelineStep) -> bool:
    """Whether an answer before these words was a no."""
    at = ask.life.steps.index(moment)
    return any(
        each.kind is StepKind.NO and each.number != moment.number for each in ask.life.steps[:at]
    )
