"""The screen “Add an entry”: add entries line by line, the meeting itself, and tags."""

from collections.abc import Mapping, Sequence, Set
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.entries.asked_too import build_ask_line
from tracker.entries.draft_days import pin_day
from tracker.entries.line_parser import read_line
from tracker.entries.line_writer import write_line
from tracker.entries.types import Entry, Note, Observation, StoredEntry, TaggedEntry
from tracker.i18n import N_, _, _label
from tracker.screens.log.asked_too_prompt import YES, AskedTooPrompt
from tracker.screens.log.entry_line_screen import DRAFT_SAVED, build_line_days
from tracker.screens.log.paste_screen import PasteScreen
from tracker.screens.log.tags_text import MORE, build_tag_options, select_first_options
from tracker.screens.log.unsaved_text import ask_about_unsaved_text
from tracker.widgets.footer import HIDE
from tracker.widgets.hotkey_options import HotkeyOptions
from tracker.widgets.line_preview import LinePreview
from tracker.widgets.meeting_row import MeetingRow
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.session_entries import SessionEntryList
from tracker.widgets.text_format import style_dim

if TYPE_CHECKING:
    from tracker.screens.log.entry_form import EntryForm

FIRST_SAVED = N_("Saved. That’s enough for today.")
"""What is said after the first entry of a notebook."""
LATER_SAVED = N_("Saved. You can close this now (ctrl+q).")
"""What is said after any other entry."""


