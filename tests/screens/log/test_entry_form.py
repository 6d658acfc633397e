"""The form: it makes the entry that its line makes, keeps what was typed, and gives back a line."""

import re
from collections.abc import Sequence
from typing import ClassVar

import pytest
from textual.app import App
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widgets import Input

from tests.factories import TODAY, make_parse_context, read_entries
from tests.pilot_actions import STYLE_SHEETS, paste_in, read_screen, read_words, type_in
from tests.strategies import pick_every
from tracker.app.base_app import BaseApp
from tracker.app.tracker_app import HEIGHT_CLASSES, WIDTH_CLASSES
from tracker.entries.form_conversion import FIELDS_BY_TYPE
from tracker.entries.grammar import ALLOWED_FIELDS, FORM_WORDS
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.i18n import HIDDEN_NUMBER, NumberFormat, _label
from tracker.screens.log.entry_form import EntryForm, FormResult
from tracker.screens.log.form_labels import CHOICES, TYPE_CHOICES
from tracker.widgets.form_fields import ChoiceField

DAYS = LineDays.from_today(TODAY)


def build_parse_context() -> ParseContext:
    """A book of `circle` with two asks, a payment and a campaign."""
    known = make_parse_context()
    lines = ["ask 5/month dues", "ask 50 donation", "paid 5 dues", "goal 5 +office"]
    read_entries(lines, known, TODAY)
    return known


class FormOnlyApp(BaseApp):
    """An app with nothing but a form, which notes whether a key came through to it."""

    CSS_PATH = STYLE_SHEETS
    BINDINGS: ClassVar[list[BindingType]] = [("a,q,question_mark", "come_through", "")]
    came_through = False
    given_back = ""
    """What the form held when it was left, accepted or not."""

    def __init__(self) -> None:
        super().__init__()
        self.VERTICAL_BREAKPOINTS = list(HEIGHT_CLASSES)
        self.HORIZONTAL_BREAKPOINTS = list(WIDTH_CLASSES)

    def action_come_through(self) -> None:
        self.came_through = True


def push_form(app: FormOnlyApp, line: str = "", *, hidden: bool = False) -> list[str | None]:
    """Push a form on what a line says onto an app; gives what the form will have given back."""
    given: list[str | None] = []

    def take(filled: FormResult | None) -> None:
        given.append(filled.line if filled and filled.is_accepted else None)
        app.given_back = filled.line if filled else ""

    app.push_screen(
        EntryForm(line, build_parse_context(), DAYS, lambda: NumberFormat(hidden)), take
    )
    return given


def read_field(app: App[None], name: str) -> str:
    """What is typed in a field, or chosen."""
    control = app.screen.query_one(f"#{name}")
    if isinstance(control, ChoiceField):
        return list(CHOICES[name])[control.chosen] if control.chosen >= 0 else ""
    assert isinstance(control, Input)
    return control.value


async def fill(pilot: Pilot[None], **texts: str) -> None:
    """Fill shown fields, behind what stands there."""
    for name, text in texts.items():
        control = pilot.app.screen.query_one(f"#{name}")
        assert control in pilot.app.screen.focus_chain
        if isinstance(control, ChoiceField):
            control.chosen = list(CHOICES[name]).index(text)
        elif isinstance(control, Input):
            control.value += text
        if name == "type":
            await pilot.pause()
    await pilot.pause()


