"""Whatever comes in: one plain sentence or what was asked for, and nothing that a terminal obeys.

The entry line, what is imported and the command line; `test_any_input_forms` has the app.
A few hundred inputs here, 10,000 with `TRACKER_EXAMPLES=40`.
"""

import shutil
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from random import Random

import pytest

from tests.command_line import Result, Tracker
from tests.factories import TODAY
from tests.faults import hostile_bundles, hostile_commands, hostile_text
from tests.faults.tallies import write_tally
from tests.strategies import count_examples
from tracker.entries.entry_description import build_description
from tracker.entries.entry_filter import parse_filter
from tracker.entries.form_conversion import convert_form_to_line, convert_line_to_form
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.i18n import sanitize_text

LINES, LOGGED, BUNDLES, COMMANDS = map(count_examples, (95, 40, 35, 60))
"""Inputs to each door; as many as come to the forms make it 10,000."""
A_BOOK = 40
"""Lines or commands after which there is another book."""
BEGUN = b'2025-10-02 ask 15 merch no #in_public @!circle\n2025-10-03 meeting 2h "\xe2\x80\xaeso"\n'
LISTS = (
    *(("entries",), ("months",), ("total",), ("how-often",), ("timeline",), (), ("chart",)),
    *(("entries", "--format", form) for form in ("lines", "csv", "json")),
)
"""Where what was taken comes back."""
FOR_PROGRAMS = frozenset({"lines", "csv", "json"})
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_disk_is_waited_for")]


def check_result(result: Result, given: object, arguments: Iterable[str] = ()) -> Result:
    """What a command did, if it did it as it should."""
    assert result.code in (0, 1, 2), (given, result)
    for_eyes = not FOR_PROGRAMS & set(arguments)
    hostile_text.check_harmless(result.out, for_eyes=for_eyes)
    hostile_text.check_harmless(result.err)
    assert "Traceback" not in result.out + result.err, given
    assert bool(result.code) <= bool(result.err), given
    # A sentence; of a refused line also the place, and that nothing was saved.
    assert result.err.count("\n") <= 5 or not result.code, (given, result.err)
    return result


def write_figures(door: str, codes: Counter[int], begun: float) -> None:
    """Tell what came of the inputs to a door."""
    refused = sum(count for code, count in codes.items() if code)
    write_tally(
        **{f"inputs_to_{door}": codes.total(), "accepted": codes[0], "refused": refused},
        seconds_of_work=round(time.process_time() - begun),
    )


@pytest.fixture
def tracker_on_copy(tracker: Tracker) -> Tracker:
    """The command line on a book that can be made anew."""
    start_anew(tracker)
    return tracker


def start_anew(tracker: Tracker) -> None:
    """Take away what lies there, and begin with a small book."""
    for path in tracker.folder.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    assert tracker("new", "--currency", "EUR", "--no-passphrase").code == 0
    assert tracker("log", stdin=BEGUN).code == 0


def list_everything(tracker: Tracker) -> None:
    """Look at all that comes back."""
    for command in LISTS:
        assert check_result(tracker(*command), command, command).code == 0


def test_any_line() -> None:
    begun, codes = time.process_time(), Counter[int]()
    for seed in range(LINES):
        rng = Random(seed)
        line, context = hostile_text.make_line(rng), ParseContext("EUR")
        codes[parse_in_every_way(line, context, typed=bool(rng.randrange(2)))] += 1
    write_figures("the_grammar", codes, begun)
    assert codes[0] > LINES / 10 < codes[2]


def parse_in_every_way(line: str, context: ParseContext, *, typed: bool) -> int:
    """Read a line in every way: as an entry, in a form, as a filter."""
    with suppress(ParseError):
        parse_filter(line, context, TODAY)
    days = LineDays.from_today(TODAY)
    fields, _rest = convert_line_to_form(line, context, days)
    assert isinstance(convert_form_to_line(fields), str)
    try:
        entries = read_line(line, context, days, typed=typed)
    except ParseError as error:
        assert_is_placed(error, line)
        return 2
    for entry in entries:
        context.add_entry(entry)
        hostile_text.check_harmless(sanitize_text(build_description(entry).sentence))
    return 0


def assert_is_placed(error: ParseError, line: str) -> None:
    """An error points into its line, and says why."""
    assert 1 <= error.column <= len(line) + 1
    assert len(error.message) > 10
    hostile_text.check_harmless(sanitize_text(error.message))


def test_any_line_that_is_logged(tracker_on_copy: Tracker) -> None:
    started, codes = time.process_time(), Counter[int]()
    for seed in range(LOGGED):
        rng = Random(seed)
        if seed and seed % A_BOOK == 0:
            list_everything(tracker_on_copy)
            start_anew(tracker_on_copy)
        line = hostile_text.encode_raw(hostile_text.make_line(rng))
        codes[check_result(tracker_on_copy("log", stdin=line), line).code] += 1
    list_everything(tracker_on_copy)
    write_figures("log", codes, started)
    assert codes[0] > LOGGED / 10 < codes[2]
    assert not codes[1]


@pytest.mark.long
def test_any_bundle(tracker_on_copy: Tracker) -> None:
    started, codes = time.process_time(), Counter[int]()
    for seed in range(BUNDLES):
        rng = Random(seed)
        folder = tracker_on_copy.folder / "given"
        folder.mkdir()
        path = hostile_bundles.make_bundle(folder, rng)
        keep = rng.choice((("--keep", "book"), ("--keep", "import"), ("--dry-run",), ()))
        check_result(tracker_on_copy("view", str(path)), seed)
        codes[check_result(tracker_on_copy("import", str(path), *keep), seed).code] += 1
        shutil.rmtree(folder)
        if seed % A_BOOK == A_BOOK - 1:
            list_everything(tracker_on_copy)
            start_anew(tracker_on_copy)
    list_everything(tracker_on_copy)
    write_figures("import", codes, started)
    assert codes[0] > BUNDLES / 10 < codes[1]


def test_any_command(tracker_on_copy: Tracker) -> None:
    started, codes = time.process_time(), Counter[int]()
    for seed in range(COMMANDS):
        rng = Random(seed)
        if seed % A_BOOK == 0:
            start_anew(tracker_on_copy)
            for _each in range(A_BOOK):
                tracker_on_copy("log", stdin=hostile_text.encode_raw(hostile_text.make_line(rng)))
        command = hostile_commands.make_command(rng)
        result = tracker_on_copy(
            *command, stdin=hostile_text.encode_raw(hostile_text.make_line(rng))
        )
        codes[check_result(result, [seed, *command], command).code] += 1
    write_figures("commands", codes, started)
    assert codes[0] > COMMANDS / 10 < codes[2]
