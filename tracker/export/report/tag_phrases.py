"""A phrase of the summary for each tag of the vocabulary: how I was asked, in the first person.

They are where it happened, and not tags with a glossary: nobody turns pages back and forth.
"""

from collections.abc import Iterable, Mapping

from tracker.entries.entry_description import format_tags
from tracker.entries.tags import find_built_in_tag
from tracker.export.report.safe_text import format_name, sanitize_typed_text
from tracker.i18n import N_label, _label

LONGEST_TAG = 40
SEPARATOR = " · "
TAG_PHRASES = {
    "in_public": N_label("other members could hear"),
    "public_pledge": N_label("I had to say my amount out loud or write it where others could see"),
    "amount_visible": N_label("others could see what I paid"),
    "others_gifts_announced": N_label("someone else’s gift was held up as an example"),
    "minor_involved": N_label("someone under 18 was asked, or held up as an example"),
    "several_askers": N_label("two or more people asked me, together or one after another"),
    "leader_asked": N_label("someone with a leading role in the group asked"),
    "odd_time_place": N_label(
        "I was asked at an odd hour, or somewhere I had gone for something else"
    ),
    "long_day": N_label("I’d been there over 10 hours, or slept less than 6"),
    "alcohol": N_label("there was alcohol"),
    "hard_to_leave": N_label(
        "I needed the group to get home, or had to walk past the people asking"
    ),
    "deadline": N_label("someone wanted an answer right away or very soon"),
    "delay_threat": N_label("someone said something bad would happen if I waited"),
    "no_time_to_consult": N_label("I couldn’t talk to anyone outside the group first"),
    "no_not_accepted": N_label("I said no and someone kept asking"),
    "guilt_words": N_label("someone talked about duty or guilt"),
    "cause_over_person": N_label("someone said the cause matters more than my needs or feelings"),
    "giving_praised": N_label("people who gave were praised in front of others"),
    "not_giving_blamed": N_label(
        "people who didn’t give were blamed or laughed at in front of others"
    ),
    "finances_probed": N_label("there were questions or remarks about my income or spending"),
    "hardship_known": N_label("someone said they knew I was short of money"),
    "basics_affected": N_label("it was money I needed for food, rent or bills"),
    "buy_pressed": N_label("someone kept offering me goods or tickets after I said no thanks"),
    "borrow_or_savings": N_label("someone suggested a loan, an overdraft or my savings"),
    "no_purpose": N_label("nobody said what the money was for"),
    "no_receipt": N_label("no receipt was offered"),
    "outside_info_scolded": N_label("I was told off for reading or asking elsewhere"),
    "doubt_punished": N_label("a question or doubt had consequences for someone"),
    "private_ask": N_label("I was asked in private, just the two of us"),
    "time_to_decide": N_label("I was given time, or someone said there’s no hurry"),
    "no_accepted": N_label("my no was accepted that time"),
    "no_money": N_label("money didn’t come up"),
    "receipt_given": N_label("I was offered a receipt, or was told clearly where the money goes"),
    "waiver_offered": N_label(
        "I was offered a lower amount, or none, because money was short, and it was left at that"
    ),
    "help_received": N_label("the group helped me: a meal, a ride, a loan, time"),
}
"""The tags' meanings in the first person."""


def describe_tags(tags: Iterable[str], own_meanings: Mapping[str, str]) -> str:
    """Return tags as phrases, one of the person's own with its meaning if they wrote one."""
    return SEPARATOR.join(
        _label(TAG_PHRASES[tag]) if tag in TAG_PHRASES else _describe_own_tag(tag, own_meanings)
        for tag in tags
    )


def describe_tags_of_others(tags: Iterable[str], own_meanings: Mapping[str, str]) -> str:
    """Return tags as phrases about others, not about the person."""
    phrases = []
    for tag in tags:
        if built_in := find_built_in_tag(tag):
            meaning = built_in.choose_meaning(is_observation=True)
            phrases.append(_label(meaning))
        else:
            phrases.append(_describe_own_tag(tag, own_meanings))
    return SEPARATOR.join(phrases)


def describe_tag_meaning(tag: str, own_meanings: Mapping[str, str]) -> str:
    """Return what a tag means, empty for one of the person's own without a meaning."""
    if tag in TAG_PHRASES:
        return _label(TAG_PHRASES[tag])
    return sanitize_typed_text(own_meanings.get(tag, ""))


def _describe_own_tag(tag: str, own_meanings: Mapping[str, str]) -> str:
    name = format_tags([format_name(tag, LONGEST_TAG)])
    if meaning := sanitize_typed_text(own_meanings.get(tag, "")):
        return _label("{tag}: {meaning}").format(tag=name, meaning=meaning)
    return name
