"""What is imported and asked of the notebook before the first screen: a list, so nothing creeps in.

`first_screen_modules.txt` has our own modules and the packages of others. Whoever adds to it makes
every start slower, so first see if an import can wait until something is opened or saved.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.statement_counter import count_statements
from tests.factories import TODAY
from tests.pilot_actions import open_app
from tracker.months import Month
from tracker.screens.this_month.this_month_screen import MONTHS_SHOWN

MODULES = Path(__file__).with_name("first_screen_modules.txt")
PRINT_MODULES = """
import asyncio, sys
before = {name.partition(".")[0] for name in sys.modules}
from datetime import date
from pathlib import Path
from tracker.app import tracker_app
from tracker.clock import FixedClock
# On a busy machine the timers would go off before this looks.
tracker_app.TrackerApp.set_timer = lambda *_: None
async def main():
    app = tracker_app.TrackerApp(Path(sys.argv[1]), FixedClock(date(2026, 11, 12)))
    async with app.run_test():
        names = {name for name in sys.modules if name.partition(".")[0] == "tracker"}
        top = {name.partition(".")[0] for name in sys.modules} - before
        own = sys.stdlib_module_names | {"tracker"}
        print(*sorted(names | {name for name in top if name not in own}), sep="\\n")
asyncio.run(main())
"""
OPENING = (
    "SELECT count(*) FROM sqlite_master",
    (
        "SELECT CAST(type AS TEXT), CAST(name AS TEXT), CAST(tbl_name AS TEXT), CAST(sql AS TEXT),"
        " rootpage FROM main.sqlite_schema"
    ),
    "SELECT page_count, page_size FROM pragma_page_count, pragma_page_size",
    "SELECT 1 FROM settings WHERE name = 'unclear'",
    "SELECT currency FROM book",
    "SELECT label FROM groups JOIN book ON group_number = number",
)
"""What opening a notebook reads."""
FIRST_SCREEN = (
    "SELECT (SELECT logged_on FROM entries ORDER BY number LIMIT 1)",
    "SELECT name, value FROM settings",
    "SELECT number, label, weekday, time, since, answered_for FROM regular_meetings",
    "SELECT e.number, e.id, e.logged_on",
    "SELECT (SELECT day BETWEEN ?1 AND ?2 FROM changes",
    "SELECT 1 FROM redo LIMIT 1",
    "SELECT entry, word, amount, every FROM answers",
    "SELECT entry, tag FROM circumstances",
)
"""How the statements begin that the first screen runs beside the sums of the months."""


def test_the_first_screen_imports_what_the_list_says(story_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PRINT_MODULES, str(story_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert run.stdout.splitlines() == MODULES.read_text().splitlines()


async def test_the_first_screen_asks_the_notebook_what_the_list_says(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = count_statements(monkeypatch)
    app = open_app(story_path)
    async with app.run_test():
        reads = counter.reads
        counter.reset()
        since = Month.from_date(TODAY).add_months(1 - MONTHS_SHOWN)
        app.current_book.load_monthly_facts(TODAY, since=since)
        sums = counter.reads
    assert tuple(reads[: len(OPENING)]) == OPENING
    others = [sql for sql in reads[len(OPENING) :] if sql not in sums]
    assert all(sql.startswith(FIRST_SCREEN) for sql in others), others
    assert len(others) <= 10
