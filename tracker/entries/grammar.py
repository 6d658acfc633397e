"""Which tokens each type of entry takes: docs/reference/entry-line.md, "Types"."""

from tracker.entries.types import AnswerWord, Evidence, Form, Kind, Means, NeedKind
from tracker.months import Period

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS = ("today", "yesterday", *WEEKDAYS)
ANSWERS = tuple(answer.value for answer in AnswerWord)
# Data: in people's notebooks since 0.1; never rename.
APART = "apart"
"""Behind `gave`: the payment is a line of its own, or was never noted."""
EVIDENCE = tuple(evidence.value for evidence in Evidence)
MEANS = tuple(means.value for means in Means)
PERIODS = tuple(period.value for period in Period)
FORMS = tuple(form.value for form in Form)
KINDS = tuple(kind.value for kind in Kind)
NEED_KINDS = tuple(kind.value for kind in NeedKind)

_MEETING = frozenset({"hours", "circumstances", "words", "group"})

# Data: in people's notebooks since 0.1; never rename.
TAKES: dict[str, frozenset[str]] = {
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
    **dict.fromkeys(FORMS, _MEETING),
}
"""What may stand in a line of each type, beside evidence and a private note, which all take."""

MAY_START_LATER = frozenset({"income", "need", "wage", "limit"})
"""Types whose date may lie in the future."""


def kinds_of(word: str) -> tuple[str, ...]:
    """The kinds a type knows: of needs, or of what money was for."""
    return NEED_KINDS if word == "need" else KINDS if "kind" in TAKES[word] else ()


def bare_words(word: str) -> tuple[str, ...]:
    """The words that may stand bare in a line of this type."""
    takes = TAKES[word]
    found = [*kinds_of(word), *EVIDENCE]
    if "answers" in takes:
        found += ANSWERS
    for name in ("until", "by", "ref", "met"):
        if name in takes:
            found.append(name)
    if "for_entry" in takes:
        found.append("for")
    return tuple(found)
