"""The page for leaving a group: a day if there is one, payments, files, people, totals last.

All of it is counted from the entries each time. That it was opened is recorded nowhere: reading
changes no file, and what it imports is imported with it (`tracker/app/pages.py` says why).

There is no check mark and no step: what is half done would be evidence of an intention, and a
reproach.
"""

from collections.abc import Callable, Sequence, Set
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.analysis.groups.ongoing_commitments import (
    OngoingCommitment,
    build_withdrawals,
    end_payments,
    find_ongoing,
)
from tracker.book.database.errors import BookError
from tracker.book.stores.groups import StoredGroup
from tracker.direct_debits import has_sepa_refunds
from tracker.entries.leaving_day import parse_leaving_day
from tracker.export.files.written_files import list_exports, list_files_beside
from tracker.i18n import _, _label, find_local_country
from tracker.safe_files import build_journal_path
from tracker.screens.how_often.after_leaving import GroupClosingScreen
from tracker.screens.leaving import leaving_text
from tracker.screens.leaving.leaving_dialogs import (
    ALL_OF_THEM,
    ANOTHER_DAY,
    NOT_SURE,
    build_day_choice,
    build_end_dialog,
    build_last_day_dialog,
    build_ongoing_choice,
)
from tracker.screens.leaving.written_files import WrittenFilesDialog
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.shell.main_screen import HELP_BINDING
from tracker.screens.shell.page_screen import PageScreen
from tracker.screens.shell.step_runner import StepRunner
from tracker.steps import Steps
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.heading import PageHeading

SECTIONS = (
    ("last-day", _label("Last day with them")),
    ("payments", _label("Regular payments")),
    ("files", _label("Copies and files")),
    ("people", _label("People to talk to")),
    ("letter", _label("A letter to myself")),
    ("totals", _label("Totals")),
)
"""The sections in their order, by the id of the widget with the text."""


