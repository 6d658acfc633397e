"""A letter to oneself, as it is written: a page to write on, and the moments at which it opens."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.book.stores.letter import Letter
from tracker.i18n import N_, _, format_date
from tracker.screens.log.unsaved_text import BACK, DISCARD, KEEP, offer_ways
from tracker.screens.shell.book_errors import says_why
from tracker.screens.shell.context import Desk
from tracker.screens.shell.input_dialogs import ChooseOne
from tracker.widgets.checkbox import WrappingCheckbox
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.letter_editor import LetterEditor

A_MOMENT = 2
"""Seconds after which what is being written is kept in the book."""
FOR = (
    N_("Some lines to yourself, for a day on which somebody asks."),
    N_("They stay in this notebook. No summary that you show has them."),
)
"""What it is for."""
SAVE = N_("Save it")
"""What can become of words that are not in the letter yet, beside what any text may become."""


class WriteLetter(Screen[None]):
    """Writes the letter, or writes it anew; it is put away when it is kept."""

    TITLE = _("A letter to myself")
    HELP = "\n".join(
        (
            _("Words for a day on which somebody asks; only you read them."),
            _("ctrl+s saves the letter; Settings reads it, writes it anew or takes it away."),
            _("What you type is kept in this notebook, also when it locks."),
        )
    )
    CSS_PATH = "letter_editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("ctrl+s", "keep", _("Save"), id="keep_letter"),
        Binding("escape", "back", _("Back"), id="back"),
    ]
    AUTO_FOCUS = "LetterField"

    def __init__(self, desk: Desk) -> None:
        """Go on with what was begun, else with the letter as it stands."""
        super().__init__()
        self.desk = desk
        self.sealed = desk.book.letter.load()
        nothing = Letter("", desk.clock.today(), before_you_answer=True, first_ask=True)
        self.begun = desk.book.letter.load_draft()
        self.opened = self.begun or self.sealed or nothing
        self._kept = _said(self.opened)
        """What the book has by now."""

    def compose(self) -> ComposeResult:
        """What it is for, the page, the two moments."""
        day = format_date(self.sealed.written_on) if self.sealed else ""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE, day)
            for line in FOR:
                yield Static(_(line), markup=False, classes="for")
            yield LetterEditor(self.opened.text)
            yield WrappingCheckbox(
                _("Show it in Before you answer"), self.opened.before_you_answer, id="before"
            )
            yield WrappingCheckbox(
                _("Show it when another group asks for the first time"),
                self.opened.first_ask,
                id="first",
            )
            yield Static(markup=False, id="answer")
        yield Footer()

    def on_mount(self) -> None:
        """Keep what is written, now and then."""
        self.show_numbers()
        self.set_interval(A_MOMENT, self.keep_line)

    def show_numbers(self) -> None:
        """Show figures, or dots."""
        self.query_one(LetterEditor).hides_digits = self.desk.hidden

    @property
    def letter_now(self) -> Letter:
        """The letter as it stands on the page."""
        text = self.query_one(LetterEditor).text
        same = self.sealed is not None and self.sealed.text == text
        return Letter(
            text,
            self.sealed.written_on if self.sealed and same else self.desk.clock.today(),
            self.query_one("#before", WrappingCheckbox).is_ticked,
            self.query_one("#first", WrappingCheckbox).is_ticked,
        )

    def keep_line(self) -> str:
        """Keep the words as they stand, whatever happens next; gives why they could not be."""
        try:
            self._keep_begun()
        except BookError as error:
            return str(error)
        return ""

    def _keep_begun(self) -> None:
        letter = self.letter_now
        if _said(letter) == self._kept:
            return
        is_sealed = self.sealed is not None and _said(self.sealed) == _said(letter)
        self.desk.book.letter.save_draft(letter if letter.text.strip() and not is_sealed else None)
        self._kept = _said(letter)

    def action_keep(self) -> None:
        """Seal the letter, and go."""
        letter = self.letter_now
        if not letter.text.strip():
            self._say(_("Nothing stands here yet."))
            return
        try:
            self.desk.book.letter.save(letter)
        except BookError as error:
            self._say(str(error))
        else:
            self.notify(_("The letter is put away; Settings opens it again."), markup=False)
            self._leave()

    def action_back(self) -> None:
        """Go back; what was typed is only let go on purpose."""
        if _said(self.letter_now) == _said(self.opened):
            self._keep_for_later()
            return

        def take(way: str | None) -> None:
            if way == _(SAVE):
                self.action_keep()
            elif way == _(KEEP):
                self._keep_for_later()
            elif way == _(DISCARD):
                with says_why(self):
                    self.desk.book.letter.save_draft(self.begun)
                self._leave()

        ways = [_(SAVE), _(KEEP), _(DISCARD), _(BACK)]
        question = _("What you typed is not in the letter yet")
        self.app.push_screen(
            ChooseOne(question, ways, ways[0], _what_esc_does, at_esc=ways[1]), take
        )

    def _keep_for_later(self) -> None:
        """Leave what was typed for another time; where the book refuses, ask what now."""
        if why := self.keep_line():
            text = self.letter_now.text
            offer_ways(self, why, text, again=self._keep_for_later, leave=self._leave)
        else:
            self._leave()

    def _leave(self) -> None:
        # Nothing is to be kept any more while the screen goes.
        self._kept = _said(self.letter_now)
        self.dismiss(None)

    def _say(self, sentence: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(sentence)
        answer.display = bool(sentence)


def _what_esc_does() -> str:
    """Return what happens to the words at esc."""
    return _("Esc keeps it as a draft. You can go on with it another time.")


def _said(letter: Letter) -> tuple[str, bool, bool]:
    """A letter without its day."""
    return letter.text, letter.before_you_answer, letter.first_ask
