"""An entry as a form: another way to write its line, field by field."""

from pathlib import PurePath
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.entries.completion import Completion
from tracker.entries.form import FIELDS, NAMES, field_at, line_of, parts_of, read_parts, ways_on
from tracker.entries.grammar import FORMS, KINDS, MEANS, NEED_KINDS, PERIODS
from tracker.entries.known import Known
from tracker.entries.line import Days
from tracker.entries.reading import EVIDENCE as EVIDENCE_SHOWN
from tracker.entries.reading import KINDS as KINDS_SHOWN
from tracker.entries.reading import MEANS as MEANS_SHOWN
from tracker.entries.reading import WHAT, reading
from tracker.entries.refusal import Refusal
from tracker.entries.types import Evidence
from tracker.texts import N_, Numbers, _, shown_date
from tracker.widgets.field import Choice, Field, text_field
from tracker.widgets.footer import Footer
from tracker.widgets.heading import Heading
from tracker.widgets.preview import Candidates
from tracker.widgets.told import dim

TYPES = (
    *("ask", "paid", *FORMS, "income", "need", "limit", "goal"),
    *("received", "returned", "answered", "withdrew", "wage"),
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
    "by": N_("By"),
    "ref": N_("Proof lies in"),
    "private_note": N_("Only for me"),
    "until": N_("Until"),
    "group": N_("Group"),
    "campaign": N_("Their target"),
    "for_entry": N_("For entry"),
    "evidence": N_("How you know"),
}
"""What each field is called."""
HINTS = {
    "amount": N_("like 20 or 12.50"),
    "label": N_("your own word for it"),
    "hours": N_("like 2 or 1.5"),
    "answers": N_("no, later, yes, pledged 50, gave 20"),
    "circumstances": N_("begin a word; # shows all of them"),
    "words": N_("word for word, as you remember it"),
    "ref": N_("like blue folder"),
    "private_note": N_("shown to nobody unless you tick it"),
    "until": N_("its last day, like 2026-12-31"),
    "group": N_("@!name makes a new one"),
    "campaign": N_("its name, like office"),
    "for_entry": N_("the number of the ask, or last"),
}
"""What may be typed into a field, in a few words."""
HINTS_OF_TYPES = {
    ("ask", "amount"): N_("30 or 50-500; ? if none was named"),
    ("limit", "amount"): N_("like 2% of income, or 20 a month"),
    ("wage", "amount"): N_("for an hour, after taxes"),
    ("ask", "for_entry"): N_("asked before: its number, or last"),
    ("returned", "for_entry"): N_("the number of the payment"),
}
"""The same where a type takes something else than the others."""
HOW_KNOWN = (Evidence.REMEMBERED, Evidence.DOCUMENTED, Evidence.ESTIMATED)
CHOICES: dict[str, dict[str, str]] = {
    "type": {word: WHAT[word] for word in TYPES},
    "period": {
        "": N_("no"),
        **dict(
            zip(PERIODS, (N_("weekly"), N_("monthly"), N_("quarterly"), N_("yearly")), strict=True)
        ),
    },
    "kind": {kind: KINDS_SHOWN[kind] for kind in KINDS},
    "need_kind": {kind: KINDS_SHOWN[kind] for kind in NEED_KINDS},
    "met": {"": N_("no"), "met": N_("yes, they said so")},
    "by": {means: MEANS_SHOWN[means] for means in MEANS},
    "evidence": {evidence: EVIDENCE_SHOWN[evidence] for evidence in HOW_KNOWN},
}
"""The fields in which one of a few is chosen: each as the entry line has it, and as it is shown."""
MAY_BE_NONE = frozenset({"kind", "need_kind", "by"})
"""Those in which nothing may be chosen; in the others the first one is, to begin with."""
RARE = frozenset({"until", "group", "campaign", "for_entry", "evidence"})
"""Fields that are seldom needed; they stand a little apart."""


