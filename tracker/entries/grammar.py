"""The grammar of entry lines: their words, and the fields that each type of entry may have.

See docs/reference/entry-line.md, "Types".
"""

from tracker.entries.types import AnswerWord, Evidence, Form, Kind, Means, NeedKind, Source
from tracker.months import Period

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS = ("today", "yesterday", *WEEKDAYS)
ANSWER_WORDS = tuple(answer.value for answer in AnswerWord)
# Data: in people's notebooks since 0.1. Never rename.
APART = "apart"
"""After `gave`: the payment is a line of its own, or was never recorded."""
EVIDENCE_WORDS = tuple(evidence.value for evidence in Evidence)
MEANS_WORDS = tuple(means.value for means in Means)
PERIOD_WORDS = tuple(period.value for period in Period)
FORM_WORDS = tuple(form.value for form in Form)
KIND_WORDS = tuple(kind.value for kind in Kind)
NEED_KIND_WORDS = tuple(kind.value for kind in NeedKind)

SOURCE_WORDS = tuple(source.value for source in Source)
# Data: since 0.1. Never rename.
ABOUT = "about"
"""Before an amount or hours: they are an estimate."""
MET_WORDS = ("met", "reached")
"""Words for a goal that they say was reached. The first one is written."""

_NAMES = frozenset({"campaign", "event", "group"})
_MEETING_FIELDS = frozenset({"hours", "circumstances", "about"}) | _NAMES
_OBSERVATION_FIELDS = (
    frozenset({"amount", "period", "kind", "label", "circumstances", "about"}) | _NAMES
)

# Data: in people's notebooks since 0.1. Never rename.
ALLOWED_FIELDS: dict[str, frozenset[str]] = {
    "ask": frozenset(
        {"amount", "period", "kind", "for_entry", "answers", "until", "circumstances", "about"}
        | {"label"}
        | _NAMES
    ),
    **dict.fromkeys(SOURCE_WORDS, _OBSERVATION_FIELDS),
    "answered": frozenset({"answers", "for_entry", "circumstances"}),
    "withdrew": frozenset({"for_entry"}),
    "paid": frozenset(
        {"amount", "period", "kind", "for_entry", "until", "by", "ref", "label", "about"} | _NAMES
    ),
    "cost": frozenset({"amount", "by", "ref", "label", "about"}) | _NAMES,
    "returned": frozenset({"amount", "for_entry", "by", "ref", "about"}),
    "received": frozenset({"amount", "by", "ref", "label", "group"}),
    "income": frozenset({"amount", "period", "until", "for_month", "label"}),
    "need": frozenset({"amount", "period", "kind", "until", "label"}),
    "wage": frozenset({"amount"}),
    "limit": frozenset({"amount", "period", "percent", "until"}),
    "goal": frozenset({"amount", "campaign", "met", "group", "about"}),
    **dict.fromkeys(FORM_WORDS, _MEETING_FIELDS),
    "wrote": frozenset(),
}
"""What may be in a line of each type, besides evidence and the three texts."""
COMMON_FIELDS = frozenset({"evidence", "words", "own_words", "private_note"})
"""What may be in a line of every type."""
NEW_TYPES = frozenset({*SOURCE_WORDS, "cost", "wrote"})
"""Types that 0.1 did not have: no older text holds a line of them."""
CAMPAIGN_TYPES = frozenset({"ask", "goal", *SOURCE_WORDS})
"""Types on which a new name after `+` is a campaign. On others it is an event."""
OPEN_AMOUNT_TYPES = frozenset({"ask", "paid", "cost", "returned", *SOURCE_WORDS})
"""Types that take `?` for an amount that is not known."""
BARE_LABEL_TYPES = frozenset({"paid", "cost", "received", "income", "need"})
"""Types in which a bare word is the label. On other types a label needs quotes."""
RANGE_TYPES = frozenset({"ask", "goal", *SOURCE_WORDS})
"""Types that take a range of amounts."""

FUTURE_TYPES = frozenset({"income", "need", "wage", "limit"})
"""Types whose date may be in the future."""
DEPENDENT_TYPES = ("answered", "withdrew", "returned")
"""Types that say nothing without the entry they belong to."""


def list_kinds(word: str) -> tuple[str, ...]:
    """Return the kinds that a type knows: of needs, or of what money was for."""
    return (
        NEED_KIND_WORDS if word == "need" else KIND_WORDS if "kind" in ALLOWED_FIELDS[word] else ()
    )


def list_bare_words(word: str) -> tuple[str, ...]:
    """Return the words that need no quotes in a line of this type."""
    allowed_fields = ALLOWED_FIELDS[word]
    words = [*list_kinds(word), *EVIDENCE_WORDS]
    if "answers" in allowed_fields:
        words += ANSWER_WORDS
    for name in ("until", "by", "ref"):
        if name in allowed_fields:
            words.append(name)
    if "met" in allowed_fields:
        words += MET_WORDS
    if "for_entry" in allowed_fields or "for_month" in allowed_fields:
        words.append("for")
    return tuple(words)
