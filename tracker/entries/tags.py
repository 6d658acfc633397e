"""Tags for how an ask was made: the built-in ones with their sources, and those on keys.

A tag says what a camera could have seen or heard. There is no total and no score over
them, because the lists that exist were not made for that (docs/explanation/no-score.md).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracker.i18n import N_label, _label


class Tag(NamedTuple):
    """One tag: its label, what it means, and where the notion comes from.

    A person's own tag has no source. It means what they wrote about it, if anything.
    """

    name: str
    label: str
    """What lists show, at most 24 cells wide."""
    meaning: str
    """What it means, in one line, to the person who was asked."""
    source: str
    meaning_for_others: str = ""
    """What it means where others were asked, or empty if that is the same."""
    is_on_key: bool = False
    """Whether it is among the twelve on keys before any is used."""
    is_neutral: bool = False
    """Whether it says something neutral or good."""
    is_for_observations: bool = True
    """Whether it is offered for what the person saw or heard of others."""

    @property
    def is_own(self) -> bool:
        """Whether the person made it."""
        return not self.source

    def choose_meaning(self, *, is_observation: bool) -> str:
        """Return what it means on an entry about others, or about the person."""
        return self.meaning_for_others or self.meaning if is_observation else self.meaning


# Data: in people's notebooks since 0.1. Never rename.
TAG_VOCABULARY = (
    Tag(
        "in_public",
        N_label("others could hear"),
        N_label("other members could hear"),
        "DellaVigna, List & Malmendier 2012",
        is_on_key=True,
    ),
    Tag(
        "public_pledge",
        N_label("amount made public"),
        N_label("you had to say your amount out loud or write it where others could see"),
        "Fosgaard & Soetevent · Cialdini, consistency",
        N_label("someone had to say their amount out loud or write it where others could see"),
        is_on_key=True,
    ),
    Tag(
        "amount_visible",
        N_label("amount was visible"),
        N_label("others could see what you paid"),
        "Reyniers & Bhalla 2013",
        N_label("others could see what someone paid"),
    ),
    Tag(
        "others_gifts_announced",
        N_label("gift held up as example"),
        N_label("someone else’s gift was held up as an example"),
        "Shang & Croson 2009",
        is_on_key=True,
    ),
    Tag(
        "minor_involved",
        N_label("a child or teenager"),
        N_label("someone under 18 was asked, or held up as an example"),
        "UK Code of Fundraising Practice, s. 5",
    ),
    Tag(
        "several_askers",
        N_label("several people asked"),
        N_label("two or more people asked you, together or one after another"),
        "Odorizzi v. Bloomfield (1966)",
        N_label("two or more people asked someone, together or one after another"),
    ),
    Tag(
        "leader_asked",
        N_label("a leader asked"),
        N_label("someone with a leading role in the group asked"),
        "California W&I 15610.70(a)(2)",
    ),
    Tag(
        "odd_time_place",
        N_label("odd time or place"),
        N_label("at an odd hour, or somewhere you had gone for something else"),
        "Odorizzi",
        N_label("at an odd hour, or somewhere people had gone for something else"),
    ),
    Tag(
        "long_day",
        N_label("long day"),
        N_label("you’d been there over 10 hours, or slept less than 6"),
        "W&I 15610.70 (sleep) · Hassan, BITE",
        N_label("people had been there over 10 hours, or slept less than 6"),
        is_on_key=True,
    ),
    Tag(
        "alcohol",
        N_label("alcohol"),
        N_label("alcohol was served or you had drunk"),
        "Treating Donors Fairly (UK)",
        N_label("alcohol was served or people had drunk"),
    ),
    Tag(
        "hard_to_leave",
        N_label("hard to leave"),
        N_label("you needed the group to get home, or had to walk past the people asking"),
        "Lifton, milieu control",
        N_label("someone needed the group to get home, or had to walk past the people asking"),
    ),
    Tag(
        "deadline",
        N_label("short deadline"),
        N_label("someone wanted an answer right away or very soon"),
        "Odorizzi · Cialdini, scarcity",
        is_on_key=True,
    ),
    Tag(
        "delay_threat",
        N_label("warned not to wait"),
        N_label("someone said something bad would happen if you waited"),
        "Odorizzi",
        N_label("someone said something bad would happen to people who waited"),
    ),
    Tag(
        "no_time_to_consult",
        N_label("couldn’t get advice"),
        N_label("you couldn’t talk to anyone outside the group first"),
        "Odorizzi · FTC",
        N_label("someone couldn’t talk to anyone outside the group first"),
    ),
    Tag(
        "no_not_accepted",
        N_label("no was not accepted"),
        N_label("you said no and someone kept asking"),
        "UK Code 1.2.2",
        N_label("someone said no and the others kept asking"),
        is_on_key=True,
    ),
    Tag(
        "guilt_words",
        N_label("duty or guilt"),
        N_label("someone talked about duty or guilt"),
        "UK Code 8.1.1 (2019)",
        is_on_key=True,
    ),
    Tag(
        "cause_over_person",
        N_label("cause put first"),
        N_label("someone said the cause matters more than your needs or feelings"),
        "Lifton, doctrine over person",
        N_label("someone said the cause matters more than a person’s needs or feelings"),
        is_on_key=True,
    ),
    Tag(
        "giving_praised",
        N_label("givers were praised"),
        N_label("people who gave were praised in front of others"),
        "Hassan, BITE",
    ),
    Tag(
        "not_giving_blamed",
        N_label("non-givers were blamed"),
        N_label("people who didn’t give were blamed or laughed at in front of others"),
        "Hassan, BITE",
    ),
    Tag(
        "finances_probed",
        N_label("money questions"),
        N_label("questions or remarks about your income or spending"),
        "SEA-12, item 2",
        N_label("questions or remarks about someone’s income or spending"),
        is_on_key=True,
    ),
    Tag(
        "hardship_known",
        N_label("knew money was short"),
        N_label("someone said they knew you were short of money"),
        "W&I 15610.70(a)(1)",
        N_label("someone said they knew another person was short of money"),
    ),
    Tag(
        "basics_affected",
        N_label("money for food or rent"),
        N_label("it was money you needed for food, rent or bills"),
        "SEA-12, item 10",
        N_label("it was money someone needed for food, rent or bills"),
    ),
    Tag(
        "buy_pressed",
        N_label("kept offering goods"),
        N_label("someone kept offering you goods or tickets after you said no thanks"),
        "SEA2, item 8",
        N_label("someone kept offering goods or tickets after a person said no thanks"),
    ),
    Tag(
        "borrow_or_savings",
        N_label("loan or savings"),
        N_label("someone suggested a loan, an overdraft or your savings"),
        "SEA2, items 11, 13",
        N_label("someone suggested a loan, an overdraft or a person’s savings"),
    ),
    Tag(
        "no_purpose",
        N_label("no purpose given"),
        N_label("nobody said what the money was for"),
        "UK Code 1.3.1",
    ),
    Tag(
        "no_receipt",
        N_label("no receipt offered"),
        N_label("no receipt was offered"),
        "UK Code 4.4",
    ),
    Tag(
        "outside_info_scolded",
        N_label("told off for reading"),
        N_label("you were told off for reading or asking elsewhere"),
        "Hassan, BITE · W&I 15610.70",
        N_label("someone was told off for reading or asking elsewhere"),
    ),
    Tag(
        "doubt_punished",
        N_label("doubt had consequences"),
        N_label("a question or doubt had consequences for someone"),
        "Lalich & Langone",
    ),
    Tag(
        "private_ask",
        N_label("asked in private"),
        N_label("asked in private, just the two of you"),
        "UK Code 1.2, mirrored",
        N_label("someone was taken aside and asked in private"),
        is_on_key=True,
        is_neutral=True,
    ),
    Tag(
        "time_to_decide",
        N_label("time to decide"),
        N_label("you were given time, or told there’s no hurry"),
        "UK Code 1.2, mirrored",
        N_label("someone was given time, or told there’s no hurry"),
        is_on_key=True,
        is_neutral=True,
    ),
    Tag(
        "no_accepted",
        N_label("no was accepted"),
        N_label("your no was accepted and the asking stopped"),
        "UK Code 1.2.2, mirrored",
        N_label("someone’s no was accepted and the asking stopped"),
        is_on_key=True,
        is_neutral=True,
    ),
    Tag(
        "no_money",
        N_label("money didn’t come up"),
        N_label("money did not come up"),
        "diary practice: record the plain days, too",
        is_for_observations=False,
        is_neutral=True,
    ),
    Tag(
        "receipt_given",
        N_label("receipts were offered"),
        N_label("you were offered a receipt, or told clearly where the money goes"),
        "UK Code 4.4, mirrored",
        N_label("someone was offered a receipt, or told clearly where the money goes"),
        is_neutral=True,
    ),
    Tag(
        "waiver_offered",
        N_label("lower amount offered"),
        N_label(
            "you were offered a lower amount, or none, because money was short, and it was left"
            " at that"
        ),
        "party and union waiver rules",
        N_label(
            "someone was offered a lower amount, or none, because money was short, and it was left"
            " at that"
        ),
        is_neutral=True,
    ),
    Tag(
        "help_received",
        N_label("the group helped"),
        N_label("the group helped you: a meal, a ride, a loan, time"),
        "diary practice: record what was good",
        N_label("the group helped someone: a meal, a ride, a loan, time"),
        is_neutral=True,
    ),
)

NO_MONEY_TAG = "no_money"
"""The tag that says that money did not come up."""
VOCABULARY_TAGS = tuple(tag.name for tag in TAG_VOCABULARY)
"""The names of the built-in tags, in their order."""

KEY_COUNT = 12
"""How many tags are on keys."""
NEUTRAL_KEY_COUNT = 3
"""How many of them are neutral or good, whatever is used most."""
FIRST_TAGS = (
    *("in_public", "public_pledge", "no_not_accepted"),
    *("time_to_decide", "no_accepted", "help_received"),
)
"""The tags that are offered in the first week. Half of them are neutral or good."""
_BUILT_IN_TAGS = {tag.name: tag for tag in TAG_VOCABULARY}


def find_built_in_tag(name: str) -> Tag | None:
    """Return the built-in tag of this name, or None if it is a person's own."""
    return _BUILT_IN_TAGS.get(name)