ENTRIES = (
    (
        {"type": "ask", "amount": "30", "period": "month", "kind": "dues", "answers": "no, no"},
        "ask 30/month dues no no",
    ),
    (
        {"type": "ask", "amount": "50-450", "kind": "donation", "answers": "pledged 50"}
        | {"circumstances": "in_public deadline ", "words": 'say "yes"', "private_note": "cried"},
        'ask 50-450 donation pledged 50 #in_public #deadline "say ""yes""" // cried',
    ),
    (
        {"type": "paid", "day": "thu", "amount": "12,50", "kind": "event", "by": "cash"}
        | {"ref": "blue folder", "group": "circle", "evidence": "documented"},
        'thu paid 12,50 event by cash ref "blue folder" @circle documented',
    ),
    *(
        ({"type": word, "hours": "1.5", "circumstances": "alcohol"}, f"{word} 1.5h #alcohol")
        for word in ("meeting", "one-to-one")
    ),
    (
        {"type": "income", "amount": "950", "period": "month", "label": "side job"}
        | {"until": "2027-01-31"},
        "income 950/month 'side job' until 2027-01-31",
    ),
    ({"type": "need", "amount": "60", "period": "week", "need_kind": "food"}, "need 60/week food"),
    ({"type": "limit", "amount": "2%"}, "limit 2%"),
    (
        {"type": "goal", "campaign": "new van", "amount": "20000", "met": "met"},
        'goal +"new van" 20000 met',
    ),
    ({"type": "received", "amount": "5", "by": "transfer"}, "received 5 by transfer"),
    ({"type": "returned", "for_entry": "3", "amount": "2"}, "returned for 3 2"),
    ({"type": "answered", "for_entry": "2", "answers": "yes"}, "answered for 2 yes"),
    ({"type": "withdrew", "for_entry": "1"}, "withdrew for 1"),
    ({"type": "wage", "amount": "13.40"}, "wage 13.40"),
    (
        {"type": "seen", "amount": "50-450", "kind": "donation", "circumstances": "public_pledge"}
        | {"own_words": "one after the other // none said no", "campaign": "office"},
        "seen 50-450 donation #public_pledge +office : one after the other \\// none said no",
    ),
    ({"type": "heard", "kind": "dues", "words": "all of it"}, 'heard dues "all of it"'),
    (
        {"type": "cost", "amount": "about 41", "label": "train", "event": "+!seminar"}
        | {"by": "card", "own_words": "there: and back"},
        "cost about 41 'train' by card +!event:seminar: there: and back",
    ),
    (
        {"type": "wrote", "own_words": "I liked it", "private_note": "a lot"},
        "wrote: I liked it // a lot",
    ),
    (
        {"type": "event", "hours": "10-12", "own_words": "long", "campaign": "+!van"},
        "event 10-12h +!campaign:van: long",
    ),
    ({"type": "call", "hours": "about 2"}, "call about 2h"),
    (
        {"type": "income", "amount": "55", "for_month": "2026-09"},
        "income 55 for 2026-09",
    ),
    ({"type": "paid", "amount": "?", "kind": "dues"}, "paid ? dues"),
    ({"type": "goal", "campaign": "office", "amount": "6-8"}, "goal +office 6-8"),
    (
        {"type": "ask", "amount": "30", "period": "2weeks", "kind": "dues", "answers": "silent"},
        "ask 30/2weeks dues silent",
    ),
)
EDITED = (
    (
        "ask about 30-50/4weeks donation silent #no_money +office +!event:seminar until 2026-12-31"
        ' "come on": as if it were nothing // cried'
    ),
    "seen ? donation +office documented #public_pledge: one after another // I only watched",
    "heard about 60/month donation +office #minor_involved: \\// he is twelve",
    "answered silent for 2: I left it lying",
    "withdrew for 1: it was too much",
    "paid ? for 2 +office by cash: in the hat",
    "paid about 20 event 'two tickets' +!seminar: one for a friend",
    "cost ? 'train' +!seminar by card ref \"blue folder\" @circle: there and back",
    "cost about 41.50 +office",
    'returned ? for 3 "here you are": some of it',
    "received 5 'change' by cash: of the tickets",
    "income 55 'back pay' for 2026-09: late",
    "income 30/2weeks until 2026-12-31",
    "need 60/4weeks food: less in summer",
    "wage 13.40: after taxes",
    "limit 2%: no more than that",
    "limit 30: a month",
    "goal about 20000 +office reached: as they say",
    "goal 26000-28000 +office reached",
    "meeting 2h20 +office +!event:seminar #no_money: as a guest",
    "event about 10-12h +!seminar #long_day: until late",
    'one-to-one 1.5h estimated "you knew it"',
    "stall 3h: leaflets, badges",
    'message #outside_info_scolded "ask us first": by night',
    "call about 2h",
    "wrote: I liked it // a lot",
    'wrote "what they sang": by heart',
)
"""A line of every type, with what each may have."""


