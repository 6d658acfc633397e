"""What is chosen before something is shown: for whom, why, what goes along, and where it lies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tracker.i18n import _
from tracker.widgets.checkbox import GroupRow, Tick
from tracker.widgets.form_fields import Choice, Field, text_field
from tracker.widgets.password_input import Secret


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of reader, and what goes along for it at first."""

    name: str
    told: str
    """What such a reader gets."""
    tables: bool
    ticks: Mapping[str, bool]
    """Whether each part goes along, by its id."""
    groups: Mapping[str, str]
    """The labels of the groups that go along, and the name each is shown under."""


@dataclass(frozen=True, slots=True)
class Offered:
    """All that the form has to offer."""

    readers: Sequence[Reader]
    reasons: Sequence[tuple[str, str]]
    """Ready reasons: in a few words, and as a sentence."""
    groups: Sequence[tuple[int, str]]
    """Number and label of every group of the book."""
    parts: Sequence[tuple[str, str]]
    """Parts of entries that may go along: the id of each, and what it is called."""
    separators: Sequence[str]
    separator: int
    passwords: Sequence[str]
    typed_password: int
    """Which of them is typed by the person."""
    folder: str
    since: str
    """What may stand for the month in which something was shown last; empty: nothing was."""


class ShowingForm(Vertical):
    """The fields, one below the other; a reader brings its own ticks."""

    DEFAULT_CSS = """
    ShowingForm { height: auto; }
    ShowingForm Field Tick, ShowingForm Field .told { width: 1fr; }
    ShowingForm Field .told { padding: 0 1; color: $dim; }
    ShowingForm .only-tables { display: none; }
    ShowingForm.-tables .only-tables { display: block; }
    ShowingForm #why-field, ShowingForm #printed-field { display: none; }
    ShowingForm.-own-why #why-field { display: block; }
    ShowingForm .only-typed { display: none; }
    ShowingForm.-typed .only-typed { display: block; }
    ShowingForm.-safe-way #printed-field { display: block; }
    """

    class ReaderChanged(Message):
        """It is for somebody else now."""

    def __init__(self, offered: Offered) -> None:
        """Begin with the first reader and the first reason."""
        super().__init__(id="showing")
        self.offered = offered

    def compose(self) -> ComposeResult:
        """For whom and why, what goes along, then where to."""
        offered = self.offered
        yield Field(_("For"), Choice([each.name for each in offered.readers], id="for"))
        told = Static(offered.readers[0].told, markup=False, id="for-told", classes="told")
        yield Field("", told)
        reasons = [*(few for few, _sentence in offered.reasons), _("my own words")]
        yield Field(_("Why"), Choice(reasons, id="reason", always_open=True))
        field = Field("", text_field(id="why", placeholder=_("in one sentence")))
        field.id = "why-field"
        yield field
        safe = _("printed in the summary: how, when")
        yield Field(_("A safe way to me"), text_field(id="safe-way", placeholder=safe))
        # The placeholder says the same, until something is typed.
        printed = _("It is printed in the summary, and kept nowhere else.")
        field = Field("", Static(printed, markup=False, classes="told"))
        field.id = "printed-field"
        yield field
        yield from self._what()
        yield from self._files()

    def _what(self) -> Iterator[Field | GroupRow | Static]:
        offered = self.offered
        beginning = (
            _("the beginning; or like 2026-09; or “last”: since {month}").format(
                month=offered.since
            )
            if offered.since
            else _("the beginning; or like 2026-09")
        )
        from_field = Field(_("From the month"), text_field(id="from", placeholder=beginning))
        from_field.add_class("after")
        yield from_field
        first = offered.readers[0]
        for place, (part, name) in enumerate(offered.parts):
            label = _("Goes along") if not place else ""
            yield Field(label, Tick(name, first.ticks[part], id=part))
        if offered.groups:
            yield Static(
                _("Groups that go along, and the name each is shown under"),
                markup=False,
                classes="heading",
            )
        for number, label in offered.groups:
            name = first.groups.get(label, label)
            row = GroupRow(number, label, None if name == label else name)
            row.goes_along = label in first.groups
            yield row

    def _files(self) -> Iterator[Field | Static]:
        offered = self.offered
        tables = Field(
            _("Tables with"), Choice(offered.separators, offered.separator, id="dialect")
        )
        tables.add_class("after", "only-tables")
        yield tables
        yield _only_tables(Field("", Tick(_("also as bundle.xlsx"), id="workbook")))
        yield _only_tables(Field("", Tick(_("inside the summary, as one file"), id="one-file")))
        password = Field(_("Password"), Choice(offered.passwords, id="password", always_open=True))
        password.add_class("after")
        yield password
        yield from self._typed_password()
        like = _("like ~/for-a-friend")
        yield Field(_("Into the folder"), text_field(offered.folder, id="folder", placeholder=like))
        yield Static(markup=False, id="place-told", classes="said")

    def _typed_password(self) -> Iterator[Field]:
        """Yield what is asked of a password of one's own, right below the choice of it."""
        told = _(
            "They need it to open the summary. Tell it to them another way than you give them"
            " the file. It isn’t saved."
        )
        for label, control in (
            (_("Type it"), Secret(id="password-first")),
            (_("Once more"), Secret(id="password-again")),
            ("", Static(told, markup=False, classes="told")),
        ):
            field = Field(label, control)
            field.add_class("only-typed")
            yield field

    @on(Choice.Changed, "#password")
    def take_way(self, event: Choice.Changed) -> None:
        """Ask for the password where it is to be typed."""
        event.stop()
        self.set_class(event.choice.chosen == self.offered.typed_password, "-typed")

    @on(Choice.Changed, "#for")
    def take_reader(self, event: Choice.Changed) -> None:
        """Tick what this kind of reader gets at first."""
        event.stop()
        reader = self.reader
        self.post_message(self.ReaderChanged())
        self.query_one("#for-told", Static).update(reader.told)
        self.set_class(reader.tables, "-tables")
        for part, ticked in reader.ticks.items():
            self.query_one(f"#{part}", Tick).ticked = ticked
        for row in self.query(GroupRow):
            row.goes_along = row.label in reader.groups
            row.call(reader.groups.get(row.label, row.label))

    @on(Choice.Changed, "#reason")
    def take_reason(self, event: Choice.Changed) -> None:
        """Ask for one's own words where none of the ready ones fits."""
        event.stop()
        own = event.choice.chosen == len(self.offered.reasons)
        self.set_class(own, "-own-why")
        if own:
            self.query_one("#why").focus()

    @on(Input.Changed, "#safe-way")
    def say_that_it_is_printed(self, event: Input.Changed) -> None:
        """Say below what is typed there where it goes."""
        self.set_class(bool(event.value.strip()), "-safe-way")

    @property
    def reader(self) -> Reader:
        """The kind of reader that is chosen."""
        return self.offered.readers[self.chosen("for")]

    @property
    def why(self) -> str:
        """The reason as a sentence; empty where one's own is not typed yet."""
        at = self.chosen("reason")
        return self.offered.reasons[at][1] if at < len(self.offered.reasons) else self.typed("why")

    @property
    def groups(self) -> dict[str, str] | None:
        """The labels that go along, and the name of each; None where the book has no group."""
        rows = list(self.query(GroupRow))
        return {row.label: row.shown_as for row in rows if row.goes_along} if rows else None

    def typed(self, id_: str) -> str:
        """What stands in a field."""
        return self.query_one(f"#{id_}", Input).value.strip()

    def chosen(self, id_: str) -> int:
        """Which one of a few is chosen."""
        return self.query_one(f"#{id_}", Choice).chosen

    def ticked(self, id_: str) -> bool:
        """Whether something is ticked."""
        return self.query_one(f"#{id_}", Tick).ticked


def _only_tables(field: Field) -> Field:
    field.add_class("only-tables")
    return field
