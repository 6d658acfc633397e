"""The section about what others were asked for or gave: two lists, without any sum or count."""

from collections.abc import Iterator, Sequence

from tracker.analysis.patterns.observations import find_lowest_and_highest
from tracker.analysis.patterns.sentence_parts import mark_estimate
from tracker.entries.entry_description import KIND_LABELS, PER_PERIOD, PERIOD_LABELS
from tracker.entries.types import Source
from tracker.export.report.amount_text import describe_amount_range
from tracker.export.report.blocks import (
    AskDay,
    AskDaysBlock,
    HeadingBlock,
    ParagraphBlock,
    ParagraphStyle,
    ReportBlock,
)
from tracker.export.report.model import Report
from tracker.export.report.observation_selection import ReportObservation
from tracker.export.report.one_ask import keep_together
from tracker.export.report.safe_text import format_name, format_own_words, shorten_quote
from tracker.export.report.tag_phrases import describe_tags_of_others
from tracker.i18n import N_, N_label, NumberFormat, _, _label, _label_plural, ngettext

MOST_SHOWN = 8
"""How many of each list are shown."""
LONGEST_WORDS = 240
SEPARATOR = " · "
_HEADINGS = {
    Source.SEEN: N_label("What others were asked for while I was there"),
    Source.HEARD: N_label("What I was told"),
}
_MEANINGS = {
    (Source.SEEN,): N_("I was there and saw it. None of these amounts is in any total."),
    (Source.HEARD,): N_("Someone told me. None of these amounts is in any total."),
    (Source.SEEN, Source.HEARD): N_(
        "In the first list, I was there and saw it. In the second, someone told me. None of "
        "these amounts is in any total."
    ),
}
"""What the lists mean that there are."""


def list_shown(report: Report) -> list[ReportObservation]:
    """Return what the section shows: the newest of each list."""
    return [
        observation
        for source in _HEADINGS
        for observation in _list_of_source(report, source)[:MOST_SHOWN]
    ]


def _list_of_source(report: Report, source: Source) -> list[ReportObservation]:
    return [each for each in report.observations if each.source is source]


def build_observations(report: Report, numbers: NumberFormat) -> Iterator[ReportBlock]:
    """Yield the section, nothing where there is nothing to show."""
    lists = {source: _list_of_source(report, source) for source in _HEADINGS}
    sources = tuple(source for source, observations in lists.items() if observations)
    if not sources:
        return
    yield HeadingBlock(_label("What I saw and heard of others"))
    yield ParagraphBlock(_(_MEANINGS[sources]))
    for source in sources:
        yield HeadingBlock(_label(_HEADINGS[source]), 3)
        yield from _build_list(lists[source], report, numbers)


def _build_list(
    observations: Sequence[ReportObservation], report: Report, numbers: NumberFormat
) -> Iterator[ReportBlock]:
    """Yield the newest of a list, with how many earlier ones there are."""
    shown = observations[:MOST_SHOWN]
    sentences = []
    if len(shown) < len(observations):
        text = ngettext(
            "The newest entry is shown here.",
            "The newest {count} entries are shown here.",
            MOST_SHOWN,
        )
        sentences.append(text.format(count=MOST_SHOWN))
    sentences += _describe_extremes(observations, numbers)
    if sentences:
        yield ParagraphBlock(" ".join(sentences), ParagraphStyle.SMALL)
    yield AskDaysBlock([_build_row(observation, report, numbers) for observation in shown])
    if more := len(observations) - len(shown):
        text = _label_plural("… and {count} earlier one", "… and {count} earlier ones", more)
        yield ParagraphBlock(text.format(count=more))


def _describe_extremes(
    observations: Sequence[ReportObservation], numbers: NumberFormat
) -> Iterator[str]:
    """Yield the lowest and the highest of the one-off amounts, from three known ones on."""
    amounts = [each.amount for each in observations]
    ends = find_lowest_and_highest(amounts)
    if ends is None:
        return
    low, high = (end.cents for end in ends)
    if any(amount.is_estimated and amount.every is None for amount in amounts):
        text = _(
            "In all entries, the one-off amounts that I know or estimate are from {low} to {high}."
        )
    elif low == high:
        text = _("Each one-off amount that I know is {low}.")
    else:
        text = _("In all entries, the one-off amounts that I know are from {low} to {high}.")
    yield text.format(low=numbers.format_amount(low), high=numbers.format_amount(high))


def _build_row(observation: ReportObservation, report: Report, numbers: NumberFormat) -> AskDay:
    parts = []
    if observation.group and len(report.groups) > 1:
        parts.append(_label("“{group}”").format(group=format_name(observation.group, 40)))
    parts += [
        _label(KIND_LABELS[observation.kind]),
        keep_together(_format_amount(observation, numbers)),
    ]
    if observation.campaign:
        campaign = format_name(numbers.mask_numbers(observation.campaign), 40)
        parts.append(_label("campaign “{campaign}”").format(campaign=campaign))
    words, own_words = observation.words, observation.own_words
    return AskDay(
        day=report.format_day(observation.day),
        steps=SEPARATOR.join(parts),
        tag_phrases=describe_tags_of_others(observation.tags, report.tag_meanings),
        quotes=shorten_quote(numbers.mask_numbers(words), LONGEST_WORDS) if words else "",
        own_words=format_own_words(numbers.mask_numbers(own_words), LONGEST_WORDS)
        if own_words
        else "",
    )


def _format_amount(observation: ReportObservation, numbers: NumberFormat) -> str:
    amount = observation.amount
    if amount.low is None or amount.high is None:
        unknown = _label("no amount known")
        if amount.every is None:
            return unknown
        return _label("{unknown}, {period}").format(
            unknown=unknown, period=_label(PERIOD_LABELS[amount.every])
        )
    text = describe_amount_range(amount.low, amount.high, numbers)
    if amount.every is not None:
        text = _label(PER_PERIOD[amount.every]).format(amount=text)
    return mark_estimate(text) if amount.is_estimated else text