def test_every_type_can_be_chosen() -> None:
    assert set(TYPE_CHOICES) == ALLOWED_FIELDS.keys()
    assert {texts["type"] for texts, _line in ENTRIES} | set(FORM_WORDS) == ALLOWED_FIELDS.keys()


def test_every_type_is_edited() -> None:
    assert {line.split()[0].rstrip(":") for line in EDITED} == ALLOWED_FIELDS.keys()


@pytest.mark.parametrize("lines", [EDITED[place::3] for place in range(3)])
async def test_the_form_of_a_line_makes_the_same_entry(lines: Sequence[str]) -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        for line in lines:
            given = push_form(app, line)
            await pilot.pause()
            assert "The form has no field" not in read_screen(app)
            await pilot.press("enter")
            await pilot.pause()
            (filled,) = given
            assert filled is not None
            made, typed = (
                read_line(text, build_parse_context(), DAYS, typed=True) for text in (filled, line)
            )
            assert made == typed


async def test_what_a_type_leaves_out_is_shown_and_not_lost() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app)
        await pilot.pause()
        await fill(pilot, amount="30", kind="dues", answers="no", own_words="they asked // twice")
        await fill(pilot, private_note="cried", type="wrote")
        assert "This type doesn’t use: Amount “30”, Your answers “no”" in read_words(app)
        assert read_field(app, "own_words") == "they asked // twice"
        await fill(pilot, type="ask")
        assert "leaves out" not in read_words(app)
        assert "asked 30.00, dues, no, they asked // twice" in read_words(app)
        await fill(pilot, type="wrote")
        await pilot.press("escape")
        await pilot.pause()
    assert app.given_back == "wrote 30 no: they asked \\// twice // cried"


async def test_words_without_a_field_stay_out_of_the_texts_behind_them() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app, "30 blah: they asked // cried")
        await pilot.pause()
        await fill(pilot, kind="dues")
        await pilot.press("escape")
        await pilot.pause()
    assert app.given_back == "ask 30 dues blah: they asked // cried"


async def test_a_text_of_another_type_is_kept_when_one_leaves() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app, "30 dues")
        await pilot.pause()
        await fill(pilot, type="paid")
        await fill(pilot, label="for two")
        await fill(pilot, type="ask")
        await pilot.press("escape")
        await pilot.pause()
    assert app.given_back == "ask 30 dues 'for two'"


def is_type_offered(app: App[None], label: str) -> bool:
    """Whether one can choose a type without opening more of them."""
    return f" {label}" in read_words(app).partition("Day")[0]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_form_asks_for_four_types_first_and_more_opens_the_rest(
    size: tuple[int, int],
) -> None:
    app = FormOnlyApp()
    async with app.run_test(size=size) as pilot:
        push_form(app)
        await pilot.pause()
        first_row = next(line for line in read_screen(app).splitlines() if "● asked" in line)
        for label in ("○ paid", "○ meeting", "○ in my own words", "more"):
            assert label in first_row
        assert not is_type_offered(app, "income")
        await fill(pilot, amount="30", words="come on")
        app.screen.query_one("#type").focus()
        await pilot.press("left")
        await pilot.pause()
        assert is_type_offered(app, "income")
        assert read_field(app, "type") == "ask", "opening the rest chooses none of it"
        assert (read_field(app, "amount"), read_field(app, "words")) == ("30", "come on")
        await type_in(pilot, "ii")
        assert read_field(app, "type") == "seen"


