"""Show someone: what is chosen, a look at it, then it is written; and what was shown before."""

import asyncio
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker

from tracker.book.errors import BookError
from tracker.months import Month
from tracker.screens.desk import Desk
from tracker.screens.lies_here import LiesHere
from tracker.screens.preview_bundle import PreviewBundle
from tracker.screens.what_was_shown import WhatWasShown
from tracker.screens.writing import Writing, typed_path
from tracker.sharing.bundle import Gathering, finished
from tracker.sharing.choice import Choice, ChoiceRefused
from tracker.sharing.contents import Contents
from tracker.sharing.dialect import Dialect
from tracker.sharing.fingerprint import fingerprint
from tracker.sharing.folder import SharingError, check_free, default_folder, write_bundle
from tracker.texts import N_, _
from tracker.widgets.field import Choice as OneOf
from tracker.widgets.field import Field, text_field
from tracker.widgets.footer import Footer
from tracker.widgets.tick import GroupRow, Tick

DIALECTS = (Dialect.COMMA, Dialect.SEMICOLON)
TO_PAINT = 0.03
"""Seconds in which what was said is seen before a large book is read."""
CONTENTS = N_(
    "A page that explains it, a picture, and two tables: the months, and every entry with the"
    " words that were said. You see all of it before it is written."
)


class ShowSomeone(Screen[None]):
    """Writes the bundle for one trusted person, after they who noted it have looked at it."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["form.tcss", "show_someone.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "look", _("Look at it"), key_display="enter", priority=True, id="look"),
        Binding("escape", "back", _("Back"), id="back"),
        Binding("ctrl+o", "log", _("What was shown"), id="log"),
    ]
    AUTO_FOCUS = "#from"

    def __init__(self, desk: Desk) -> None:
        """Show what is in the book on this desk."""
        super().__init__()
        self.desk = desk
        self._groups = desk.book.groups.all()
        self._worker: Worker[None] | None = None
        """What reads the book, or writes."""
        self._writing: Writing[dict[str, bytes]] | None = None
        """What is being written just now."""

    def compose(self) -> ComposeResult:
        """What goes along, in which form, and where to."""
        book = self.desk.book
        folder = default_folder(book, self.desk.clock.today())
        groups = self._groups
        dialect = DIALECTS.index(Dialect.local())
        names = (_("commas 12.50"), _("semicolons 12,50"))
        with Vertical(id="page"):
            with Vertical(id="form"):
                yield Static(_("Show someone"), markup=False, classes="title")
                yield Static(_(CONTENTS), markup=False, classes="said")
                yield Field(
                    _("From the month"),
                    text_field(id="from", placeholder=_("the beginning; or like 2026-09")),
                )
                if groups:
                    yield Static(
                        _("Groups that go along, and the name each is shown under"),
                        markup=False,
                        classes="heading",
                    )
                    for group in groups:
                        yield GroupRow(group.number, group.label, group.alias)
                tables = Field(_("Tables with"), OneOf(names, dialect, id="dialect"))
                tables.add_class("after")
                yield tables
                yield Field(_("Private notes"), Tick(_("go along this once"), id="private-notes"))
                yield Field(
                    _("Into the folder"),
                    text_field(
                        str(folder or ""), id="folder", placeholder=_("like ~/for-a-friend")
                    ),
                )
                yield Static(
                    _("What is written there is not encrypted; choose where it may lie."),
                    markup=False,
                    classes="said",
                )
            yield Static(markup=False, id="answer")
        yield Footer()

    def action_look(self) -> None:
        """Read the book for a look at what would be written."""
        if self._worker is not None:
            return
        folder = typed_path(self.query_one("#folder", Input).value)
        if folder is None:
            self._say(_("Name a folder first, like ~/for-a-friend."))
            self.query_one("#folder", Input).focus()
            return
        try:
            choice = self._choice()
            check_free(folder)
        except (ChoiceRefused, SharingError) as error:
            self._say(str(error))
            return
        self._worker = self.run_worker(self._gather(choice, folder))

    def _choice(self) -> Choice:
        """What is chosen; raises ChoiceRefused."""
        text = self.query_one("#from", Input).value.strip()
        try:
            first = Month.parse(text) if text else None
        except ValueError as error:
            self.query_one("#from", Input).focus()
            raise ChoiceRefused(_("From the month: {why}.").format(why=error)) from error
        rows = list(self.query(GroupRow))
        names = {row.label: row.shown_as for row in rows if row.goes_along}
        notes = self.query_one("#private-notes", Tick).ticked
        return Choice(first=first, groups=names if rows else None, private_notes=notes)

    async def _gather(self, choice: Choice, folder: Path) -> None:
        """Read the book, some entries at a time, so that keys are heard in between."""
        dialect = DIALECTS[self.query_one(OneOf).chosen]
        self._say(_("Reading…"))
        try:
            await asyncio.sleep(TO_PAINT)
            gathering = Gathering(self.desk.book, self.desk.clock.today(), dialect, choice)
            for count in gathering.batches():
                self._say(_("Reading, {count} entries so far… esc stops it.").format(count=count))
                await asyncio.sleep(0)
            contents = gathering.contents()
        except (BookError, ChoiceRefused) as error:
            self._say(str(error))
            return
        finally:
            self._worker = None
        self._say("")
        self.app.push_screen(
            PreviewBundle(contents, folder, self.desk),
            partial(self._decided, contents, choice, folder),
        )

    def _decided(
        self, contents: Contents, choice: Choice, folder: Path, wanted: bool | None
    ) -> None:
        """Write what was looked at, or go on choosing."""
        if wanted:
            self._say(_("Drawing the picture and writing… esc stops it."))
            self._worker = self.run_worker(self._write(contents, choice, folder))
        else:
            self._say(_("Nothing was written."))

    async def _write(self, contents: Contents, choice: Choice, folder: Path) -> None:
        """Keep the place in mind, let a thread draw and write, and say where it lies."""
        book = self.desk.book
        try:
            labels = [group.label for group in book.groups.all()]
            make = partial(finished, contents)
            writing = Writing(book.exports, folder, make, write_bundle, fingerprint)
            writing.remember(self.desk.clock.today(), choice.told(labels))
        except BookError as error:
            self._worker = None
            self._say(str(error))
            return
        self._writing = writing
        try:
            done = await asyncio.to_thread(writing.write)
            writing.seal()
        except SharingError as error:
            writing.forget()
            self._say(str(error))
            return
        finally:
            # Also when the person has left meanwhile: then nothing more shall be written.
            writing.stop()
            self._worker = self._writing = None
        self._say("" if done else _("Stopped; nothing was written."))
        if done:
            self.app.push_screen(LiesHere(folder, self.desk), self._leave)

    def _leave(self, _done: None) -> None:
        """Go back: what was to be shown is written."""
        self.app.pop_screen()

    def action_log(self) -> None:
        """Show what was shown before."""
        self.app.push_screen(WhatWasShown(self.desk))

    def action_back(self) -> None:
        """Stop what is being read or written; else go back."""
        if self._worker is None:
            self.app.pop_screen()
        elif self._writing is None:
            self._worker.cancel()
            self._worker = None
            self._say(_("Stopped; nothing was written."))
        else:
            self.stop_writing()
            self._say(_("Stopping…"))

    def stop_writing(self) -> None:
        """Write nothing more."""
        if self._writing is not None:
            self._writing.stop()

    def _say(self, sentence: str) -> None:
        self.query_one("#answer", Static).update(sentence)
