"""What others were asked or gave, in words: titles, amounts, the lowest and the highest."""

from tracker.analysis.asks.campaign_observations import CampaignObservations
from tracker.analysis.patterns.observations import AmountEnd
from tracker.analysis.patterns.sentence_parts import mark_estimate
from tracker.entries.entry_description import build_description
from tracker.entries.types import Evidence, Observation, Source
from tracker.i18n import NumberFormat, _label, _label_plural


def format_campaign(name: str, numbers: NumberFormat) -> str:
    """Return the name of a campaign as it is typed, such as `+office`."""
    return f"+{numbers.mask_numbers(name)}"


def describe_source(observations: CampaignObservations, campaign: str) -> str:
    """Return the title of what was seen or heard of, with how many entries it has.

    `campaign` is its name as it is typed, `+office`.
    """
    count = len(observations.items)
    title = (
        _label_plural(
            "Others asked or giving for {campaign}: seen once",
            "Others asked or giving for {campaign}: seen {count} times",
            count,
        )
        if observations.source is Source.SEEN
        else _label_plural(
            "Others asked or giving for {campaign}: heard of once",
            "Others asked or giving for {campaign}: heard of {count} times",
            count,
        )
    )
    return title.format(campaign=campaign, count=count)


def describe_lowest_and_highest(observations: CampaignObservations, numbers: NumberFormat) -> str:
    """Return the lowest and the highest amount, or empty if too few are known."""
    ends = observations.find_lowest_and_highest()
    if ends is None:
        return ""
    low, high = (_format_end(end, numbers) for end in ends)
    return _label("from {low} to {high}").format(low=low, high=high)


def format_observed_amount(observation: Observation, numbers: NumberFormat) -> str:
    """Return the amount of an entry about others, marked if it is an estimate."""
    amount = build_description(observation, numbers.format_amount).amount
    is_estimate = observation.evidence is Evidence.ESTIMATED and observation.low is not None
    return mark_estimate(amount) if is_estimate else amount


def _format_end(end: AmountEnd, numbers: NumberFormat) -> str:
    amount = numbers.format_amount(end.cents)
    return mark_estimate(amount) if end.is_estimate else amount