async def test_a_press_on_more_opens_the_rest() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app)
        await pilot.pause()
        row, line = next(
            (row, line) for row, line in enumerate(read_screen(app).splitlines()) if "more" in line
        )
        await pilot.click(offset=(line.index("more"), row))
        await pilot.pause()
        assert is_type_offered(app, "wage")
        assert read_field(app, "type") == "ask"


async def test_the_arrow_opens_more_before_it_goes_on() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app)
        await pilot.pause()
        await pilot.press("right", "right", "right", "right")
        await pilot.pause()
        assert read_field(app, "type") == "wrote"
        assert is_type_offered(app, "wage")
        await pilot.press("right")
        assert read_field(app, "type") == "event"


async def test_an_entry_of_a_rarer_type_shows_its_type() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app, "income 950/month 'side job'")
        await pilot.pause()
        assert "● income" in read_screen(app)


async def test_no_error_is_shown_before_something_was_typed_or_enter_was_pressed() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app)
        await pilot.pause()
        missing = "Amount: An amount is missing"
        assert missing not in read_words(app)
        await pilot.press("right", "tab", "tab")
        await pilot.pause()
        assert read_field(app, "type") == "paid"
        assert missing not in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        assert missing in read_words(app)


async def test_what_is_lacking_is_shown_once_something_was_typed() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app)
        await pilot.pause()
        await fill(pilot, day="thu")
        assert "Amount: An amount is missing" in read_words(app)


async def test_each_field_takes_what_people_write() -> None:
    texts = {"day": "last thursday", "amount": "30 euros a month", "label": "t-shirt"}
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app)
        await pilot.pause()
        await fill(pilot, **texts, answers="said no")
        assert read_field(app, "period") == "month"
        assert "asked 30.00 a month, merch, no, t-shirt" in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        (filled,) = given
        assert filled is not None
        made, typed = (
            read_line(line, build_parse_context(), DAYS, typed=True)
            for line in (filled, "2026-11-05 ask 30/month merch 't-shirt' no")
        )
        assert made == typed


@pytest.mark.parametrize(
    ("texts", "name", "question", "choice"),
    [
        (
            {"type": "paid", "amount": "1.000", "kind": "dues"},
            "amount",
            "Amount: This can be read in two ways. Type “1000” or “1”.",
            "1000",
        ),
        (
            {"type": "paid", "amount": "8 or 9", "kind": "merch"},
            "amount",
            "Amount: This can be read in two ways. Type “about 8” or “about 9”.",
            "about 8",
        ),
        (
            {"type": "paid", "day": "12/10", "amount": "5", "kind": "dues"},
            "day",
            "Day: This can be read in two ways. Type “2026-10-12” or “2025-12-10”.",
            "2026-10-12",
        ),
        (
            {"type": "paid", "day": "dec 3", "amount": "5", "kind": "dues"},
            "day",
            "Day: Did you mean 2025-12-03? Then type it that way.",
            "2025-12-03",
        ),
    ],
)
async def test_a_text_of_two_meanings_is_asked_about_in_its_field(
    texts: dict[str, str], name: str, question: str, choice: str
) -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app)
        await pilot.pause()
        await fill(pilot, **texts)
        assert question in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        control = app.screen.query_one(f"#{name}", Input)
        assert given == []
        assert app.focused is control
        assert control.value == texts[name]
        control.value = choice
        await pilot.press("enter")
        await pilot.pause()
    assert len(given) == 1


async def test_a_word_of_two_kinds_is_asked_about_at_the_kind() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app)
        await pilot.pause()
        await fill(pilot, type="paid", amount="5", label="fee")
        question = "What for: This can be read in more than one way. Choose event or dues."
        assert question in read_words(app)
        await fill(pilot, kind="event")
        await pilot.press("enter")
        await pilot.pause()
    assert given == ["paid 5 event 'fee'"]


async def test_a_line_in_everyday_words_opens_in_its_fields() -> None:
    line = "they asked me for 30 euros a month for the magazine, said no"
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app, line)
        await pilot.pause()
        fields = ("amount", "period", "kind", "label", "answers", "day", "group")
        found = [read_field(app, name) for name in fields]
        assert found == ["30", "month", "literature", "magazine", "no", "", ""]
        assert "The form has no field" not in read_words(app)
        await pilot.press("escape")
        await pilot.pause()
    assert app.given_back == line, "what was typed is not changed by a look at it"


