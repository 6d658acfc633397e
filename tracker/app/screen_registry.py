"""Every screen, in the order in which its keys are listed, with the widgets whose keys count there.

All of them are imported here, so only what needs them all imports this, and late.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from textual.screen import Screen
from textual.widget import Widget

from tracker.screens.after_a_meeting import AfterAMeeting
from tracker.screens.before_you_answer import BeforeYouAnswer
from tracker.screens.care_settings import WhatWasLookedAt
from tracker.screens.chart import Chart
from tracker.screens.closed import Closed
from tracker.screens.closing_page import ClosingPage
from tracker.screens.confirm import Answer, Confirm
from tracker.screens.counted_entries import CountedEntries
from tracker.screens.edit_entry import EditEntry
from tracker.screens.entries import Entries
from tracker.screens.entries_behind import EntriesBehind
from tracker.screens.entry_form import EntryForm
from tracker.screens.go import Go
from tracker.screens.help import Help
from tracker.screens.history import History
from tracker.screens.how_often import HowOften
from tracker.screens.keys import KeysPage, PressKey
from tracker.screens.label_question import LabelQuestion
from tracker.screens.letter import ReadLetter
from tracker.screens.lies_here import LiesHere
from tracker.screens.life_of_asks import LifeOfAsks
from tracker.screens.my_line import MyLine
from tracker.screens.new_book import NewBook
from tracker.screens.note_one import NoteOne
from tracker.screens.one_setting import ChooseOne, TypeTexts
from tracker.screens.page_password import SixWords
from tracker.screens.passphrase import BookWords, NewPassphrase
from tracker.screens.pasted import PastedLines
from tracker.screens.people import People
from tracker.screens.pick_asks import PickAsks
from tracker.screens.pledges import Pledges
from tracker.screens.preview_bundle import PreviewBundle
from tracker.screens.save_picture import SavePicture
from tracker.screens.settings import SettingsPlace
from tracker.screens.show_someone import ShowSomeone
from tracker.screens.still_readable import StillReadable
from tracker.screens.tags import TagList, Tags
from tracker.screens.targets import Targets
from tracker.screens.this_month import ThisMonth
from tracker.screens.tour import Tour
from tracker.screens.two_groups import TwoGroups
from tracker.screens.unlock import Unlock
from tracker.screens.welcome import Welcome
from tracker.screens.what_was_shown import ClearTheList, WhatWasShown
from tracker.screens.write_letter import WriteLetter
from tracker.widgets.ask_input import AskLine
from tracker.widgets.ask_suggestion_list import AskPicks
from tracker.widgets.entry_input import EntryLine
from tracker.widgets.filter_input import FilterLine
from tracker.widgets.inline_prompt import Gentle
from tracker.widgets.pledge_list import PledgeList
from tracker.widgets.section_list import LabelledList
from tracker.widgets.sentence_list import SentenceList
from tracker.widgets.session_entries import NotedList

AnyScreen: TypeAlias = type[Screen[Any]]

SCREENS: Mapping[AnyScreen, tuple[type[Widget], ...]] = {
    ThisMonth: (Gentle,),
    Entries: (LabelQuestion, FilterLine),
    Chart: (),
    HowOften: (SentenceList,),
    SettingsPlace: (LabelledList,),
    AfterAMeeting: (NotedList, EntryLine),
    # An AskLine does what any EntryLine does where nothing is left to answer.
    BeforeYouAnswer: (AskPicks, AskLine, EntryLine),
    ShowSomeone: (),
    Closed: (),
    ClosingPage: (Gentle,),
    CountedEntries: (LabelledList,),
    EditEntry: (EntryLine,),
    EntriesBehind: (),
    KeysPage: (LabelledList,),
    LifeOfAsks: (),
    MyLine: (),
    NewBook: (),
    NoteOne: (EntryLine,),
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
