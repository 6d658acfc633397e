"""The tags for how it was asked: the vocabulary, each tag with its source, and those on keys.

A tag says what a camera could have seen or heard. There is no total and no score over
them: the scales of the field forbid it (Chambers et al. 1994; Lalich & Langone).
"""

from collections.abc import Mapping
from typing import NamedTuple

from tracker.i18n import N_


class Tag(NamedTuple):
    """One tag: what it means, in one line, and where the notion comes from.

    A tag that a person made has no source, and means what they wrote, be it nothing.
    """

    name: str
    meaning: str
    source: str
    is_on_key: bool = False
    """Whether it is among the twelve on keys before any is used."""
    is_neutral: bool = False
    """Whether it says something neutral or good."""

    @property
    def is_own(self) -> bool:
        """Whether the person made it."""
        return not self.source


# Data: in people's notebooks since 0.1; never rename.
TAG_VOCABULARY = (
    Tag(
        "in_public",
        N_("asked while other members could hear"),
        "DellaVigna, List & Malmendier 2012",
        is_on_key=True,
    ),
    Tag(
        "public_pledge",
        N_("you had to name an amount aloud or on a visible list"),
        "Fosgaard & Soetevent; Cialdini, consistency",
        is_on_key=True,
    ),
    Tag(
        "amount_visible",
        N_("others could see what you paid"),
        "Reyniers & Bhalla 2013",
    ),
    Tag(
        "others_gifts_announced",
        N_("someone's gift was named as an example"),
        "Shang & Croson 2009",
        is_on_key=True,
    ),
    Tag(
        "minor_involved",
        N_("a person under 18 was asked or named as an example"),
        "UK Code of Fundraising Practice, s. 5",
    ),
    Tag(
        "several_askers",
        N_("two or more people asked at once or in turn"),
        "Odorizzi v. Bloomfield (1966)",
    ),
    Tag(
        "leader_asked",
        N_("someone with rank over you asked"),
        "California W&I 15610.70(a)(2)",
    ),
    Tag(
        "odd_time_place",
        N_("outside normal hours, or where you had not come for this"),
        "Odorizzi",
    ),
    Tag(
        "long_day",
        N_("more than 10 hours there, or under 6 hours of sleep before"),
        "W&I 15610.70 (sleep); Hassan, BITE",
        is_on_key=True,
    ),
    Tag(
        "alcohol",
        N_("alcohol was served or you had drunk"),
        "Treating Donors Fairly (UK)",
    ),
    Tag(
        "hard_to_leave",
        N_("you depended on the group to get home, or the way out passed the askers"),
        "Lifton, milieu control",
    ),
    Tag(
        "deadline",
        N_("an answer was wanted now or by a short date"),
        "Odorizzi; Cialdini, scarcity",
        is_on_key=True,
    ),
    Tag(
        "delay_threat",
        N_("bad results were named if you wait"),
        "Odorizzi",
    ),
    Tag(
        "no_time_to_consult",
        N_("you could not talk to someone outside first"),
        "Odorizzi; FTC",
    ),
    Tag(
        "no_not_accepted",
        N_("you said no and the asking went on"),
        "UK Code 1.2.2",
        is_on_key=True,
    ),
    Tag(
        "guilt_words",
        N_("duty or guilt was given as the reason"),
        "UK Code 8.1.1 (2019)",
        is_on_key=True,
    ),
    Tag(
        "cause_over_person",
        N_("someone said that the cause counts more than your need or feeling"),
        "Lifton, doctrine over person",
        is_on_key=True,
    ),
    Tag(
        "giving_praised",
        N_("givers were praised in front of others"),
        "Hassan, BITE",
    ),
    Tag(
        "not_giving_blamed",
        N_("those who did not give were blamed or laughed at in front of others"),
        "Hassan, BITE",
    ),
    Tag(
        "finances_probed",
        N_("questions or remarks about your income or spending"),
        "SEA-12, item 2",
        is_on_key=True,
    ),
    Tag(
        "hardship_known",
        N_("the asker said they knew money was short"),
        "W&I 15610.70(a)(1)",
    ),
    Tag(
        "basics_affected",
        N_("the sum was set aside for food, rent or bills"),
        "SEA-12, item 10",
    ),
    Tag(
        "buy_pressed",
        N_("someone put goods or tickets in front of you and asked again after you passed"),
        "SEA2, item 8",
    ),
    Tag(
        "borrow_or_savings",
        N_("a loan, overdraft or savings were suggested"),
        "SEA2, items 11, 13",
    ),
    Tag(
        "no_purpose",
        N_("the use of the money was not said"),
        "UK Code 1.3.1",
    ),
    Tag(
        "no_receipt",
        N_("no receipt was offered"),
        "UK Code 4.4",
    ),
    Tag(
        "outside_info_scolded",
        N_("you were blamed for reading or asking outside"),
        "Hassan, BITE; W&I 15610.70",
    ),
    Tag(
        "doubt_punished",
        N_("a question or doubt had a consequence"),
        "Lalich & Langone",
    ),
    Tag(
        "private_ask",
        N_("asked between the two of you"),
        "UK Code 1.2, mirrored",
        is_on_key=True,
        is_neutral=True,
    ),
    Tag(
        "time_to_decide",
        N_("you were given time, or told there is no hurry"),
        "UK Code 1.2, mirrored",
        is_on_key=True,
        is_neutral=True,
    ),
    Tag(
        "no_accepted",
        N_("your no was taken and the asking ended"),
        "UK Code 1.2.2, mirrored",
        is_on_key=True,
        is_neutral=True,
    ),
    Tag(
        "no_money",
        N_("money did not come up"),
        "diary practice: note the plain days, too",
        is_neutral=True,
    ),
    Tag(
        "receipt_given",
        N_("a receipt or a clear account was offered"),
        "UK Code 4.4, mirrored",
        is_neutral=True,
    ),
    Tag(
        "waiver_offered",
        N_("a smaller or no sum was offered because money was short, without more asking"),
        "party and union waiver rules",
        is_neutral=True,
    ),
    Tag(
        "help_received",
        N_("the group helped you: a meal, a ride, a loan, time"),
        "diary practice: note what was good",
        is_neutral=True,
    ),
)