@pytest.mark.slow
@pytest.mark.long
async def test_each_type_is_made() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        for texts, line in pick_every(4, ENTRIES):
            given = push_form(app)
            await pilot.pause()
            await fill(pilot, **texts)
            await pilot.press("enter")
            assert given == [line]
            assert read_line(line, build_parse_context(), DAYS)


async def test_an_ask_is_made_with_the_keys_alone() -> None:
    keys = [*("tab", "tab", "3", "0"), *("tab", *["right"] * 4), *("down", "d", "d")]
    keys += [*("tab", "tab", "n", "o"), *("tab", "tab", "w", "h", "y"), "enter"]
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app)
        await pilot.press(*keys)
        await pilot.pause()
    assert given == ['ask 30/month dues no "why"']


async def test_a_line_is_edited_and_what_is_not_touched_stays() -> None:
    line = 'yesterday ask 30/month dues no gave 15 #in_public @circle "come on" // cried'
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app, line)
        await pilot.pause()
        for text in ("● asked", "● monthly", "● dues", "come on", "paid 15.00, dues, for entry 5"):
            assert text in read_screen(app)
        await fill(pilot, period="year", answers=" no")
        assert "asked 30.00 a year, dues, no, then gave, then no" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
    (edited,) = given
    assert edited is not None
    expected = line.replace("month", "year").replace("gave 15", "gave 15 no")
    assert read_line(edited, build_parse_context(), DAYS) == read_line(
        expected, build_parse_context(), DAYS
    )


async def test_esc_gives_back_what_was_typed_without_accepting_it() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app, "30 blah")
        await pilot.pause()
        await fill(pilot, words="come on", kind="dues")
        await pilot.press("escape")
        await pilot.pause()
    assert given == [None]
    assert app.given_back == 'ask 30 dues "come on" blah'


async def test_what_finds_no_field_is_shown_and_esc_gives_the_line_back_as_it_was() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app, '30 dues blah "come on')
        await pilot.pause()
        assert "The form has no field for: blah" in read_screen(app)
        assert read_field(app, "words") == "come on"
        await pilot.press("escape")
        await pilot.pause()
    assert given == [None]
    assert app.given_back == '30 dues blah "come on'


async def test_enter_says_what_is_refused_and_goes_to_the_field() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app, '1,000 merch "come on"')
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert given == []
        assert app.focused is app.screen.query_one("#amount")
        assert "Amount: This can be read in two ways. Type “1000” or “1”." in read_screen(app)
        await pilot.press(*["backspace"] * 5, "5", "enter")
        await pilot.pause()
    assert given == ['ask 5 merch "come on"']


async def test_a_thought_that_lacks_its_words_is_not_told_of_a_colon() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app, "wrote")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#own_words")
        assert "In my own words: Write what you want to remember." in read_screen(app)


async def test_what_is_lacking_is_said_and_found() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app)
        await pilot.pause()
        for name, keys in (("amount", ["5"]), ("kind", ["m"])):
            await pilot.press("enter")
            await pilot.pause()
            assert app.focused is app.screen.query_one(f"#{name}")
            await pilot.press(*keys)
        await pilot.press("enter")
        await pilot.pause()
    assert given == ["ask 5 merch"]


async def test_another_type_keeps_what_both_have_and_gives_the_rest_back() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app, '30/month dues no #in_public "come on" // cried')
        await pilot.pause()
        await type_in(pilot, "p")
        assert "paid 30.00 a month, dues, “come on”" in read_screen(app)
        assert "Your answers “no”, What you noticed “in_public”" in read_words(app)
        assert read_field(app, "private_note") == "cried"
        await type_in(pilot, "m")
        assert "meeting, others could hear, “come on”" in read_screen(app)
        assert "This type doesn’t use: Amount “30”, Your answers “no”" in read_words(app)
        await fill(pilot, type="need")
        assert read_field(app, "need_kind") == ""
        await fill(pilot, need_kind="rent", type="ask")
        await pilot.press("enter")
        await pilot.pause()
    assert given == ['ask 30/month dues no #in_public "come on" // cried']