class EntryForm(ModalScreen[str | None], inherit_bindings=False):
    """Gives the line of the entry that was accepted, or None."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["form.tcss", "entry_form.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "note", _("Note it"), key_display="enter", priority=True, id="note"),
        Binding("tab", "go_on", _("Next"), key_display="tab", id="next_field"),
        Binding("shift+tab", "walk(-1)", _("The one before"), show=False, id="field_before"),
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
        Binding("escape", "dismiss(None)", _("Back"), id="back"),
        # Last, so that ours come first in the footer and where both have a key.
        *ModalScreen.BINDINGS,
    ]

    def __init__(self, line: str, known: Known, days: Days, numbers: Numbers) -> None:
        """Begin with what a line says."""
        super().__init__(id="entry-form")
        self.known = known
        self.days = days
        self.numbers = numbers
        self.begun, self.rest = parts_of(line, known, days)
        self._fields: dict[str, Field] = {}
        self._refusal: Refusal | None = None
        self._ways: list[Completion] = []
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """What it is; every field, of which those of its type are shown; how it reads."""
        for name in ("type", *NAMES):
            control = _control(name, self.begun.get(name, ""))
            self._fields[name] = Field(_(LABELS[name]), control)
        with Vertical(id="page"):
            yield Heading(_("Field by field"))
            with Vertical(id="fields"):
                yield from self._fields.values()
                yield Candidates()
            yield Static(markup=False, id="reading")
            if self.rest:
                kept = _("Not in the form: {text}").format(text=self.rest)
                yield Static(kept, markup=False, id="rest")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with what it is."""
        self._arrange()
        self._fields["type"].control.focus()

    @property
    def texts(self) -> dict[str, str]:
        """What the fields of this type say."""
        word = _value(self._fields["type"].control)
        return {"type": word} | {name: _value(self._fields[name].control) for name in FIELDS[word]}

    @on(Choice.Changed, "#type")
    def _arrange(self) -> None:
        """Show the fields of the type; the others keep what was typed into them."""
        word = self.texts["type"]
        shown = FIELDS[word]
        before = self._fields["type"]
        rare = next(name for name in shown if name in RARE and name != shown[1])
        for name in NAMES:
            self._fields[name].display = name in shown
            self._fields[name].set_class(name == rare, "-rare")
        for name in shown:
            field = self._fields[name]
            self.query_one("#fields").move_child(field, after=before)
            if isinstance(field.control, Input):
                field.control.placeholder = _hint(word, name, self.known, self.days)
            before = field
        self._look()

    @on(Input.Changed, "#amount")
    def _choose_period(self, event: Input.Changed) -> None:
        """A period that is typed behind the amount is the one that is chosen."""
        period = event.value.partition("/")[2].strip().casefold()
        if period in PERIODS:
            self.query_one("#period", Choice).chosen = list(CHOICES["period"]).index(period)

    @on(Choice.Changed, "#period")
    def _take_out_period(self, event: Choice.Changed) -> None:
        """A period that is chosen takes the place of one that was typed."""
        amount = self.query_one("#amount", Input)
        text, slash, period = amount.value.partition("/")
        if slash and period.strip().casefold() != _value(event.choice):
            amount.value = text

    @on(Input.Changed)
    @on(Choice.Changed)
    def _look(self) -> None:
        """Say how it reads, or quietly what it lacks."""
        self._offer()
        try:
            entries = read_parts(self.texts, self.known, self.days)
        except Refusal as refusal:
            self._refusal = refusal
            # Of a word that is still being typed nothing is said yet.
            self._say(dim("" if self._ways else _sentence(refusal)))
            return
        self._refusal = None
        lines = (
            f"{shown_date(entry.day)}  {reading(entry, self.numbers.amount).sentence}"
            for entry in entries
        )
        self._say(Content("\n".join(lines)), several=len(entries) > 1)

    def _say(self, text: Content, *, several: bool = False) -> None:
        place = self.query_one("#reading", Static)
        place.set_class(several, "-several")
        place.update(text, layout=False)

    @on(events.DescendantFocus)
    def _offer(self) -> None:
        """Offer the ways to go on below the field that is being typed."""
        control, candidates = self.focused, self.query_one(Candidates)
        self._ways, self._chosen = [], 0
        if isinstance(control, Input):
            name, begun = control.id or "", control.value[: control.cursor_position]
            self._ways = ways_on(name, begun, self.known)
            if self._ways:
                self.query_one("#fields").move_child(candidates, after=self._fields[name])
        candidates.offer(self._ways, self._chosen)

    def action_choose(self, step: int) -> None:
        """Choose another way to go on; where there is none, walk to another field."""
        if not self._ways:
            self.action_walk(step)
            return
        self._chosen = (self._chosen + step) % len(self._ways)
        self.query_one(Candidates).offer(self._ways, self._chosen)

    def action_go_on(self) -> None:
        """Go on in the chosen way; where there is none, walk to the next field."""
        chosen, field = self._chosen, self.focused
        # The cursor may have moved since the ways were looked up.
        self._offer()
        if not self._ways or not isinstance(field, Input):
            self.action_walk(1)
            return
        way = self._ways[min(chosen, len(self._ways) - 1)]
        after = " " if field.id in ("circumstances", "answers") else ""
        field.replace(way.text + after, way.start, field.cursor_position)

    def action_walk(self, step: int) -> None:
        """Walk to the next field, or to the one before."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_note(self) -> None:
        """Accept the entry; one that is refused stays, with the field in which it can be mended."""
        self._look()
        if self._refusal is None:
            self.dismiss(line_of(self.texts))
            return
        self._say(Content(_sentence(self._refusal)))
        self._fields[field_at(self.texts, self._refusal.column)].control.focus()


def _control(name: str, text: str) -> Choice | Input:
    """Where a field is chosen or typed, beginning with a text."""
    if name not in CHOICES:
        return text_field(text, id=name)
    words = list(CHOICES[name])
    shown = [_(each) for each in CHOICES[name].values()]
    may_be_none = name in MAY_BE_NONE
    chosen = words.index(text) if text in words else -1 if may_be_none else 0
    return Choice(shown, chosen, id=name, may_be_none=may_be_none)


def _value(control: Widget) -> str:
    """What was typed or chosen, as the entry line has it."""
    if isinstance(control, Choice):
        words = list(CHOICES[control.id or ""])
        return words[control.chosen] if control.chosen >= 0 else ""
    return control.value if isinstance(control, Input) else ""


def _hint(word: str, name: str, known: Known, days: Days) -> str:
    """What may be typed into a field of a type."""
    if name == "day":
        return _("{day}; or like yesterday, thu").format(day=shown_date(days.undated))
    if name == "group" and known.default_group:
        return _("{group}, unless you name another").format(group=known.default_group)
    hint = HINTS_OF_TYPES.get((word, name)) or HINTS.get(name)
    return _(hint) if hint else ""


def _sentence(refusal: Refusal) -> str:
    """Why an entry is refused, as a sentence."""
    text = refusal.message[:1].upper() + refusal.message[1:]
    return text if text.endswith((".", "?")) else text + "."
