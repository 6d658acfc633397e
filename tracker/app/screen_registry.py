"""The list of every screen, as the page of keys has it, with the widgets whose keys count there.

All of them are imported here, so only what needs them all imports this, and late.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from textual.screen import Screen
from textual.widget import Widget

from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswerScreen
from tracker.screens.before_you_answer.card import CardScreen, SaveCardScreen
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.chart.save_image import SaveImageScreen
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.entries.history import HistoryDialog
from tracker.screens.entries.month_details import MonthDetailsScreen
from tracker.screens.entries.repeat_prompt import RepeatPrompt
from tracker.screens.how_often.after_leaving import GroupClosingScreen
from tracker.screens.how_often.answer_editor import AnswerEditorScreen
from tracker.screens.how_often.ask_timeline import AskTimelineScreen
from tracker.screens.how_often.compare_groups import CompareGroupsScreen
from tracker.screens.how_often.event_costs import EventCostsScreen, EventScreen
from tracker.screens.how_often.fundraising_goals import FundraisingGoalsScreen
from tracker.screens.how_often.group_questions import GroupQuestionsScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.how_often.link_entries import LinkEntriesScreen
from tracker.screens.how_often.pledges import PledgeList, PledgesScreen
from tracker.screens.leaving.leaving_screen import LeavingScreen
from tracker.screens.leaving.written_files import WrittenFilesDialog
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.asked_too_prompt import AskedTooPrompt
from tracker.screens.log.change_event import EventDialog
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.log.entry_form import EntryForm
from tracker.screens.log.letter_editor import LetterEditorScreen
from tracker.screens.log.letter_reader import LetterDialog
from tracker.screens.log.paste_preview import PastePreview, QuestionDialog
from tracker.screens.log.single_entry_screen import SingleEntryScreen
from tracker.screens.log.tags import TagList, TagsScreen
from tracker.screens.settings.keymap_screen import KeymapScreen, PressKeyDialog
from tracker.screens.settings.limit_history import LimitHistoryScreen
from tracker.screens.settings.maintenance import IntegrityReportDialog
from tracker.screens.settings.settings_screen import SettingsScreen
from tracker.screens.share.export_done import ExportDoneDialog
from tracker.screens.share.export_log import ClearLogDialog, ExportLogScreen
from tracker.screens.share.export_preview import ExportPreviewScreen
from tracker.screens.share.pdf_password import PasswordWordsDialog
from tracker.screens.share.select_asks import SelectAsksScreen
from tracker.screens.share.short_account import ShortAccountScreen
from tracker.screens.share.show_someone import ShowSomeoneScreen
from tracker.screens.shell.confirm import ConfirmButton, ConfirmDialog
from tracker.screens.shell.entry_list_screen import EntryListScreen
from tracker.screens.shell.goto_menu import GotoMenu
from tracker.screens.shell.help import HelpDialog
from tracker.screens.shell.help_pages import HelpPageList, HelpPageScreen, HelpPagesScreen
from tracker.screens.shell.helplines import HelplinesDialog
from tracker.screens.shell.input_dialogs import ChoiceDialog, TextInputDialog
from tracker.screens.start.new_book import NewBookScreen
from tracker.screens.start.open_error import OpenErrorScreen
from tracker.screens.start.passphrase import PassphraseDialog, PassphraseWordsDialog
from tracker.screens.start.tour import TourDialog
from tracker.screens.start.unencrypted_files import UnencryptedFilesDialog
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.start.welcome import WelcomeScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.ask_input import AskInput
from tracker.widgets.ask_suggestion_list import AskSuggestionList
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.filter_input import FilterInput
from tracker.widgets.inline_prompt import InlinePrompt
from tracker.widgets.question_list import QuestionList
from tracker.widgets.reading_choice import ReadingChoice
from tracker.widgets.section_list import SectionList
from tracker.widgets.sentence_list import SentenceList
from tracker.widgets.session_entries import SessionEntryList

AnyScreen: TypeAlias = type[Screen[Any]]

SCREENS: Mapping[AnyScreen, tuple[type[Widget], ...]] = {
    ThisMonthScreen: (InlinePrompt,),
    EntriesScreen: (RepeatPrompt, FilterInput),
    ChartScreen: (),
    HowOftenScreen: (SentenceList,),
    SettingsScreen: (SectionList,),
    AddEntryScreen: (SessionEntryList, EntryInput, ReadingChoice, AskedTooPrompt),
    # An AskInput does what any EntryInput does where nothing is left to answer.
    BeforeYouAnswerScreen: (AskSuggestionList, AskInput, EntryInput, ReadingChoice),
    ShowSomeoneScreen: (),
    OpenErrorScreen: (),
    GroupClosingScreen: (),
    LeavingScreen: (),
    MonthDetailsScreen: (SectionList,),
    EditEntryScreen: (EntryInput, ReadingChoice),
    EntryListScreen: (),
    KeymapScreen: (SectionList,),
    AskTimelineScreen: (),
    LimitHistoryScreen: (),
    NewBookScreen: (),
    SingleEntryScreen: (EntryInput, ReadingChoice),
    SelectAsksScreen: (),
    PledgesScreen: (PledgeList,),
    ExportPreviewScreen: (),
    SaveImageScreen: (),
    CardScreen: (SectionList,),
    SaveCardScreen: (),
    ShortAccountScreen: (),
    TagsScreen: (TagList,),
    FundraisingGoalsScreen: (),
    CompareGroupsScreen: (),
    GroupQuestionsScreen: (QuestionList,),
    LinkEntriesScreen: (),
    EventCostsScreen: (SentenceList,),
    EventScreen: (),
    HelpPagesScreen: (HelpPageList,),
    HelpPageScreen: (),
    UnlockScreen: (),
    WelcomeScreen: (),
    ExportLogScreen: (),
    LetterEditorScreen: (),
    AnswerEditorScreen: (),
    PassphraseWordsDialog: (),
    ChoiceDialog: (),
    ClearLogDialog: (),
    ConfirmDialog: (ConfirmButton,),
    EntryForm: (),
    EventDialog: (),
    GotoMenu: (),
    HelpDialog: (),
    HistoryDialog: (),
    ExportDoneDialog: (),
    PassphraseDialog: (),
    PastePreview: (),
    QuestionDialog: (ReadingChoice,),
    HelplinesDialog: (),
    PressKeyDialog: (),
    LetterDialog: (),
    PasswordWordsDialog: (),
    UnencryptedFilesDialog: (),
    TourDialog: (),
    WrittenFilesDialog: (),
    TextInputDialog: (),
    IntegrityReportDialog: (),
}