class LeavingScreen(PageScreen[None]):
    """The page. Its heading is neutral, and it shows no amount and no label."""

    TITLE = _label("Payments, files and people")
    HELP = "\n".join(
        (
            _("See which regular payments run, how each ends, and what others will notice."),
            _("Tracker only changes your notebook. Your bank pays until you end it there."),
            _("Tracker doesn’t record that you were here."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("d", "choose_day", _label("Last day"), id="leaving_day"),
        Binding("i", "clear_last_day", _label("Clear the day"), id="clear_last_day"),
        Binding("s", "stop", _label("It has ended"), id="stop_payment"),
        Binding("f", "files", _label("Files"), id="written_files"),
        Binding("l", "letter", _label("Letter"), id="leaving_letter"),
        Binding("t", "totals", _label("Totals"), id="leaving_totals"),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "#scrolled"
    FOOTER_KEYS = ("people_to_talk_to",)

    def __init__(self, context: AppContext) -> None:
        """Begin with the one group of the book. With several, the person chooses one first."""
        super().__init__(context)
        self._group: StoredGroup | None = None
        self._has_several_groups = False
        self._ongoing: list[OngoingCommitment] = []
        self._places: list[tuple[Path, str]] = []
        self._steps = StepRunner(
            self, context, lambda sentence: self.notify(sentence, markup=False)
        )

    def compose_page(self) -> ComposeResult:
        """Yield the sentence that comes first, the sections, and the last sentence."""
        with VerticalScroll(id="scrolled"):
            yield Static(leaving_text.describe_safe_place(), markup=False, classes="sentence")
            for name, title in SECTIONS:
                yield Static(title, markup=False, classes="title")
                yield BulletList((), is_faint=False, id=name)
            yield Static(leaving_text.describe_end(), markup=False, classes="sentence", id="end")
        yield Static(markup=False, id="answer")

    @on(events.Mount)
    @work
    async def _choose_group(self) -> None:
        """Ask which group it is about if there are several. Esc goes back."""
        self.show_message("")
        with notify_book_errors(self):
            groups = self.context.book.groups.load_all()
            self._has_several_groups = len(groups) > 1
            self._group = groups[0] if len(groups) == 1 else None
            if self._has_several_groups:
                labels = [group.label for group in groups]
                label = await self.app.push_screen_wait(
                    ChoiceDialog(_label("Which group?"), labels, labels[0])
                )
                if label is None:
                    self.dismiss(None)
                    return
                self._group = groups[labels.index(label)]
            self.reload()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Count again each time the page is shown."""
        self.reload()

    def reload(self) -> None:
        """Load all of it, in a large notebook in steps."""
        if self._has_several_groups and self._group is None:
            return
        with notify_book_errors(self):
            self._steps.start(self._load_and_show())

    def _load_and_show(self) -> Steps[None]:
        book, today = self.context.book, self.context.clock.today()
        if self._group is not None:
            groups = {group.number: group for group in book.groups.load_all()}
            self._group = groups.get(self._group.number)
        facts = yield from book.ask_queries.load_pledge_facts_in_steps(today)
        # A notebook with one group is about that group, also where an entry does not name it.
        label = self._group.label if self._group and self._has_several_groups else None
        self._ongoing = find_ongoing(facts.select_group(label), book.find_entries)
        records = book.export_log.load_all()
        places = dict([*list_files_beside(book.path), *list_exports(records)])
        # The journal is there only while the notebook is open.
        places.pop(build_journal_path(book.path), None)
        self._places = list(places.items())
        self._show_page()

    def _show_page(self) -> None:
        group = self._group
        self.query_one(PageHeading).set_texts(self.TITLE, group.label if group else "")
        texts: dict[str, Sequence[str]] = {
            "last-day": leaving_text.describe_last_day(
                group.left_on if group else None, has_group=group is not None
            ),
            "payments": tuple(
                leaving_text.describe_payments(
                    self._ongoing,
                    has_sepa_refunds=has_sepa_refunds(
                        self.context.book.currency, find_local_country()
                    ),
                )
            ),
            "files": [leaving_text.describe_files(len(self._places))],
            "people": [leaving_text.describe_people()],
            "letter": [leaving_text.describe_letter()],
            "totals": [leaving_text.describe_totals()],
        }
        for name, points in texts.items():
            self.query_one(f"#{name}", BulletList).set_points(points)
        self.refresh_bindings()

    def idle_actions(self) -> Set[str]:
        """Return the actions without anything to act on."""
        idle = set(super().idle_actions())
        if self._group is None:
            idle.add("choose_day")
        if self._group is None or self._group.left_on is None:
            idle.add("clear_last_day")
        if not self._ongoing:
            idle.add("stop")
        if not self._places:
            idle.add("files")
        return idle

    @work
    async def action_choose_day(self) -> None:
        """Ask for the last day with the group: today, a day, a break, or not sure."""
        today = self.context.clock.today()
        left_on = self._group.left_on if self._group else None
        choice = await self.app.push_screen_wait(build_day_choice(left_on))
        if choice is None or choice == _label(NOT_SURE):
            return
        day: date | None = today
        if choice == _label(ANOTHER_DAY):
            texts = await self.app.push_screen_wait(build_last_day_dialog(left_on, today))
            if texts is None:
                return
            day = parse_leaving_day(texts[0], today)
        self._save_last_day(day)

    def action_clear_last_day(self) -> None:
        """Clear the last day, without a word."""
        self._save_last_day(None)

    def _save_last_day(self, day: date | None) -> None:
        group = self._group
        if group is not None and day != group.left_on:
            self._save(lambda: self.context.book.groups.set_left_on(group.number, day))

    @work
    async def action_stop(self) -> None:
        """Ask which payment or yes has ended, and on which day, and save that as one change."""
        chosen = self._ongoing
        if len(chosen) > 1:
            choice = await self.app.push_screen_wait(build_ongoing_choice(chosen))
            if choice is None:
                return
            if choice != _label(ALL_OF_THEM):
                chosen = [each for each in chosen if leaving_text.describe_ongoing(each) == choice]
        today = self.context.clock.today()
        left_on = self._group.left_on if self._group else None
        proposed = max(left_on or today, *(each.start for each in chosen))
        texts = await self.app.push_screen_wait(build_end_dialog(chosen, proposed, today))
        day = parse_leaving_day(texts[0], today) if texts else None
        if day is not None and self._save(lambda: self._save_ends(chosen, day)):
            self.show_message(leaving_text.describe_ended(chosen, day))

    def _save_ends(self, ended: Sequence[OngoingCommitment], day: date) -> None:
        book = self.context.book
        items = book.find_entries(each.entry for each in ended)
        book.edit_entries(
            end_payments(ended, items, day),
            build_withdrawals(ended, day),
            self.context.clock.today(),
        )

    def _save(self, change: Callable[[], None]) -> bool:
        """Save a change. Return whether that worked, or show why it did not."""
        try:
            change()
        except BookError as error:
            self.show_message(str(error))
            return False
        self.show_message("")
        self.reload()
        return True

    def action_files(self) -> None:
        """Show where the files are and how to remove each."""
        self.app.push_screen(WrittenFilesDialog(self._places))

    async def action_letter(self) -> None:
        """Open the letter to oneself, to read it or to write it."""
        await self.run_action("app.page('letter')")

    def action_totals(self) -> None:
        """Show the totals of the time with the group."""
        label = self._group.label if self._group else None
        self.app.push_screen(GroupClosingScreen(self.context, label))
