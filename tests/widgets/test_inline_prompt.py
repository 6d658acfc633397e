"""The inline prompt: each answer is visible and can be clicked, however narrow the screen is."""

import re

from textual import on
from textual.app import App, ComposeResult

from tests.pilot_actions import STYLE_SHEETS, read_screen
from tracker.app.themes import DARK
from tracker.widgets.inline_prompt import InlinePrompt

ANSWERS = (
    ("yes", "yes"),
    ("no", "no, it changed"),
    ("later", "not now"),
    ("skip", "don’t ask again"),
)


class PromptApp(App[None]):
    """An app with one question."""

    CSS_PATH = STYLE_SHEETS

    def __init__(self) -> None:
        super().__init__()
        self.answered: list[str] = []
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield InlinePrompt()

    def on_mount(self) -> None:
        self.query_one(InlinePrompt).ask_question("Is your income still 780.00?", ANSWERS)

    @on(InlinePrompt.Answered)
    def _keep_answer(self, event: InlinePrompt.Answered) -> None:
        self.answered.append(event.answer)


async def test_every_answer_is_seen_and_can_be_clicked() -> None:
    app = PromptApp()
    async with app.run_test(size=(24, 12)) as pilot:
        for width in (24, 40, 56, 60, 80, 120):
            await pilot.resize_terminal(width, 12)
            app.set_focus(None)
            await pilot.pause()
            assert "tab" in read_screen(app)
            app.answered.clear()
            for _name, text in ANSWERS:
                lines = read_screen(app).splitlines()
                row = next(row for row, line in enumerate(lines) if text in line)
                await pilot.click(offset=(lines[row].index(text), row))
                app.set_focus(None)
                await pilot.pause()
            assert app.answered == [name for name, _text in ANSWERS], width


async def test_what_tab_is_for_is_said_where_there_is_room() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        app.set_focus(None)
        await pilot.pause()
        assert "tab Answer   yes" in read_screen(app)
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert re.search(r"780\.00\? +tab Answer\n", read_screen(app))
        assert "yes   no, it changed   not now   don’t ask again" in read_screen(app)
        await pilot.press("tab", "right")
        assert "› no, it changed" in read_screen(app)
