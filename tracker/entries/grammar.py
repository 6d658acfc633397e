"""The grammar of entry lines: their words, and the fields that each type of entry may have.

See docs/reference/entry-line.md, "Types".
"""

from tracker.entries.types import AnswerWord, Evidence, Form, Kind, Means, NeedKind
from tracker.months import Period

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS = ("today", "yesterday", *WEEKDAYS)
ANSWER_WORDS = tuple(answer.value for answer in AnswerWord)
# Data: in people's notebooks since 0.1; never rename.
APART = "apart"
"""Behind `gave`: the payment is a line of its own, or was never noted."""
EVIDENCE_WORDS = tuple(evidence.value for evidence in Evidence)
MEANS_WORDS = tuple(means.value for means in Means)
PERIOD_WORDS = tuple(period.value for period in Period)
FORM_WORDS = tuple(form.value for form in Form)
KIND_WORDS = tuple(kind.value for kind in Kind)
NEED_KIND_WORDS = tuple(kind.value for kind in NeedKind)

_MEETING_FIELDS = frozenset({"hours", "circumstances", "words", "group"})

# Data: in people's notebooks since 0.1; never rename.
ALLOWED_FIELDS: dict[str, frozenset[str]] = {
    "ask": frozenset(
        {"amount", "period", "kind", "for_entry", "answers", "until", "circumstances", "words"}
        | {"campaign", "group"}
    ),
    "answered": frozenset({"answers", "for_entry", "circumstances", "words"}),
    "withdrew": frozenset({"for_entry"}),
    "paid": frozenset(
        {"amount", "period", "kind", "for_entry", "until", "by", "ref", "label", "group"}
    ),
    "returned": frozenset({"amount", "for_entry", "by", "ref"}),
    "received": frozenset({"amount", "by", "ref", "label", "group"}),
    "income": frozenset({"amount", "period", "until", "label"}),
    "need": frozenset({"amount", "period", "kind", "until", "label"}),
    "wage": frozenset({"amount"}),
    "limit": frozenset({"amount", "period", "percent", "until"}),
    "goal": frozenset({"amount", "campaign", "met", "group"}),
    **dict.fromkeys(FORM_WORDS, _MEETING_FIELDS),
}
"""What may stand in a line of each type, beside evidence and a private note, which all take."""

FUTURE_TYPES = frozenset({"income", "need", "wage", "limit"})
"""Types whose date may lie in the future."""
DEPENDENT_TYPES = ("answered", "withdrew", "returned")
"""Types that say nothing without the entry they belong to."""


def list_kinds(word: str) -> tuple[str, ...]:
    """Return the kinds that a type knows: of needs, or of what money was for."""
    return (
        NEED_KIND_WORDS if word == "need" else KIND_WORDS if "kind" in ALLOWED_FIELDS[word] else ()
    )


def list_bare_words(word: str) -> tuple[str, ...]:
    """Return the words that may stand bare in a line of this type."""
    allowed_fields = ALLOWED_FIELDS[word]
    words = [*list_kinds(word), *EVIDENCE_WORDS]
    if "answers" in allowed_fields:
        words += ANSWER_WORDS
    for name in ("until", "by", "ref", "met"):
        if name in allowed_fields:
            words.append(name)
    if "for_entry" in allowed_fields:
        words.append("for")
    return tuple(words)