VOCABULARY_TAGS = tuple(circumstance.name for circumstance in TAG_VOCABULARY)
"""The tags of the vocabulary, in its order."""

KEY_COUNT = 12
"""How many tags are on keys."""
NEUTRAL_KEY_COUNT = 3
"""How many of them are neutral or good, whatever is used most."""
_POSITIONS = {tag: place for place, tag in enumerate(VOCABULARY_TAGS)}


def list_tags(uses: Mapping[str, int], meanings: Mapping[str, str]) -> tuple[Tag, ...]:
    """Return the vocabulary in its order, then one's own tags that are used, by their letters.

    `uses` has how many entries bear a tag, `meanings` what one's own tags mean.
    """
    own = sorted(tag for tag, count in uses.items() if count and tag not in _POSITIONS)
    return (*TAG_VOCABULARY, *(Tag(tag, meanings.get(tag, ""), "") for tag in own))


def choose_key_tags(uses: Mapping[str, int], meanings: Mapping[str, str]) -> tuple[Tag, ...]:
    """Return the twelve tags on keys: those used most, at least three of them neutral.

    Where fewer are used, the first twelve fill them up. They stand in the vocabulary's order, one's
    own last, so that a key stays the same as long as the twelve do.
    """

    def rank(tag: Tag) -> tuple[int, bool]:
        return (-uses.get(tag.name, 0), not tag.is_on_key)

    tags = list_tags(uses, meanings)
    ranked = sorted(tags, key=rank)
    chosen = [tag for tag in ranked if tag.is_neutral][:NEUTRAL_KEY_COUNT]
    chosen += [tag for tag in ranked if tag not in chosen][: KEY_COUNT - len(chosen)]
    return tuple(tag for tag in tags if tag in chosen)
