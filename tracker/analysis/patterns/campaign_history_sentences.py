"""A campaign's history in sentences, each with its day, in the order of the days."""

from typing import NamedTuple

from tracker.analysis.patterns.campaign_history import CampaignHistory
from tracker.analysis.patterns.fundraising_goals_sentences import describe_goals
from tracker.analysis.patterns.sentence_parts import mark_estimate
from tracker.entries.entry_description import build_description
from tracker.entries.types import Evidence, Observation, StoredEntry
from tracker.i18n import N_, NumberFormat, _, format_date, join_list, ngettext

MAX_ENTRIES = 40
"""The most entries of a campaign that are listed between its goals: the newest ones."""
ENTRY_SENTENCES = {
    # Translators: {entry} is e.g. “50.00 to 450.00, donation, others could hear”.
    "seen": N_("On {day}, you saw: {entry}."),
    "heard": N_("On {day}, you heard of: {entry}."),
    "ask": N_("On {day}, you were asked: {entry}."),
    "paid": N_("On {day}, you paid: {entry}."),
}
"""By the type of the entry."""


class HistorySentence(NamedTuple):
    """A sentence of a campaign's history."""

    text: str
    is_of_others: bool = False
    """Whether it says what others were asked or gave."""


def describe_history(history: CampaignHistory, numbers: NumberFormat) -> list[HistorySentence]:
    """Return a sentence for each goal and each other entry of a campaign, by their days."""
    campaign = history.campaign
    shown = history.entries[-MAX_ENTRIES:]
    left_out = len(history.entries) - len(shown)
    sentences = [
        (
            (item.entry.day, item.number),
            HistorySentence(_describe_entry(item, numbers), isinstance(item.entry, Observation)),
        )
        for item in shown
    ]
    if campaign.goals:
        keys = [(goal.day, goal.number) for goal in campaign.goals]
        texts = map(HistorySentence, describe_goals(campaign, numbers))
        sentences += zip(keys, texts, strict=True)
    in_order = [sentence for _key, sentence in sorted(sentences)]
    if not left_out:
        return in_order
    text = ngettext(
        "{count} earlier entry isn’t listed here.",
        "{count} earlier entries aren’t listed here.",
        left_out,
    )
    return [HistorySentence(text.format(count=left_out)), *in_order]


def _describe_entry(item: StoredEntry, numbers: NumberFormat) -> str:
    entry = item.entry
    description = build_description(entry, numbers.format_amount)
    is_known = getattr(entry, "low", getattr(entry, "amount", None)) is not None
    is_estimate = is_known and entry.evidence is Evidence.ESTIMATED
    amount = mark_estimate(description.amount) if is_estimate else description.amount
    parts = (amount, description.kind, description.answers, description.tags)
    return _(ENTRY_SENTENCES[entry.word]).format(
        day=format_date(entry.day), entry=join_list(filter(None, parts))
    )
