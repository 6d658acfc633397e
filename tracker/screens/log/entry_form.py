"""An entry as a form: another way to write its line, field by field."""

from collections.abc import Callable, Sequence, Set
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.entries.completion import Completion
from tracker.entries.entry_hints import find_entry_hint
from tracker.entries.form_conversion import (
    FIELDS_BY_TYPE,
    FORM_FIELDS,
    complete_field,
    convert_form_to_line,
    convert_line_to_form,
    convert_unused_to_line,
    find_field_at,
    list_field_texts,
    read_form,
)
from tracker.entries.form_phrases import rewrite_texts
from tracker.entries.line_parser import LineDays
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import AmbiguousLineError, MissingFieldError, ParseError
from tracker.entries.period_words import split_period
from tracker.entries.readings import describe_readings
from tracker.i18n import NumberFormat, _, _label, format_date, join_list
from tracker.screens.log.form_labels import (
    CHOICES,
    EXPLANATIONS,
    FIRST_TYPES,
    HINTS,
    HINTS_OF_TYPES,
    LABELS,
    OPTIONAL_CHOICES,
    RARE_FIELDS,
)
from tracker.screens.shell.dialog import Dialog
from tracker.widgets.entry_input import HintedInput
from tracker.widgets.footer import Footer
from tracker.widgets.form_fields import ChoiceField, FormBody, FormField, build_text_input
from tracker.widgets.heading import PageHeading
from tracker.widgets.line_preview import EMPTY_LINE, Candidates
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import style_dim


class FormResult(NamedTuple):
    """What a form says, as a line."""

    line: str
    is_accepted: bool
    """Whether to save it. If not, the person went back, and the text is only kept."""


