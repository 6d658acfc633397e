"""The input line of Before you answer: what a yes to its ask would mean, and earlier asks."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from tracker.analysis.patterns.fundraising_goals import CampaignKey
from tracker.book.database.errors import BookError
from tracker.book.earlier_ask_queries import EarlierAskPage
from tracker.entries.entry_description import EntryDescription
from tracker.entries.entry_hints import find_entry_hint
from tracker.entries.types import Kind, StoredEntry
from tracker.i18n import _
from tracker.screens.before_you_answer.ask_context import AskContext, describe_ask, find_ask_context
from tracker.screens.before_you_answer.ask_suggestions import (
    MAX_PER_SECTION,
    AskSuggestions,
    build_ask_suggestions,
)
from tracker.screens.before_you_answer.earlier_asks_text import (
    MAX_LISTED,
    build_earlier_asks,
    find_campaign_key,
)
from tracker.screens.before_you_answer.observations_text import build_observation_sections
from tracker.screens.before_you_answer.yes_summary import build_yes_summary
from tracker.screens.log.entry_line_screen import (
    KEEPS_OWN_WORDS,
    EntryLineScreen,
    build_line_days,
)
from tracker.screens.shell.app_context import AppContext
from tracker.widgets.ask_input import AskInput
from tracker.widgets.ask_suggestion_list import AskSuggestionList
from tracker.widgets.earlier_asks import EarlierAskList
from tracker.widgets.line_preview import LinePreview
from tracker.widgets.observation_list import ObservationList, ObservationSection
from tracker.widgets.yes_panel import YesPanel

_EarlierAskKey = tuple[Kind, int | None, CampaignKey | None]
"""The kind, number and campaign of an ask, by which earlier ones are found."""


class AskInputScreen(EntryLineScreen[list[StoredEntry]]):
    """Shows at every key what a yes to the ask on the line would mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll_earlier(1)", show=False),
        Binding("pageup", "scroll_earlier(-1)", show=False),
    ]
    FIRST_WEEK_KEYS = (
        *("help_anywhere", "answer_it", "note", "take", "choose_reading", "leave_choice"),
        *("card", "line", "back", "pick_ask"),
    )
    INPUT_CLASS = AskInput

    def __init__(self, context: AppContext, ask: int | None = None) -> None:
        """Begin with an empty line, or with the ask that has this number."""
        super().__init__(
            context, context.load_parse_context(), f"answered for {ask} " if ask else ""
        )
        facts = self.yes_hint.load_facts()
        self._has_several_groups = len(facts.groups) > 1
        asks = context.book.earlier_asks
        self._unanswered = asks.load_unanswered(facts.today, MAX_PER_SECTION)
        self._newest_of_each = asks.load_newest_of_each(facts.today, MAX_PER_SECTION)
        self.earlier_asks: dict[_EarlierAskKey, EarlierAskPage] = {}
        """The earlier asks like each that was on the line."""
        self._suggestions = AskSuggestions((), {})
        self.ask_context: AskContext | None = None
        self.observations_by_campaign: dict[str, list[StoredEntry]] = {}
        """What others were asked or gave for each campaign that was on the line."""
        self.last_ask_line = self.initial_text
        """The last text of the line that was about an ask."""

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        book, numbers = self.context.book, self.context.numbers
        self._suggestions = build_ask_suggestions(
            self._unanswered, self._newest_of_each, self.parse_context, book.currency, numbers
        )
        self.query_one(AskSuggestionList).set_sections(self._suggestions.sections)
        self.show_feedback()

    def show_feedback(self) -> None:
        """Show how the line is understood, and what a yes to its ask would mean."""
        super().show_feedback()
        text, days = self.line.value, build_line_days(self.context.clock)
        self.ask_context = ask_context = find_ask_context(
            text, self._line_state.entries, self.parse_context, days
        )
        if ask_context is not None:
            self.last_ask_line = text
        has_picks = not text.strip() and bool(self._suggestions.sections)
        self.query_one(AskSuggestionList).display = has_picks
        is_answered = ask_context is None or ask_context.is_answered
        self.query_one(AskInput).set_state(
            is_complete=bool(self._line_state.entries) and is_answered, has_suggestions=has_picks
        )
        summary = None
        if ask_context is not None:
            table = self.yes_hint.load_monthly()
            summary = build_yes_summary(
                ask_context.ask, table, self.context.numbers, self.context.book.currency
            )
        self.query_one(YesPanel).set_summary(summary)
        ask_text = self.query_one("#ask", Static)
        ask_text.update(describe_ask(ask_context, text, self.parse_context, self.context.numbers))
        ask_text.display = not text.strip() or (
            ask_context is not None and ask_context.number is not None
        )
        earlier = self.query_one(EarlierAskList)
        earlier.title, earlier.rows = build_earlier_asks(
            self._load_earlier_asks(ask_context),
            ask_context,
            self.context.numbers,
            has_several_groups=self._has_several_groups,
        )
        self.query_one(ObservationList).sections = self._build_observations(ask_context)

    def _load_earlier_asks(self, ask_context: AskContext | None) -> EarlierAskPage | None:
        """Return the newest asks of the kind on the line, read once."""
        if ask_context is None or ask_context.kind is None:
            return None
        key = ask_context.kind, ask_context.number, find_campaign_key(ask_context.ask)
        # Saving shows the error. Here the asks are only left out.
        with suppress(BookError):
            if key not in self.earlier_asks:
                kind, number, campaign = key
                self.earlier_asks[key] = self.context.book.earlier_asks.load_page(
                    self.context.clock.today(), kind, MAX_LISTED, number, campaign
                )
            return self.earlier_asks[key]
        return None

    def _build_observations(self, ask_context: AskContext | None) -> tuple[ObservationSection, ...]:
        """Return what others were asked or gave for the campaign on the line, if it names one."""
        campaign = ask_context and find_campaign_key(ask_context.ask)
        if not campaign:
            return ()
        name, book = campaign[1], self.context.book
        # Saving shows the error. Here the entries are only left out.
        with suppress(BookError):
            if name not in self.observations_by_campaign:
                today = self.context.clock.today()
                observations = book.ask_queries.load_observations(today, name)
                self.observations_by_campaign[name] = observations
            return build_observation_sections(
                self.observations_by_campaign[name], campaign, self.context.numbers
            )
        return ()

    def has_examples(self) -> bool:
        """Return whether example lines are shown: only if there is no earlier ask to suggest."""
        return super().has_examples() and not self._suggestions.sections

    def show_reading(self, day: str, descriptions: Sequence[EntryDescription]) -> None:
        """Show in short how the line is understood. What a yes would mean is shown elsewhere."""
        parts = [
            part
            for description in descriptions
            for part in (description.sentence, description.group)
            if part
        ]
        if self._line_state.entries[0].day != self.context.clock.undated_day():
            parts.append(day)
        if self._line_state.is_thought:
            parts.append(_(KEEPS_OWN_WORDS))
        elif hint := find_entry_hint(self._line_state.entries):
            parts.append(hint)
        self.query_one(LinePreview).show_message(" · ".join(dict.fromkeys(parts)))

    def action_choose(self, step: int) -> None:
        """Choose another completion. From an empty line, go to the suggested asks."""
        if not self.query_one(AskSuggestionList).focus_if_shown():
            super().action_choose(step)

    def action_complete(self) -> None:
        """Insert the chosen completion. From an empty line, go to the suggested asks."""
        if not self.query_one(AskSuggestionList).focus_if_shown():
            super().action_complete()

    @on(OptionList.OptionSelected, "#picks")
    def _handle_suggestion(self, event: OptionList.OptionSelected) -> None:
        """Put the line of the chosen suggestion into the input."""
        event.stop()
        self.action_to_line()
        self.replace_line(self._suggestions.lines[event.option_id or ""])
        self.show_feedback()

    def action_to_line(self) -> None:
        """Go back to the line."""
        self.line.focus()

    def action_scroll_earlier(self, step: int) -> None:
        """Scroll the earlier asks."""
        earlier = self.query_one("#earlier")
        earlier.scroll_page_down() if step > 0 else earlier.scroll_page_up()