def format_tag_label(name: str) -> str:
    """Return a tag as lists show it, and a person's own as they wrote it, with spaces."""
    tag = _BUILT_IN_TAGS.get(name)
    return _label(tag.label) if tag else name.replace("_", " ")


def build_own_tag(name: str, meaning: str = "") -> Tag:
    """Return a tag that the person made."""
    return Tag(name, name, meaning, source="")


def list_tags(uses: Mapping[str, int], meanings: Mapping[str, str]) -> tuple[Tag, ...]:
    """Return the built-in tags in their order, then the person's own in alphabetical order.

    `uses` has how many entries have a tag, `meanings` what the person's own tags mean.
    """
    own = sorted(tag for tag, count in uses.items() if count and tag not in _BUILT_IN_TAGS)
    return (*TAG_VOCABULARY, *(build_own_tag(tag, meanings.get(tag, "")) for tag in own))


def choose_key_tags(
    uses: Mapping[str, int], meanings: Mapping[str, str], first: Sequence[str] = ()
) -> tuple[Tag, ...]:
    """Return the twelve tags on keys: those used most, at least three of them neutral.

    Where fewer are used, the first twelve fill the rest. They are in the order of the vocabulary,
    the person's own last. A key keeps its tag as long as the twelve stay the same. The tags that
    are named as `first` are always on the first keys.

    In the first week the first six are on the keys 1 to 6, and no tag changes its key within that
    week.
    """

    def rank(tag: Tag) -> tuple[int, bool]:
        return (-uses.get(tag.name, 0), not tag.is_on_key)

    tags = list_tags(uses, meanings)
    first_tags = [_BUILT_IN_TAGS[name] for name in first]
    ranked = [tag for tag in sorted(tags, key=rank) if tag not in first_tags]
    missing_neutral = NEUTRAL_KEY_COUNT - sum(tag.is_neutral for tag in first_tags)
    chosen = [tag for tag in ranked if tag.is_neutral][: max(0, missing_neutral)]
    chosen += [tag for tag in ranked if tag not in chosen]
    chosen = chosen[: KEY_COUNT - len(first_tags)]
    return (*first_tags, *(tag for tag in tags if tag in chosen))
