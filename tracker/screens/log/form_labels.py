"""The labels, hints and choices of the entry form."""

from tracker.entries.asked_too import HAT_RULE
from tracker.entries.entry_description import (
    EVIDENCE_LABELS,
    KIND_LABELS,
    MEANS_LABELS,
    TYPE_LABELS,
)
from tracker.entries.grammar import (
    FORM_WORDS,
    KIND_WORDS,
    MEANS_WORDS,
    NEED_KIND_WORDS,
    PERIOD_WORDS,
    SOURCE_WORDS,
)
from tracker.entries.types import Evidence
from tracker.i18n import N_, N_label

FIRST_TYPES = ("ask", "paid", "meeting", "wrote")
"""What a form asks for first. The other types are behind `more`.

More than twenty are too many to read for a person with one thing to say. To open the rest chooses
nothing.
"""
TYPE_CHOICES = (
    *FIRST_TYPES,
    *(word for word in FORM_WORDS if word not in FIRST_TYPES),
    *(*SOURCE_WORDS, "income", "need", "limit", "goal"),
    *("cost", "received", "returned", "answered", "withdrew", "wage"),
)
"""What an entry may be, the most frequent first."""
LABELS = {
    "type": N_label("Type"),
    "day": N_label("Day"),
    "amount": N_label("Amount"),
    "period": N_label("Repeats"),
    "kind": N_label("What for"),
    "need_kind": N_label("What for"),
    "label": N_label("Label"),
    "hours": N_label("Hours"),
    "met": N_label("Reached"),
    "answers": N_label("Your answers"),
    "circumstances": N_label("What you noticed"),
    "words": N_label("What was said"),
    "own_words": N_label("In my own words"),
    "by": N_label("Paid by"),
    "ref": N_label("Where the receipt is"),
    "private_note": N_label("Only for me"),
    "until": N_label("Ends on"),
    "group": N_label("Group"),
    "campaign": N_label("Campaign"),
    "event": N_label("Event"),
    "for_entry": N_label("Belongs to entry"),
    "for_month": N_label("For month"),
    "evidence": N_label("How you know"),
}
"""What each field is called."""
HINTS = {
    "amount": N_label("e.g. 20, 12.50 or 30 euros a month"),
    "label": N_label("your own word for it, e.g. t-shirt"),
    "hours": N_label("e.g. 2, 2h20, 90 min or from 19 to 22"),
    "answers": N_label("e.g. no, maybe, no then yes, pledged 50, gave 20"),
    "circumstances": N_label("start typing, or # to see all tags"),
    "words": N_label("word for word, as you remember it"),
    "own_words": N_label("what you want to say about it"),
    "ref": N_label("e.g. blue folder"),
    "private_note": N_label("left out unless you include it"),
    "until": N_label("the last day, e.g. 2026-12-31"),
    "group": N_label("@!name adds a new group"),
    "campaign": N_label("its name, e.g. office (+!name adds a new one)"),
    "event": N_label("its name, e.g. seminar (+!name adds a new one)"),
    "for_entry": N_label("the ask’s number, or last"),
    "for_month": N_label("another month, e.g. 2026-11"),
}
"""What may be typed into a field, in a few words."""
HINTS_OF_TYPES = {
    ("ask", "amount"): N_label("30 a month or 20 to 200 (? if not named)"),
    **dict.fromkeys(
        ((word, "amount") for word in SOURCE_WORDS),
        N_label("30, 20-200 or about 30 (empty if unknown)"),
    ),
    **dict.fromkeys(
        ((word, "amount") for word in ("paid", "cost", "returned")),
        N_label("20 or about 20 (? if you don’t know)"),
    ),
    ("goal", "amount"): N_label("20000, about 20000 or 26000-28000"),
    ("goal", "campaign"): N_label("what it’s for, e.g. office"),
    ("wrote", "own_words"): N_label("what you want to remember"),
    ("limit", "amount"): N_label("an amount, or a number with %"),
    ("wage", "amount"): N_label("per hour, after tax"),
    ("ask", "for_entry"): N_label("if asked before: its number, or last"),
    ("returned", "for_entry"): N_label("the payment’s number"),
}
"""The same where a type takes something else than the others."""
EXPLANATIONS = {
    "seen": HAT_RULE,
    "heard": N_("You weren’t there, and someone told you of it. If you were asked, choose asked."),
}
"""What a type is for, where that may be unclear."""
PERIOD_LABELS = (
    *(N_label("weekly"), N_label("every 2 weeks"), N_label("every 4 weeks")),
    *(N_label("monthly"), N_label("quarterly"), N_label("yearly")),
)
EVIDENCE_ORDER = (Evidence.REMEMBERED, Evidence.DOCUMENTED, Evidence.ESTIMATED)
CHOICES: dict[str, dict[str, str]] = {
    "type": {word: TYPE_LABELS[word] for word in TYPE_CHOICES}
    | {"wrote": N_label("in my own words")},
    "period": {"": N_label("never", "repeats")}
    | dict(zip(PERIOD_WORDS, PERIOD_LABELS, strict=True)),
    "kind": {kind: KIND_LABELS[kind] for kind in KIND_WORDS},
    "need_kind": {kind: KIND_LABELS[kind] for kind in NEED_KIND_WORDS},
    "met": {"": N_label("no", "reached"), "met": N_label("yes, they say so")},
    "by": {means: MEANS_LABELS[means] for means in MEANS_WORDS},
    "evidence": {evidence: EVIDENCE_LABELS[evidence] for evidence in EVIDENCE_ORDER},
}
"""The fields in which one of a few is chosen: each as the entry line has it, and as it is shown."""
OPTIONAL_CHOICES = frozenset({"kind", "need_kind", "by"})
"""Choices that may stay empty. In the others, the first option is chosen at first."""
RARE_FIELDS = frozenset(
    {"until", "group", "campaign", "event", "for_entry", "for_month", "evidence"}
)
"""Fields that are rarely needed, shown a little apart."""
