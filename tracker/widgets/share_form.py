"""The form of Show someone: for whom, why, what is included, and in which folder."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tracker.i18n import _, _label
from tracker.widgets.checkbox import GroupCheckbox, WrappingCheckbox
from tracker.widgets.form_fields import ChoiceField, FormField, build_text_input
from tracker.widgets.password_input import PasswordInput


@dataclass(frozen=True, slots=True)
class AudienceOption:
    """Who it is for, and what is included for it at first."""

    name: str
    heading: str
    """The same as the heading says it, e.g. `for a friend`."""
    explanation: str
    """What this audience gets."""
    has_tables: bool
    may_know_context: bool
    """Whether it may know that the person depends on someone in the group."""
    is_someone_else: bool
    """Whether it is another person, who learns why, and how to reach this one."""
    ticks: Mapping[str, bool]
    """Whether each part is included, by id."""
    groups: Mapping[str, str]
    """The labels of the included groups, and the name each is shown under."""


@dataclass(frozen=True, slots=True)
class ShareFormOptions:
    """Everything that the form offers."""

    audiences: Sequence[AudienceOption]
    reasons: Sequence[tuple[str, str]]
    """Ready reasons: a short text, and the sentence."""
    groups: Sequence[tuple[int, str]]
    """Number and label of every group in the book."""
    describe_context: Callable[[int], str]
    """What a counsellor may know, by the number of groups: that the person depends on someone."""
    parts: Sequence[tuple[str, str]]
    """Parts of entries that can be included: the id and the text of each."""
    separators: Sequence[str]
    chosen_separator: int
    passwords: Sequence[str]
    typed_password: int
    """The index of the password that the person types."""
    folder: str
    folder_example: str
    """A hint at what may be typed, empty where no place on this computer is offered."""
    last_export_text: str
    """The month of the last export as text. Empty if there was none."""


class ShareForm(Vertical):
    """The fields of the form. Choosing an audience sets its defaults."""

    class ReaderChanged(Message):
        """Another audience was chosen."""

    def __init__(self, form_options: ShareFormOptions) -> None:
        """Begin with the first audience and the first reason."""
        super().__init__(id="showing", classes="-others")
        self.form_options = form_options

    def compose(self) -> ComposeResult:
        """Show audience and reason, then what is included, then the folder."""
        options = self.form_options
        audiences = [audience.name for audience in options.audiences]
        yield FormField(_label("For"), ChoiceField(audiences, id="for"))
        explanation = _build_explanation(options.audiences[0].explanation)
        explanation.id = "audience-explanation"
        yield FormField("", explanation)
        depends = WrappingCheckbox(options.describe_context(1), id="depends-on-group")
        yield FormField("", depends, classes="only-context")
        reasons = [short_text for short_text, _sentence in options.reasons]
        reasons.append(_label("my own words"))
        yield FormField(
            _label("Why"),
            ChoiceField(reasons, id="reason", always_open=True),
            classes="only-others",
        )
        why = build_text_input(id="why", placeholder=_label("in one sentence"))
        yield FormField("", why, id="why-field")
        safe = _label("how and when (will be printed)")
        safe_way = build_text_input(id="safe-way", placeholder=safe)
        yield FormField(_label("Reach me safely"), safe_way, classes="only-others")
        # The placeholder says the same until something is typed.
        printed = _("This is printed in the summary and not saved anywhere else.")
        yield FormField("", _build_explanation(printed), id="printed-field")
        yield from self._build_content_fields()
        yield from self._build_file_fields()

    def _build_content_fields(self) -> Iterator[FormField | GroupCheckbox | Static]:
        options = self.form_options
        first = options.audiences[0]
        beginning = _label("Start (or e.g. 2026-09)")
        if options.last_export_text:
            beginning = _label("Start (or e.g. 2026-09, or “last” for {month})").format(
                month=options.last_export_text
            )
        from_input = build_text_input(id="from", placeholder=beginning)
        yield FormField(_label("From"), from_input, classes="after")
        label = _label("Included")
        for part, name in options.parts:
            yield FormField(label, WrappingCheckbox(name, first.ticks[part], id=part))
            label = ""
        if options.groups:
            heading = _label("Groups to include, and the name to show")
            yield Static(heading, markup=False, classes="heading")
        for number, group in options.groups:
            name = first.groups.get(group, group)
            row = GroupCheckbox(number, group, None if name == group else name)
            row.is_included = group in first.groups
            yield row

    def _build_file_fields(self) -> Iterator[FormField | Static]:
        options = self.form_options
        dialect = ChoiceField(options.separators, options.chosen_separator, id="dialect")
        yield FormField(_label("Number format"), dialect, classes="after only-tables")
        workbook = WrappingCheckbox(_label("also as a workbook (bundle.xlsx)"), id="workbook")
        yield FormField("", workbook, classes="only-tables")
        one_file = WrappingCheckbox(
            _label("tables attached to the summary, as one file"), id="one-file"
        )
        yield FormField("", one_file, classes="only-tables")
        password = ChoiceField(options.passwords, id="password", always_open=True)
        yield FormField(_label("Password"), password, classes="after")
        yield from self._build_password_fields()
        folder = build_text_input(options.folder, id="folder", placeholder=options.folder_example)
        yield FormField(_label("Save in folder"), folder)
        yield Static(markup=False, id="folder-warning", classes="said")

    def _build_password_fields(self) -> Iterator[FormField]:
        """Yield the fields for a typed password, right below the choice of one.

        They are below their choice, not in a dialog after the preview: once the next field was the
        folder, and a password became a folder's name.
        """
        for label, id_ in (
            (_label("Type it"), "password-first"),
            (_label("Type it again"), "password-again"),
        ):
            yield FormField(label, PasswordInput(id=id_), classes="only-typed")
        explanation = _(
            "Your reader needs this password. Tell them separately from the file. Tracker doesn’t"
            " save it."
        )
        yield FormField("", _build_explanation(explanation), classes="only-typed")

    @on(ChoiceField.Changed, "#password")
    def show_password_fields(self, event: ChoiceField.Changed) -> None:
        """Show the fields for a typed password if that is chosen."""
        event.stop()
        self.set_class(event.choice.chosen == self.form_options.typed_password, "-typed")

    def on_mount(self) -> None:
        """Let the tick for a counsellor follow the groups that are included."""
        for checkbox in self.query("GroupCheckbox WrappingCheckbox"):
            self.watch(checkbox, "is_ticked", self._show_context)

    def _show_context(self) -> None:
        count = sum(row.is_included for row in self.query(GroupCheckbox))
        sentence = self.form_options.describe_context(count)
        self.query_one("#depends-on-group", WrappingCheckbox).text = sentence

    @on(ChoiceField.Changed, "#for")
    def apply_audience(self, event: ChoiceField.Changed) -> None:
        """Set the defaults of the chosen audience."""
        event.stop()
        audience = self.audience
        self.post_message(self.ReaderChanged())
        self.query_one("#audience-explanation", Static).update(audience.explanation)
        self.set_class(audience.has_tables, "-tables")
        self.set_class(audience.may_know_context, "-context")
        self.set_class(audience.is_someone_else, "-others")
        self.query_one("#depends-on-group", WrappingCheckbox).is_ticked = False
        for part, _name in self.form_options.parts:
            self.query_one(f"#{part}", WrappingCheckbox).is_ticked = audience.ticks[part]
        for row in self.query(GroupCheckbox):
            row.is_included = row.label in audience.groups
            row.set_alias(audience.groups.get(row.label, row.label))

    @on(ChoiceField.Changed, "#reason")
    def show_reason_field(self, event: ChoiceField.Changed) -> None:
        """Show the field for one's own words if that reason is chosen."""
        event.stop()
        own = event.choice.chosen == len(self.form_options.reasons)
        self.set_class(own, "-own-why")
        if own:
            self.query_one("#why").focus()

    @on(Input.Changed, "#safe-way")
    def show_print_note(self, event: Input.Changed) -> None:
        """Show below the field where its text is printed."""
        self.set_class(bool(event.value.strip()), "-safe-way")

    @property
    def audience(self) -> AudienceOption:
        """The chosen audience."""
        return self.form_options.audiences[self.read_choice("for")]

    @property
    def reason_text(self) -> str:
        """The reason as a sentence. Empty if the person's own is not typed yet."""
        at = self.read_choice("reason")
        if at < len(self.form_options.reasons):
            return self.form_options.reasons[at][1]
        return self.read_text("why")

    @property
    def groups(self) -> dict[str, str] | None:
        """The labels of the included groups and their names. None if the book has no group."""
        if not self.form_options.groups:
            return None
        rows = self.query(GroupCheckbox)
        return {row.label: row.shown_name for row in rows if row.is_included}

    def read_text(self, id_: str) -> str:
        """Return the text of a field."""
        return self.query_one(f"#{id_}", Input).value.strip()

    def read_choice(self, id_: str) -> int:
        """Return the index of the chosen option of a field."""
        return self.query_one(f"#{id_}", ChoiceField).chosen

    def is_ticked(self, id_: str) -> bool:
        """Return whether a checkbox is shown and ticked."""
        return any(box.is_ticked for box in self.query(f"#{id_}").results(WrappingCheckbox))


def _build_explanation(text: str) -> Static:
    return Static(text, markup=False, classes="explanation")