async def test_tab_walks_from_field_to_field_whatever_is_begun_in_it() -> None:
    begun = {"circumstances": "in_p", "answers": "lat", "group": "cir", "day": "yest"}
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app)
        await pilot.pause()
        for name in ("type", *FIELDS_BY_TYPE["ask"]):
            assert app.focused is app.screen.query_one(f"#{name}")
            if isinstance(app.focused, Input):
                await type_in(pilot, begun.get(name, "i"))
                assert read_field(app, name) == begun.get(name, "i")
            await pilot.press("tab")
        assert {name: read_field(app, name) for name in begun} == begun


@pytest.mark.slow
@pytest.mark.parametrize("begun", pick_every(2, ["in_p", "#in_p", "in_public", ""]))
@pytest.mark.long
async def test_tab_always_moves_on_and_each_text_lands_in_its_field(begun: str) -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app, "30 dues")
        await pilot.pause()
        app.screen.query_one("#circumstances").focus()
        await type_in(pilot, begun)
        await pilot.press("tab")
        await paste_in(pilot, "in_p why")
        await pilot.press("tab")
        while app.focused is not app.screen.query_one("#private_note"):
            await pilot.press("tab")
        await paste_in(pilot, "in_p of me")
        await pilot.press("tab")
        assert read_field(app, "circumstances") == begun
        assert read_field(app, "words") == "in_p why"
        assert read_field(app, "private_note") == "in_p of me"
        await pilot.press("enter")
        await pilot.pause()
        if begun in ("in_public", ""):
            tag = f"#{begun} " if begun else ""
            assert given == [f'ask 30 dues {tag}"in_p why" // in_p of me']
        else:
            assert given == []
            assert app.focused is app.screen.query_one("#circumstances")
            assert "What you noticed: There’s no such tag. Did you mean" in read_words(app)


async def test_a_half_typed_tag_is_named_as_soon_as_it_is_left() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app, "30 dues")
        await pilot.pause()
        app.screen.query_one("#circumstances").focus()
        await type_in(pilot, "in_p")
        assert "What you noticed:" not in read_words(app)
        assert "→ Complete" in read_words(app), "the key that completes is shown"
        await pilot.press("tab")
        await pilot.pause()
        assert "What you noticed: There’s no such tag. Did you mean “#in_public”?" in read_words(
            app
        )
        assert "Complete" not in read_words(app)


async def test_a_tag_is_completed_with_its_meaning_before_the_right_arrow_goes_on() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app, "30 dues")
        await pilot.pause()
        app.screen.query_one("#circumstances").focus()
        await type_in(pilot, "in_p")
        assert "other members could hear" in read_screen(app)
        await pilot.press("left", "right")
        assert read_field(app, "circumstances") == "in_p", "within the word it is an arrow"
        await pilot.press("right")
        assert read_field(app, "circumstances") == "in_public "
        await pilot.press("#")
        await pilot.pause()
        await pilot.press("down", "right")
        second = read_field(app, "circumstances").split()
        assert second == ["in_public", "amount_visible"]
        await pilot.press("d", "e", "a", "home", "tab")
        assert read_field(app, "circumstances").split() == ["in_public", "amount_visible", "dea"]
        assert app.focused is app.screen.query_one("#words")
        await pilot.press("up", "end", *["backspace"] * 3)
        await pilot.press("tab")
        assert app.focused is app.screen.query_one("#words")
        await pilot.press("up", "up", "down")
        assert app.focused is app.screen.query_one("#circumstances")
        await pilot.press("shift+tab")
        assert app.focused is app.screen.query_one("#answers")


