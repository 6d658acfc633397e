"""Enter reads a line once: nothing is worked out again for the line that was just saved."""

import shutil
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import pytest

from tests.factories import make_book
from tests.pilot_actions import open_app
from tests.walks import follow, wait_until_settled
from tracker.book.book import Book
from tracker.screens.before_you_answer import ask_input_screen
from tracker.screens.log import entry_line_screen, line_feedback
from tracker.screens.log.yes_hint import YesHint
from tracker.screens.shell.app_context import AppContext
from tracker.widgets.line_preview import Candidates, LinePreview

COUNTED = (
    (entry_line_screen, "analyse_line"),
    (line_feedback, "find_completions"),
    (entry_line_screen.EntryLineScreen, "show_feedback"),
    (LinePreview, "update"),
    (Candidates, "show_candidates"),
    (YesHint, "describe_yes"),
    (AppContext, "load_parse_context"),
    (Book, "load_monthly_facts"),
    (Book, "load_entries"),
    (ask_input_screen, "find_ask_context"),
    (ask_input_screen, "build_yes_summary"),
    (ask_input_screen, "build_earlier_asks"),
)
"""What a line is read and shown with, and what is read of the book for it."""
SAVED_LINE = {"analyse_line", "show_feedback", "update", "show_candidates", "load_parse_context"}
ASK_SHOWN = {
    *("analyse_line", "find_completions", "show_feedback", "update", "show_candidates"),
    *("find_ask_context", "build_yes_summary", "build_earlier_asks"),
}


def count_calls(
    function: Callable[..., object], name: str, counts: Counter[str]
) -> Callable[..., object]:
    """Return a function that does the same, and counts its calls."""

    @wraps(function)
    def count_call(*arguments: object, **options: object) -> object:
        counts[name] += 1
        return function(*arguments, **options)

    return count_call


@pytest.fixture(scope="module")
def book_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = ("2026-09-01 income 950/month", "2026-10-01 ask 20 dues no")
    return make_book(tmp_path_factory.mktemp("work") / "book.db", *lines, group="circle")


@pytest.mark.parametrize(
    ("steps", "key", "expected"),
    [
        (["a", "30 dues no"], "enter", SAVED_LINE),
        (["a", "paid 10 dues"], "enter", SAVED_LINE),
        (["a", "meeting 2h"], "enter", SAVED_LINE),
        (["a", "30 blah dues"], "enter", {"show_feedback", "update", "show_candidates"}),
        (
            ["a", "30 dues no", "enter"],
            "ctrl+z",
            {*SAVED_LINE, "find_completions", "describe_yes", "load_entries", "load_monthly_facts"},
        ),
        (["a", "30 dues no", "enter", "ctrl+z"], "ctrl+y", {*SAVED_LINE, "load_entries"}),
        (["b", "30 dues"], "enter", {"describe_yes"}),
        (["b", "30 dues", "enter", "up"], "enter", ASK_SHOWN),
        (
            ["b", "30 dues", "end", "ctrl+u", "income 900/month"],
            "enter",
            {*ASK_SHOWN, "load_parse_context", "load_monthly_facts"},
        ),
        (["b", "down"], "enter", ASK_SHOWN),
    ],
)
async def test_enter_works_out_each_thing_once(
    book_once: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[str],
    key: str,
    expected: set[str],
) -> None:
    counts: Counter[str] = Counter()
    for owner, name in COUNTED:
        monkeypatch.setattr(owner, name, count_calls(getattr(owner, name), name, counts))
    app = open_app(Path(shutil.copy(book_once, tmp_path)))
    async with app.run_test(size=(80, 30)) as pilot:
        await follow(pilot, steps)
        await wait_until_settled(pilot)
        counts.clear()
        await follow(pilot, [key])
        await wait_until_settled(pilot)
        assert counts == Counter(expected)