class EntryForm(Dialog[FormResult], inherit_bindings=False):
    """Returns the line that its fields make, accepted or not."""

    TITLE = _label("Form")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "note", _label("Save"), key_display="enter", priority=True, id="note"),
        # Before the field's own: at the end of what is typed there is nowhere to go.
        Binding("right", "take", _label("Complete"), key_display="→", priority=True, id="take_way"),
        Binding("tab", "walk(1)", _label("Next"), key_display="tab", id="next_field"),
        Binding("shift+tab", "walk(-1)", _label("Previous"), show=False, id="field_before"),
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
        Binding("escape", "back", _label("Back"), id="back"),
        # Last, so ours come first in the footer and where both have a key.
        *ModalScreen.BINDINGS,
    ]

    def __init__(
        self,
        line: str,
        parse_context: ParseContext,
        days: LineDays,
        numbers: Callable[[], NumberFormat],
    ) -> None:
        """Begin with what a line says."""
        super().__init__(id="entry-form")
        self.line = line
        self.parse_context = parse_context
        self.days = days
        self.numbers = numbers
        self.line_texts, self.other_words = convert_line_to_form(line, parse_context, days)
        self._fields: dict[str, FormField] = {}
        self._unchanged_texts: dict[str, str] = {}
        self._initial_values: dict[str, str] = {}
        self._error: ParseError | None = None
        self._completions: list[Completion] = []
        self._chosen = 0
        self._is_submitted = False
        """Whether enter was pressed on the form as it is."""

    def compose(self) -> ComposeResult:
        """Yield the title, every field, and how the entry reads.

        Only the fields of the entry's type are shown.
        """
        for name in ("type", *FORM_FIELDS):
            control = _build_control(name, self.line_texts.get(name, ""))
            self._fields[name] = FormField(_label(LABELS[name]), control)
        with Vertical(id="page"):
            yield PageHeading(self.TITLE)
            with FormBody(id="fields"):
                yield from self._fields.values()
                yield Candidates()
            yield Static(markup=False, id="reading")
            yield Static(markup=False, id="rest")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the type."""
        self._initial_values = self._values
        self._show_fields_of_type()
        self._unchanged_texts = self.texts | self._unused_texts
        self._fields["type"].control.focus()

    @property
    def texts(self) -> dict[str, str]:
        """Return what the fields of this type say."""
        word = _read_value(self._fields["type"].control)
        names = ("type", *FIELDS_BY_TYPE[word])
        return {name: _read_value(self._fields[name].control) for name in names}

    @property
    def _grammar_texts(self) -> dict[str, str]:
        """What the fields say, in the words of the entry line."""
        return rewrite_texts(self.texts, self.parse_context, self.days)

    @property
    def _values(self) -> dict[str, str]:
        return {name: _read_value(field.control) for name, field in self._fields.items()}

    @property
    def _is_begun(self) -> bool:
        """Whether anything but the type was typed or chosen, or enter was pressed."""
        values = self._values | {"type": self._initial_values.get("type", "")}
        return self._is_submitted or values != self._initial_values

    @property
    def _unused_texts(self) -> dict[str, str]:
        """Text typed into fields of other types. It comes back when the type is chosen again."""
        texts = {
            name: field.control.value
            for name, field in self._fields.items()
            if name not in self.texts and isinstance(field.control, Input)
        }
        return {name: text for name, text in texts.items() if text.strip()}

    @on(ChoiceField.Changed, "#type")
    def _show_fields_of_type(self) -> None:
        """Show the fields of the type. The others keep what was typed into them."""
        word = self.texts["type"]
        names = FIELDS_BY_TYPE[word]
        previous = self._fields["type"]
        rare = next(name for name in names if name in RARE_FIELDS and name != names[1])
        for name in FORM_FIELDS:
            self._fields[name].display = name in names
            self._fields[name].set_class(name == rare, "-rare")
        for name in names:
            field = self._fields[name]
            field.set_label(_label(LABELS[name]))
            self.query_one("#fields").move_child(field, after=previous)
            if isinstance(field.control, Input):
                field.control.placeholder = _describe_hint(
                    word, name, self.parse_context, self.days
                )
            previous = field
        self._refresh_reading()

    @on(Input.Changed, "#amount")
    def _choose_period(self, event: Input.Changed) -> None:
        """Choose the period that is typed behind the amount."""
        _amount, period = split_period(event.value)
        if period:
            self.query_one("#period", ChoiceField).chosen = list(CHOICES["period"]).index(period)

    @on(ChoiceField.Changed, "#period")
    def _remove_typed_period(self, event: ChoiceField.Changed) -> None:
        """Remove a period that was typed when another one is chosen."""
        amount = self.query_one("#amount", Input)
        text, period = split_period(amount.value)
        if "/" in amount.value and not period:
            text = amount.value.partition("/")[0]
        if text != amount.value and period != _read_value(event.choice):
            amount.value = text

    @on(Input.Changed)
    @on(ChoiceField.Changed)
    def _handle_change(self) -> None:
        """Show what the entry means now."""
        self._is_submitted = False
        self._refresh_reading()

    @on(events.DescendantFocus)
    def _refresh_reading(self) -> None:
        """Show how the entry reads, or quietly what it lacks."""
        self._show_candidates()
        self._show_unused_texts()
        try:
            entries = read_form(self._grammar_texts, self.parse_context, self.days)
        except ParseError as error:
            self._error = error
            sentence = self._describe_refusal(error)
            for field in self.query(HintedInput):
                sentence = field.hide_quoted(sentence)
            # Of a word that is still being typed nothing is said yet.
            if self._is_submitted:
                self._show_reading(Content(sentence))
            elif self._completions or not self._is_begun:
                self._show_reading(self._explain_type())
            else:
                self._show_reading(style_dim(sentence))
            return
        self._error = None
        lines = []
        for entry in entries:
            sentence = describe_entry(entry, self.numbers()).sentence
            lines.append(f"{format_date(entry.day)}  {sentence}")
        hint = find_entry_hint(entries)
        reading = Content("\n".join(lines)) + style_dim(f"\n{hint}" if hint else "")
        self._show_reading(reading, has_several_lines=len(entries) > 1)

    def _explain_type(self) -> Content:
        """Return what the chosen type is for, where that may be unclear."""
        explanation = EXPLANATIONS.get(self.texts["type"])
        return style_dim(_(explanation)) if explanation else EMPTY_LINE

    def _show_reading(self, text: Content, *, has_several_lines: bool = False) -> None:
        static = self.query_one("#reading", Static)
        static.set_class(has_several_lines, "-several")
        static.update(text, layout=False)

    def _show_unused_texts(self) -> None:
        """Show what the entry will not have: words of the line, and texts of other types."""
        parts = [_("The form has no field for: {words}").format(words=self.other_words)]
        unused = [
            _label("{field} “{text}”").format(field=_label(LABELS[name]), text=text)
            for name, text in self._unused_texts.items()
        ]
        parts.append(_("This type doesn’t use: {fields}").format(fields=join_list(unused)))
        shown = [part for part, has in zip(parts, (self.other_words, unused), strict=True) if has]
        static = self.query_one("#rest", Static)
        static.display = bool(shown)
        static.update(self.numbers().mask_numbers("\n".join(shown)))

    def _show_candidates(self) -> None:
        """Show completions below the field that is being typed."""
        control, candidates = self.focused, self.query_one(Candidates)
        self._completions, self._chosen = [], 0
        if isinstance(control, Input):
            name, text = control.id or "", control.value[: control.cursor_position]
            self._completions = complete_field(name, text, self.parse_context, self.texts["type"])
            if self._completions:
                self.query_one("#fields").move_child(candidates, after=self._fields[name])
        candidates.show_candidates(self._completions, self._chosen, hidden=self.numbers().is_hidden)
        self.refresh_bindings()

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do: only at the end is a completion taken."""
        field = self.focused
        is_at_end = isinstance(field, Input) and field.cursor_position == len(field.value)
        return frozenset() if is_at_end and self._completions else {"take"}

    def action_choose(self, step: int) -> None:
        """Choose another completion. Where there is none, walk to another field."""
        if not self._completions:
            self.action_walk(step)
            return
        self._chosen = (self._chosen + step) % len(self._completions)
        hidden = self.numbers().is_hidden
        self.query_one(Candidates).show_candidates(self._completions, self._chosen, hidden=hidden)

    def action_take(self) -> None:
        """Take the chosen completion. Tab never does, so each text lands in its field."""
        field = self.focused
        if self._completions and isinstance(field, Input):
            completion = self._completions[self._chosen]
            ending = " " if field.id in ("circumstances", "answers") else ""
            field.replace(completion.text + ending, completion.start, field.cursor_position)

    def action_walk(self, step: int) -> None:
        """Walk to the next field, or to the one before."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @property
    def current_line(self) -> str:
        """Return the fields as a line, or the line they began with if nothing was changed."""
        if not self._unchanged_texts:
            # The form is opening: there are no fields yet.
            return self.line
        unused_texts = self._unused_texts
        if self.texts | unused_texts == self._unchanged_texts:
            return self.line
        others = (convert_unused_to_line(unused_texts), self.other_words)
        return convert_form_to_line(self.texts, " ".join(part for part in others if part))

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self._refresh_reading()

    def action_back(self) -> None:
        """Go back with what was typed."""
        self.dismiss(FormResult(self.current_line, False))

    def action_note(self) -> None:
        """Accept the entry, or go to the field in which it can be corrected."""
        self._is_submitted = True
        self._refresh_reading()
        if self._error is None:
            self.dismiss(FormResult(convert_form_to_line(self._grammar_texts), True))
        else:
            self._find_field(self._error).control.focus()

    def _find_field(self, error: ParseError) -> FormField:
        choices = self._list_choices(error)
        name = choices[0] if choices else find_field_at(self._grammar_texts, error.column)
        return self._fields[name]

    def _list_choices(self, error: ParseError) -> tuple[str, list[str]] | None:
        """Return the field that is asked about, and what it may say, or None if there is none."""
        if not isinstance(error, AmbiguousLineError):
            return None
        texts = self._grammar_texts
        return list_field_texts(texts, error.readings, self.parse_context, self.days)

    def _describe_refusal(self, error: ParseError) -> str:
        """Return why it is refused, with the name of the field in which that can be fixed."""
        field, sentence = self._find_field(error), error.message
        if choices := self._list_choices(error):
            sentence = _describe_choices(*choices)
        elif isinstance(error, MissingFieldError) and field is self._fields["own_words"]:
            # Here no colon is typed.
            sentence = _("Write what you want to remember.")
        return _("{field}: {sentence}").format(field=field.label, sentence=sentence)


def _describe_choices(name: str, texts: Sequence[str]) -> str:
    """Return a question about texts of one field, each of which is understood there."""
    labels = {text: _label(label) for text, label in CHOICES.get(name, {}).items()}
    *others, last = [labels.get(text, text) for text in texts]
    if not others:
        return _("Did you mean {text}? Then type it that way.").format(text=last)
    if not labels:
        return describe_readings([*others, last])
    return _("This can be read in more than one way. Choose {first} or {last}.").format(
        first=join_list(others), last=last
    )


def _build_control(name: str, text: str) -> ChoiceField | Input:
    """Return the control of a field, beginning with a text."""
    if name not in CHOICES:
        return build_text_input(text, id=name, hides_digits=True)
    words = list(CHOICES[name])
    options = [_label(label) for label in CHOICES[name].values()]
    may_be_none = name in OPTIONAL_CHOICES
    chosen = -1 if may_be_none else 0
    if text in words:
        chosen = words.index(text)
    first_count = len(FIRST_TYPES) if name == "type" else None
    return ChoiceField(options, chosen, id=name, may_be_none=may_be_none, first_count=first_count)


def _read_value(control: Widget) -> str:
    """Return what was typed or chosen, as the entry line has it."""
    if isinstance(control, ChoiceField):
        words = list(CHOICES[control.id or ""])
        return words[control.chosen] if control.chosen >= 0 else ""
    return control.value if isinstance(control, Input) else ""


def _describe_hint(word: str, name: str, parse_context: ParseContext, days: LineDays) -> str:
    """Return what may be typed into a field of a type."""
    if name == "day":
        return _label("{day} (or e.g. yesterday, last thursday)").format(
            day=format_date(days.undated_day)
        )
    if name == "group" and parse_context.default_group:
        return _label("{group} (or name another one)").format(group=parse_context.default_group)
    hint = HINTS_OF_TYPES.get((word, name)) or HINTS.get(name)
    return _label(hint) if hint else ""
