"""A phrase of the report for each tag of the vocabulary: how it was asked, in the first person."""

from collections.abc import Iterable, Mapping

from tracker.entries.entry_description import format_tags
from tracker.export.report.safe_text import format_name, sanitize_typed_text
from tracker.i18n import N_, _

LONGEST_TAG = 40
TAG_PHRASES = {
    "in_public": N_("other members could hear it"),
    "public_pledge": N_("I had to name an amount aloud or on a list that others saw"),
    "amount_visible": N_("others could see what I paid"),
    "others_gifts_announced": N_("somebody’s gift was named as an example"),
    "minor_involved": N_("a person under 18 was asked or named as an example"),
    "several_askers": N_("two or more people asked at once or in turn"),
    "leader_asked": N_("somebody with rank over me asked"),
    "odd_time_place": N_("it was outside normal hours, or where I had not come for this"),
    "long_day": N_("I had been there for over 10 hours, or had slept under 6 hours before"),
    "alcohol": N_("alcohol was served or I had drunk"),
    "hard_to_leave": N_("I depended on the group to get home, or the way out passed the askers"),
    "deadline": N_("an answer was wanted now or by a short date"),
    "delay_threat": N_("bad results were named if I wait"),
    "no_time_to_consult": N_("I could not talk to somebody outside first"),
    "no_not_accepted": N_("I said no and the asking went on"),
    "guilt_words": N_("duty or guilt was given as the reason"),
    "cause_over_person": N_("somebody said that the cause counts more than my need or feeling"),
    "giving_praised": N_("givers were praised in front of others"),
    "not_giving_blamed": N_("those who did not give were blamed or laughed at in front of others"),
    "finances_probed": N_("there were questions or remarks about my income or spending"),
    "hardship_known": N_("the asker said they knew money was short"),
    "basics_affected": N_("the sum was set aside for food, rent or bills"),
    "buy_pressed": N_(
        "somebody put goods or tickets in front of me and asked again after I passed"
    ),
    "borrow_or_savings": N_("a loan, overdraft or savings were suggested"),
    "no_purpose": N_("the use of the money was not said"),
    "no_receipt": N_("no receipt was offered"),
    "outside_info_scolded": N_("I was blamed for reading or asking outside"),
    "doubt_punished": N_("a question or doubt had a consequence"),
    "private_ask": N_("it was asked between the two of us"),
    "time_to_decide": N_("I was given time, or told there is no hurry"),
    "no_accepted": N_("my no was taken and the asking ended"),
    "no_money": N_("money did not come up"),
    "receipt_given": N_("a receipt or a clear account was offered"),
    "waiver_offered": N_(
        "a smaller or no sum was offered because money was short, without more asking"
    ),
    "help_received": N_("the group helped me: a meal, a ride, a loan, time"),
}
"""The tags' meanings in the first person."""


def describe_tags(tags: Iterable[str], own_meanings: Mapping[str, str]) -> str:
    """Return tags as phrases; one of the person's own with its meaning, if they wrote one."""
    return "; ".join(
        _(TAG_PHRASES[tag]) if tag in TAG_PHRASES else _describe_own_tag(tag, own_meanings)
        for tag in tags
    )


def _describe_own_tag(tag: str, own_meanings: Mapping[str, str]) -> str:
    name = format_tags([format_name(tag, LONGEST_TAG)])
    if meaning := sanitize_typed_text(own_meanings.get(tag, "")):
        return _("{tag}: {meaning}").format(tag=name, meaning=meaning)
    return name
