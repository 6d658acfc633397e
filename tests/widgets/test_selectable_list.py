"""The list with a cursor, and the list of options with a mark, apart from what they show."""

from dataclasses import dataclass

from textual.app import App, ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from tracker.widgets.selectable_list import MARK, MARKED, MarkedOptionList, SelectableList


class NumberList(SelectableList):
    """Fifty rows, each with its number."""

    row_count = 50

    @dataclass
    class Opened(Message):
        """A row was clicked twice."""

        row: int

    def open_row(self, row: int) -> None:
        """Post the row."""
        self.post_message(self.Opened(row))

    def render(self) -> Content:
        """Return the rows."""
        return Content("\n").join(Content(str(row)) for row in range(self.row_count))


class ListApp(App[None]):
    """Both lists."""

    CSS = "NumberList { height: 10; padding: 1; } MarkedOptionList { height: 6; border: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[int] = []
        self.options = [
            Option(Content(f"{' ' * len(MARK)}{name}"), id=name or None, disabled=not name)
            for name in ("", "dues", "merch")
        ]

    def compose(self) -> ComposeResult:
        yield NumberList()
        yield MarkedOptionList()

    def on_number_list_opened(self, event: NumberList.Opened) -> None:
        self.opened.append(event.row)


async def test_keys_lead_to_a_row_that_there_is() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        numbers = app.query_one(NumberList)
        numbers.focus()
        cursors = []
        for key in ("up", "down", "pagedown", "pageup", "ctrl+end", "down", "pagedown", "up"):
            await pilot.press(key)
            cursors.append(numbers.cursor)
        assert cursors == [0, 1, 8, 1, 49, 49, 49, 48]
        await pilot.press("ctrl+home")
        assert numbers.cursor == 0
        numbers.row_count = 0
        await pilot.press("down", "ctrl+end", "pagedown")
        assert numbers.cursor == 0


async def test_a_click_chooses_and_a_second_one_opens() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        numbers = app.query_one(NumberList)
        await pilot.click(NumberList, offset=(3, 4))
        assert (numbers.cursor, app.opened) == (3, [])
        await pilot.double_click(NumberList, offset=(3, 6))
        assert (numbers.cursor, app.opened) == (5, [5])
        numbers.row_count = 2
        await pilot.double_click(NumberList, offset=(3, 7))
        await pilot.double_click(NumberList, offset=(0, 0))
        assert (numbers.cursor, app.opened) == (5, [5]), "there is no row"


async def test_only_the_highlighted_option_has_the_mark() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        options = app.query_one(MarkedOptionList)

        def list_prompts() -> list[str]:
            return [str(option.prompt) for option in options.options]

        options.set_options(app.options)
        options.highlighted = 1
        await pilot.pause()
        assert list_prompts() == ["  ", "› dues", "  merch"]
        options.highlighted = 2
        await pilot.pause()
        assert list_prompts() == ["  ", "  dues", "› merch"]
        options.set_options([Option(Content("  event"), id="event")])
        await pilot.pause()
        assert list_prompts() == ["  event"]
        options.highlighted = 0
        await pilot.pause()
        assert list_prompts() == [f"{MARKED}event"]