class AddEntryScreen(PasteScreen):
    """The entry line, with the meeting above it and the saved entries below it."""

    TITLE = _label("Add an entry")
    HELP = "\n".join(
        (
            _(
                "Write it the way you’d say it, e.g. “yesterday they asked 30 a month for dues,"
                " no”."
            ),
            _(
                "You see what it means as you type. Enter saves it, ctrl+z undoes it. If it"
                " could mean several things, enter asks which."
            ),
            _(
                "Start with seen or heard if others were asked or gave. If the hat came to you,"
                " you were asked. If it went past you, you saw it."
            ),
            _(
                "Put what someone said in quotes, and your own words after a colon. An unfinished"
                " line is kept as a draft in this notebook. It isn’t counted."
            ),
            _(
                "ctrl+t adds the meeting itself. Shift+tab goes to what you saved. There,"
                " enter changes an entry and digits tag it."
            ),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("ctrl+t", "meeting", _label("Meeting"), id="meeting"),
        Binding("ctrl+g", "tags", _label("Tags"), id="tags"),
        Binding("f6", "make_entry", _label("Turn into an entry"), id="make_entry"),
    ]

    FOOTER_KEYS = (HIDE,)

    _meeting_form: "EntryForm | None" = None
    """The form of the meeting, while it is filled in."""
    _meeting_line = ""
    """What it began with."""
    _tags_by_key: Mapping[str, str] = MappingProxyType({})
    """The tags behind the keys, including those that are not shown yet."""
    _shows_more_tags = False
    """Whether all tags on keys are shown in the first week, too."""

    def compose_page(self) -> ComposeResult:
        """Yield the meeting, the line and what it means, and the entries saved last."""
        yield MeetingRow()
        yield from super().compose_page()
        yield AskedTooPrompt()
        yield SessionEntryList()
        with Vertical(id="tags"):
            yield Static(style_dim(_("What did you notice? Press a key to add or remove a tag.")))
            yield HotkeyOptions()

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do: there may be no tags, and no thought."""
        idle = set() if any(tags.display for tags in self.query("#tags")) else {"tag", "more_tags"}
        return idle if self._find_thought() else idle | {"make_entry"}

    def unlisted_actions(self) -> Set[str]:
        """Return the actions whose keys are not shown. The key of the meeting is above the line."""
        unlisted = super().unlisted_actions()
        return unlisted if self.session.last_meeting else unlisted | {"meeting"}

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show amounts, or dots, everywhere on the screen."""
        self._show_session()
        self.show_feedback()

    def _show_session(self) -> None:
        """Show what was saved, and the keys of tags."""
        numbers, meeting = self.context.numbers, self.session.last_meeting
        self.session_list.numbers = numbers
        self._show_tag_options(self.session_list.chosen_entry)
        sentence = describe_entry(meeting.entry, numbers).sentence if meeting else ""
        self.query_one(MeetingRow).text = sentence
        self.refresh_bindings()

    @property
    def _asked_too(self) -> AskedTooPrompt:
        return self.query_one(AskedTooPrompt)

    def save_entries(self, entries: Sequence[Entry], text: str) -> bool:
        """Save entries and list them. Of what was seen, ask if the person was asked, too."""
        if not super().save_entries(entries, text):
            return False
        session_entries = [item.entry for item in self.session_list.items]
        self._asked_too.ask_about(entries, session_entries)
        return True

    def save_line(self) -> bool:
        """Save the line. While a question is shown, it may be the answer. Empty, it skips it."""
        if self._asked_too.observation is not None:
            answer, text = self._asked_too.find_answer(self.line.value), self.line.value.strip()
            if answer:
                return self._take_answer_about_ask(answer)
            self._asked_too.skip()
            if not text:
                return True
        return super().save_line()

    @on(AskedTooPrompt.Answered)
    def _handle_asked_too(self, event: AskedTooPrompt.Answered) -> None:
        self._take_answer_about_ask(event.answer)

    def _take_answer_about_ask(self, answer: str) -> bool:
        """Begin the line of the ask, or close the question. Return whether the line is empty."""
        seen = self._asked_too.observation
        self.action_leave_question()
        if answer != YES or seen is None:
            return True
        currency, default_group = self.context.book.currency, self.parse_context.default_group
        undated_day = self.context.clock.undated_day()
        self.replace_line(build_ask_line(seen, currency, undated_day, default_group))
        self.show_feedback()
        return False

    def action_leave_question(self) -> None:
        """Skip the question, and go back to an empty line."""
        if self._asked_too.find_answer(self.line.value):
            self.replace_line("")
        self._asked_too.skip()
        self.line.focus()
        self.show_feedback()

    def action_back(self) -> None:
        """Skip the question, or go back if there is none. What was begun is kept."""
        prompt, text = self._asked_too, self.line.value
        if prompt.observation is not None and (not text.strip() or prompt.find_answer(text)):
            self.action_leave_question()
        else:
            super().action_back()

    def list_saved(self, items: Sequence[StoredEntry], *, is_first: bool) -> None:
        """List what was saved. A meeting is also shown above the line."""
        super().list_saved(items, is_first=is_first)
        self._show_session()

    def _undo(self) -> None:
        self._asked_too.skip()
        super()._undo()
        self.refresh_amounts()

    def _redo_change(self) -> None:
        super()._redo_change()
        self.refresh_amounts()

    @on(MeetingRow.Pressed)
    def action_meeting(self) -> None:
        """Add the meeting, or edit it where it is saved already."""
        self.write_or_show_error(self._open_meeting_form)

    def _open_meeting_form(self, text: str = "") -> None:
        from tracker.screens.log.entry_form import EntryForm, FormResult

        meeting = self.session.last_meeting
        book, days = self.context.book, build_line_days(self.context.clock)
        parse_context = self.context.load_parse_context(meeting) if meeting else self.parse_context
        line = write_line(meeting.entry, book.currency) if meeting else "meeting"

        def save(result: FormResult) -> bool:
            entries = read_line(result.line, parse_context, days, typed=True)
            if meeting is None:
                return self.save_entries(entries, result.line)
            return self.write_or_show_error(
                lambda: self.show_changed(book.edit(meeting.number, entries, days.today))
            )

        def handle_result(result: FormResult | None) -> None:
            self._meeting_form = None
            if result is None or (result.line == line and not result.is_accepted):
                return
            if not result.is_accepted or not save(result):
                self._save_meeting_or_ask(result.line)
            else:
                self.show_feedback()

        form = EntryForm(text or line, parse_context, days, lambda: self.context.numbers)
        self._meeting_form, self._meeting_line = form, line
        self.app.push_screen(form, handle_result)

    def save_draft(self) -> str:
        """Save the line and an unfinished meeting as drafts. Return why one could not be saved."""
        error = super().save_draft()
        form = self._meeting_form
        if form is None or form.current_line == self._meeting_line:
            return error
        self._meeting_form = None
        return self._save_meeting_draft(form.current_line) or error

    def _save_meeting_draft(self, line: str) -> str:
        """Save an unfinished meeting as a draft. Return why it could not be saved."""
        clock = self.context.clock
        try:
            self.context.book.drafts.save(pin_day(line, clock.today()), clock.undated_day())
        except BookError as error:
            return str(error)
        return ""

    def _save_meeting_or_ask(self, line: str) -> None:
        """Save an unfinished meeting as a draft, or ask what to do with it."""
        if error := self._save_meeting_draft(line):
            retry, go_back = (
                partial(self._save_meeting_or_ask, line),
                partial(self._open_meeting_form, line),
            )
            ask_about_unsaved_text(self, error, line, retry=retry, go_back=go_back)
        else:
            self.notify(_(DRAFT_SAVED), markup=False)

    def action_tags(self) -> None:
        """Show every tag and what it means. The person can rename their own tags there."""
        from tracker.screens.log.tags import TagsScreen

        def come_back(_none: None) -> None:
            self.reload()
            self.write_or_show_error(
                lambda: self.session_list.replace_entries(
                    self.session.reload_entries(self.session_list.items)
                )
            )
            self.refresh_amounts()

        self.app.push_screen(TagsScreen(self.context), come_back)

    @on(SessionEntryList.ChangeRequest)
    def _edit_entry(self, event: SessionEntryList.ChangeRequest) -> None:
        """Edit an entry of the list."""
        self._open_editor(event.item)

    def _open_editor(self, item: StoredEntry, *, as_typed: bool = False) -> None:
        from tracker.screens.log.edit_entry import EditEntryScreen

        self.write_or_show_error(
            lambda: self.app.push_screen(
                EditEntryScreen(self.context, item, as_typed=as_typed), self.show_changed
            )
        )

    def show_changed(self, items: Sequence[StoredEntry] | None) -> None:
        """Show entries after an edit, or do nothing if nothing was changed."""
        if not items:
            return
        self.session.record_edit(items)
        self.update_session_list(items)
        self.reload()
        self.refresh_amounts()

    @on(SessionEntryList.Chosen)
    def _show_tags(self, event: SessionEntryList.Chosen) -> None:
        """Show the tags for an entry that can have some."""
        entry = event.item.entry if event.item else None
        self.query_one("#tags").display = isinstance(entry, TaggedEntry)
        self._show_tag_options(event.item)
        self.refresh_bindings()

    def _show_tag_options(self, item: StoredEntry | None) -> None:
        """Show the tags on keys as they fit an entry, those that it has marked."""
        tag_keys = self.query_one(HotkeyOptions)
        tags = frozenset(getattr(item.entry, "circumstances", ()) if item else ())
        options = build_tag_options(
            self.session.tags_on_keys,
            self.context.numbers,
            is_observation=item is not None and isinstance(item.entry, Observation),
            names_on_entry=tags,
        )
        self._tags_by_key = {option.key: option.name for option in options}
        is_short = self.session.is_first_week and not self._shows_more_tags
        tag_keys.options = select_first_options(options, tags) if is_short else options
        tag_keys.active_names = tags

    def action_tag(self, key: str) -> None:
        """Put the tag behind a key on the chosen entry, or take it off."""
        if tag := self._tags_by_key.get(key):
            self.toggle_tag(tag)

    def action_more_tags(self) -> None:
        """Show all tags on keys."""
        self._shows_more_tags = True
        self._show_tag_options(self.session_list.chosen_entry)

    @on(HotkeyOptions.Pressed)
    def _press_clicked_option(self, event: HotkeyOptions.Pressed) -> None:
        if event.name == MORE:
            self.action_more_tags()
        else:
            self.toggle_tag(event.name)

    def action_done(self, leaves: bool = False) -> None:
        """Save the line, then close. After the first entry of a notebook, say that it is enough."""
        had_first_entry = self.session.has_first_entry
        super().action_done(leaves)
        if self.session.has_first_entry and not (had_first_entry or leaves):
            self.app.notify(_(FIRST_SAVED), markup=False)

    def action_to_line(self) -> None:
        """Go back to the line."""
        self.line.focus()

    def show_feedback(self) -> None:
        """Show what the line means, or what enter does while a question is shown."""
        super().show_feedback()
        if self._asked_too.observation is not None and self.line.value.strip():
            self._show_answer_begun()

    def describe_missing(self) -> str:
        """Return what the line lacks. Below an empty one, say that it can end here."""
        missing = super().describe_missing()
        if self.line.value.strip() or self._is_submitted:
            return missing
        return "\n".join(self._list_saved_sentences()) or missing

    def _list_saved_sentences(self) -> list[str]:
        """Return what is said after a save, and what can be done with a thought."""
        sentences = []
        if self.session.changes and self._asked_too.observation is None:
            is_first = self.session.has_first_entry
            sentences.append(_(FIRST_SAVED) if is_first else _(LATER_SAVED))
        if self._find_thought():
            sentences.append(
                _("Kept in your own words. F6 makes it a payment, an ask or another entry.")
            )
        return sentences

    def _show_answer_begun(self) -> None:
        """Show what enter does with an answer. Any other text is the next entry."""
        answer = self._asked_too.find_answer(self.line.value)
        if not answer:
            self._asked_too.skip()
            return
        yes_hint, no_hint = _("Enter begins a line for the ask."), _("Enter closes the question.")
        self.query_one(LinePreview).show_hint(yes_hint if answer == YES else no_hint)

    def _find_thought(self) -> StoredEntry | None:
        """Return the chosen entry, or the one saved last, if it is in the person's own words."""
        for session_list in self.query(SessionEntryList):
            item = session_list.chosen_entry or next(iter(session_list.items), None)
            return item if item and isinstance(item.entry, Note) else None
        return None

    def action_make_entry(self) -> None:
        """Turn a thought into an entry, which replaces it when it is saved."""
        item = self._find_thought()
        if item is not None:
            self._open_editor(item, as_typed=True)

    def toggle_tag(self, tag: str) -> None:
        """Put a tag on the chosen entry, or take it off."""
        item = self.session_list.chosen_entry
        if item is not None:
            self.write_or_show_error(lambda: self.show_changed(self.session.toggle_tag(item, tag)))