async def test_a_period_is_typed_or_chosen_and_the_last_one_counts() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app)
        await pilot.pause()
        await fill(pilot, amount="30/week")
        assert read_field(app, "period") == "week"
        await fill(pilot, period="month", kind="dues")
        assert read_field(app, "amount") == "30"
        await pilot.press("enter")
        await pilot.pause()
    assert given == ["ask 30/month dues"]


async def test_the_mouse_chooses_and_notes() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        given = push_form(app, "30 dues")
        await pilot.pause()
        row = next(
            row for row, line in enumerate(read_screen(app).splitlines()) if "○ merch" in line
        )
        await pilot.click(offset=(read_screen(app).splitlines()[row].index("○ merch"), row))
        assert read_field(app, "kind") == "merch"
        foot = read_screen(app).splitlines()[-1]
        await pilot.click(offset=(foot.index("Save"), 23))
        await pilot.pause()
    assert given == ["ask 30 merch"]


@pytest.mark.slow
@pytest.mark.parametrize("size", pick_every(2, [(60, 20), (80, 24), (120, 40)]))
@pytest.mark.long
async def test_every_choice_is_seen_where_one_chooses(size: tuple[int, int]) -> None:
    app = FormOnlyApp()
    async with app.run_test(size=size) as pilot:
        push_form(app, "30 literature")
        await pilot.pause()
        for name in ("type", "kind", "period"):
            app.screen.query_one(f"#{name}", ChoiceField).focus()
            if name == "type":
                await pilot.press("left")
            await pilot.pause()
            text = read_screen(app)
            for option in app.screen.query_one(f"#{name}", ChoiceField).options:
                assert f"○ {option}" in text or f"● {option}" in text


async def test_what_is_pressed_is_chosen_though_the_focus_moves_the_lines() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(60, 20)) as pilot:
        push_form(app, "income 30 rent")
        await pilot.press("tab")
        await pilot.pause()
        lines = read_screen(app).splitlines()
        row = next(row for row, line in enumerate(lines) if "● income" in line)
        assert lines[row].endswith(" …"), "the choices behind it have no room"
        other = re.search(r"○ (.+?)(?=  | …)", lines[row])
        assert other is not None
        await pilot.click(offset=(other.start(), row))
        words = {_label(label): word for word, label in CHOICES["type"].items()}
        assert read_field(app, "type") == words[other[1]]


async def test_a_few_choices_are_all_seen_in_a_small_terminal() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(60, 20)) as pilot:
        push_form(app, "30 literature")
        await pilot.press("tab", "tab")
        await pilot.pause()
        text = read_screen(app)
        for option in ("○ yearly", "● literature", "○ other"):
            assert option in text


async def test_letters_stay_in_the_form_and_several_pasted_lines_in_their_field() -> None:
    app = FormOnlyApp()
    async with app.run_test(size=(80, 24)) as pilot:
        push_form(app, "30 dues")
        await pilot.pause()
        await pilot.press("a", "q", "?", "tab", "a", "q", "?")
        assert not app.came_through
        assert read_field(app, "type") in ("ask", "answered")
        assert read_field(app, "day") == "aq?"
        app.screen.query_one("#words").focus()
        await paste_in(pilot, "the work\ncomes\tfirst\x1b today")
        assert read_field(app, "words") == "the work comes first  today"


@pytest.mark.slow
@pytest.mark.parametrize("size", pick_every(2, [(60, 20), (200, 60), (40, 12)]))
@pytest.mark.long
async def test_it_fits_and_amounts_can_be_hidden(size: tuple[int, int]) -> None:
    app = FormOnlyApp()
    async with app.run_test(size=size) as pilot:
        push_form(app, "30/month dues no", hidden=True)
        await pilot.pause()
        assert size[0] < 60 or f"asked {HIDDEN_NUMBER} a month, dues, no" in read_screen(app)
        assert "enter Save" in read_screen(app)
        await pilot.press("up")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#evidence")
        assert "from memory" in read_screen(app)
