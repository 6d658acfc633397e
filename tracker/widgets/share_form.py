"""The form of Show someone: for whom, why, what is included, and in which folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tracker.i18n import _
from tracker.widgets.checkbox import GroupCheckbox, WrappingCheckbox
from tracker.widgets.form_fields import ChoiceField, FormField, build_text_input
from tracker.widgets.password_input import PasswordInput


@dataclass(frozen=True, slots=True)
class AudienceOption:
    """Who it is for, and what is included for it at first."""

    name: str
    explanation: str
    """What this audience gets."""
    has_tables: bool
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
    parts: Sequence[tuple[str, str]]
    """Parts of entries that can be included: the id and the text of each."""
    separators: Sequence[str]
    chosen_separator: int
    passwords: Sequence[str]
    typed_password: int
    """The index of the password that the person types."""
    folder: str
    last_export_text: str
    """The month of the last export as text; empty if there was none."""


class ShareForm(Vertical):
    """The fields of the form; choosing an audience sets its defaults."""

    class ReaderChanged(Message):
        """Another audience was chosen."""

    def __init__(self, form_options: ShareFormOptions) -> None:
        """Begin with the first audience and the first reason."""
        super().__init__(id="showing")
        self.form_options = form_options

    def compose(self) -> ComposeResult:
        """Show audience and reason, then what is included, then the folder."""
        options = self.form_options
        yield FormField(
            _("For"), ChoiceField([audience.name for audience in options.audiences], id="for")
        )
        explanation = Static(
            options.audiences[0].explanation,
            markup=False,
            id="audience-explanation",
            classes="explanation",
        )
        yield FormField("", explanation)
        reasons = [*(short_text for short_text, _sentence in options.reasons), _("my own words")]
        yield FormField(_("Why"), ChoiceField(reasons, id="reason", always_open=True))
        field = FormField("", build_text_input(id="why", placeholder=_("in one sentence")))
        field.id = "why-field"
        yield field
        safe = _("printed in the summary: how, when")
        yield FormField(_("A safe way to me"), build_text_input(id="safe-way", placeholder=safe))
        # The placeholder says the same until something is typed.
        printed = _("It is printed in the summary, and kept nowhere else.")
        field = FormField("", Static(printed, markup=False, classes="explanation"))
        field.id = "printed-field"
        yield field
        yield from self._build_content_fields()
        yield from self._build_file_fields()

    def _build_content_fields(self) -> Iterator[FormField | GroupCheckbox | Static]:
        options = self.form_options
        beginning = (
            _("the beginning; or like 2026-09; or “last”: since {month}").format(
                month=options.last_export_text
            )
            if options.last_export_text
            else _("the beginning; or like 2026-09")
        )
        from_field = FormField(
            _("From the month"), build_text_input(id="from", placeholder=beginning)
        )
        from_field.add_class("after")
        yield from_field
        first = options.audiences[0]
        for place, (part, name) in enumerate(options.parts):
            label = _("Goes along") if not place else ""
            yield FormField(label, WrappingCheckbox(name, first.ticks[part], id=part))
        if options.groups:
            yield Static(
                _("Groups that go along, and the name each is shown under"),
                markup=False,
                classes="heading",
            )
        for number, label in options.groups:
            name = first.groups.get(label, label)
            row = GroupCheckbox(number, label, None if name == label else name)
            row.is_included = label in first.groups
            yield row

    def _build_file_fields(self) -> Iterator[FormField | Static]:
        options = self.form_options
        tables = FormField(
            _("Tables with"),
            ChoiceField(options.separators, options.chosen_separator, id="dialect"),
        )
        tables.add_class("after", "only-tables")
        yield tables
        yield _mark_tables_only(
            FormField("", WrappingCheckbox(_("also as bundle.xlsx"), id="workbook"))
        )
        yield _mark_tables_only(
            FormField("", WrappingCheckbox(_("inside the summary, as one file"), id="one-file"))
        )
        password = FormField(
            _("Password"), ChoiceField(options.passwords, id="password", always_open=True)
        )
        password.add_class("after")
        yield password
        yield from self._build_password_fields()
        example = _("like ~/for-a-friend")
        yield FormField(
            _("Into the folder"), build_text_input(options.folder, id="folder", placeholder=example)
        )
        yield Static(markup=False, id="folder-warning", classes="said")

    def _build_password_fields(self) -> Iterator[FormField]:
        """Yield the fields for a typed password, right below the choice of one."""
        explanation = _(
            "They need it to open the summary. Tell it to them another way than you give them"
            " the file. It isn’t saved."
        )
        for label, control in (
            (_("Type it"), PasswordInput(id="password-first")),
            (_("Once more"), PasswordInput(id="password-again")),
            ("", Static(explanation, markup=False, classes="explanation")),
        ):
            field = FormField(label, control)
            field.add_class("only-typed")
            yield field

    @on(ChoiceField.Changed, "#password")
    def show_password_fields(self, event: ChoiceField.Changed) -> None:
        """Show the fields for a typed password if that is chosen."""
        event.stop()
        self.set_class(event.choice.chosen == self.form_options.typed_password, "-typed")

    @on(ChoiceField.Changed, "#for")
    def apply_audience(self, event: ChoiceField.Changed) -> None:
        """Set the defaults of the chosen audience."""
        event.stop()
        audience = self.audience
        self.post_message(self.ReaderChanged())
        self.query_one("#audience-explanation", Static).update(audience.explanation)
        self.set_class(audience.has_tables, "-tables")
        for part, ticked in audience.ticks.items():
            self.query_one(f"#{part}", WrappingCheckbox).is_ticked = ticked
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
        """The reason as a sentence; empty if one's own is not typed yet."""
        at = self.read_choice("reason")
        return (
            self.form_options.reasons[at][1]
            if at < len(self.form_options.reasons)
            else self.read_text("why")
        )

    @property
    def groups(self) -> dict[str, str] | None:
        """The labels of the included groups and their names; None if the book has no group."""
        rows = list(self.query(GroupCheckbox))
        return {row.label: row.shown_name for row in rows if row.is_included} if rows else None

    def read_text(self, id_: str) -> str:
        """Return the text of a field."""
        return self.query_one(f"#{id_}", Input).value.strip()

    def read_choice(self, id_: str) -> int:
        """Return the index of the chosen option of a field."""
        return self.query_one(f"#{id_}", ChoiceField).chosen

    def is_ticked(self, id_: str) -> bool:
        """Return whether a checkbox is ticked."""
        return self.query_one(f"#{id_}", WrappingCheckbox).is_ticked


def _mark_tables_only(field: FormField) -> FormField:
    field.add_class("only-tables")
    return field
