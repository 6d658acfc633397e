"""Every screen, in the order in which its keys are listed, with the widgets whose keys count there.

All of them are imported here, so only what needs them all imports this, and late.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from textual.screen import Screen
from textual.widget import Widget

from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswer
from tracker.screens.chart.chart_screen import Chart
from tracker.screens.chart.save_image import SavePicture
from tracker.screens.entries.entries_screen import Entries
from tracker.screens.entries.history import History
from tracker.screens.entries.month_details import CountedEntries
from tracker.screens.entries.repeat_prompt import LabelQuestion
from tracker.screens.how_often.ask_timeline import LifeOfAsks
from tracker.screens.how_often.compare_groups import TwoGroups
from tracker.screens.how_often.fundraising_goals import Targets
from tracker.screens.how_often.group_closing import ClosingPage
from tracker.screens.how_often.how_often import HowOften
from tracker.screens.how_often.pledge_list import PledgeList
from tracker.screens.how_often.pledges import Pledges
from tracker.screens.log.add_entry import AfterAMeeting
from tracker.screens.log.edit_entry import EditEntry
from tracker.screens.log.entry_form import EntryForm
from tracker.screens.log.letter import ReadLetter
from tracker.screens.log.letter_editor import WriteLetter
from tracker.screens.log.paste_preview import PastedLines
from tracker.screens.log.single_entry_screen import NoteOne
from tracker.screens.log.tags import TagList, Tags
from tracker.screens.settings.keymap_screen import KeysPage, PressKey
from tracker.screens.settings.limit_history import MyLine
from tracker.screens.settings.maintenance import WhatWasLookedAt
from tracker.screens.settings.settings_screen import SettingsPlace
from tracker.screens.share.export_done import LiesHere
from tracker.screens.share.export_log import ClearTheList, WhatWasShown
from tracker.screens.share.export_preview import PreviewBundle
from tracker.screens.share.pdf_password import SixWords
from tracker.screens.share.select_asks import PickAsks
from tracker.screens.share.show_someone import ShowSomeone
from tracker.screens.shell.confirm import Answer, Confirm
from tracker.screens.shell.entry_list_screen import EntriesBehind
from tracker.screens.shell.goto_menu import Go
from tracker.screens.shell.help import Help
from tracker.screens.shell.helplines import People
from tracker.screens.shell.input_dialogs import ChooseOne, TypeTexts
from tracker.screens.start.new_book import NewBook
from tracker.screens.start.open_error import Closed
from tracker.screens.start.passphrase import BookWords, NewPassphrase
from tracker.screens.start.tour import Tour
from tracker.screens.start.unencrypted_files import StillReadable
from tracker.screens.start.unlock import Unlock
from tracker.screens.start.welcome import Welcome
from tracker.screens.this_month.this_month_screen import ThisMonth
from tracker.widgets.ask_input import AskInput
from tracker.widgets.ask_suggestion_list import AskSuggestionList
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.filter_input import FilterInput
from tracker.widgets.inline_prompt import InlinePrompt
from tracker.widgets.section_list import SectionList
from tracker.widgets.sentence_list import SentenceList
from tracker.widgets.session_entries import SessionEntryList

AnyScreen: TypeAlias = type[Screen[Any]]

SCREENS: Mapping[AnyScreen, tuple[type[Widget], ...]] = {
    ThisMonth: (InlinePrompt,),
    Entries: (LabelQuestion, FilterInput),
    Chart: (),
    HowOften: (SentenceList,),
    SettingsPlace: (SectionList,),
    AfterAMeeting: (SessionEntryList, EntryInput),
    # An AskInput does what any EntryInput does where nothing is left to answer.
    BeforeYouAnswer: (AskSuggestionList, AskInput, EntryInput),
    ShowSomeone: (),
    Closed: (),
    ClosingPage: (InlinePrompt,),
    CountedEntries: (SectionList,),
    EditEntry: (EntryInput,),
    EntriesBehind: (),
    KeysPage: (SectionList,),
    LifeOfAsks: (),
    MyLine: (),
    NewBook: (),
    NoteOne: (EntryInput,),
    PickAsks: (),
    Pledges: (PledgeList,),
    PreviewBundle: (),
    SavePicture: (),
    Tags: (TagList,),
    Targets: (),
    TwoGroups: (),
    Unlock: (),
    Welcome: (),
    WhatWasShown: (),
    WriteLetter: (),
    BookWords: (),
    ChooseOne: (),
    ClearTheList: (),
    Confirm: (Answer,),
    EntryForm: (),
    Go: (),
    Help: (),
    History: (),
    LiesHere: (),
    NewPassphrase: (),
    PastedLines: (),
    People: (),
    PressKey: (),
    ReadLetter: (),
    SixWords: (),
    StillReadable: (),
    Tour: (),
    TypeTexts: (),
    WhatWasLookedAt: (),
}
