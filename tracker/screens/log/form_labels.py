"""The labels, hints and choices of the entry form."""

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
from tracker.i18n import N_

FIRST_TYPES = ("ask", "paid", "meeting", "wrote")
"""What a form asks for first; the other types are behind `more`."""
TYPE_CHOICES = (
    *FIRST_TYPES,
    *(word for word in FORM_WORDS if word not in FIRST_TYPES),
    *(*SOURCE_WORDS, "income", "need", "limit", "goal"),
    *("cost", "received", "returned", "answered", "withdrew", "wage"),
)
"""What an entry may be, the most frequent first."""
LABELS = {
    "type": N_("What"),
    "day": N_("Day"),
    "amount": N_("Amount"),
    "period": N_("Repeats"),
    "kind": N_("What for"),
    "need_kind": N_("What for"),
    "label": N_("Label"),
    "hours": N_("Hours"),
    "met": N_("Reached"),
    "answers": N_("Your answers"),
    "circumstances": N_("How it was asked"),
    "words": N_("What was said"),
    "own_words": N_("In my own words"),
    "by": N_("By"),
    "ref": N_("Proof lies in"),
    "private_note": N_("Only for me"),
    "until": N_("Until"),
    "group": N_("Group"),
    "campaign": N_("Fundraising"),
    "event": N_("Event"),
    "for_entry": N_("For entry"),
    "for_month": N_("For month"),
    "evidence": N_("How you know"),
}
"""What each field is called."""
LABELS_OF_TYPES = {(form, "circumstances"): N_("How it was") for form in FORM_WORDS}
"""The same where nobody need have asked."""
HINTS = {
    "amount": N_("e.g. 20, 12.50 or 30 euros a month"),
    "label": N_("your own word for it, e.g. t-shirt"),
    "hours": N_("e.g. 2, 2h20, 90 min or from 19 to 22"),
    "answers": N_("e.g. no, maybe, no then yes, pledged 50, gave 20"),
    "circumstances": N_("begin a word; # shows all of them"),
    "words": N_("word for word, as you remember it"),
    "own_words": N_("what you want to say about it"),
    "ref": N_("like blue folder"),
    "private_note": N_("shown to nobody unless you tick it"),
    "until": N_("its last day, like 2026-12-31"),
    "group": N_("@!name makes a new one"),
    "campaign": N_("its name, such as office; +!name makes a new one"),
    "event": N_("its name, such as seminar; +!name makes a new one"),
    "for_entry": N_("the number of the ask, or last"),
    "for_month": N_("if it counts in another month, such as 2026-11"),
}
"""What may be typed into a field, in a few words."""
HINTS_OF_TYPES = {
    ("ask", "amount"): N_("30 a month, 50 to 500; ? if not named"),
    **dict.fromkeys(
        ((word, "amount") for word in SOURCE_WORDS), N_("30, 50-500 or about 30; empty if unknown")
    ),
    **dict.fromkeys(
        ((word, "amount") for word in ("paid", "cost", "returned")),
        N_("20, or about 20; ? if you don’t know it"),
    ),
    ("goal", "amount"): N_("30000, about 30000 or 40000-42000"),
    ("goal", "campaign"): N_("what it is for, such as office"),
    ("wrote", "own_words"): N_("what you want to remember"),
    ("limit", "amount"): N_("an amount, or a number with %"),
    ("wage", "amount"): N_("for an hour, after taxes"),
    ("ask", "for_entry"): N_("asked before: its number, or last"),
    ("returned", "for_entry"): N_("the number of the payment"),
}
"""The same where a type takes something else than the others."""
PERIOD_LABELS = (
    *(N_("weekly"), N_("every two weeks"), N_("every four weeks")),
    *(N_("monthly"), N_("quarterly"), N_("yearly")),
)
EVIDENCE_ORDER = (Evidence.REMEMBERED, Evidence.DOCUMENTED, Evidence.ESTIMATED)
CHOICES: dict[str, dict[str, str]] = {
    "type": {word: TYPE_LABELS[word] for word in TYPE_CHOICES} | {"wrote": N_("in my own words")},
    "period": {"": N_("no")} | dict(zip(PERIOD_WORDS, PERIOD_LABELS, strict=True)),
    "kind": {kind: KIND_LABELS[kind] for kind in KIND_WORDS},
    "need_kind": {kind: KIND_LABELS[kind] for kind in NEED_KIND_WORDS},
    "met": {"": N_("no"), "met": N_("yes, they said so")},
    "by": {means: MEANS_LABELS[means] for means in MEANS_WORDS},
    "evidence": {evidence: EVIDENCE_LABELS[evidence] for evidence in EVIDENCE_ORDER},
}
"""The fields in which one of a few is chosen: each as the entry line has it, and as it is shown."""
OPTIONAL_CHOICES = frozenset({"kind", "need_kind", "by"})
"""Those in which nothing may be chosen; in the others the first one is, to begin with."""
RARE_FIELDS = frozenset(
    {"until", "group", "campaign", "event", "for_entry", "for_month", "evidence"}
)
"""Fields that are seldom needed; they stand a little apart."""
