"""An export builds the files that were chosen, each of them once, and no other file."""

import importlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Tracker
from tests.export.story_book import TODAY, example_book
from tracker.export.bundle import load_bundle, render_export
from tracker.export.export_options import ExportOptions
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.entry_batch_writer import EntryBatchWriter

TABLES = ("entries.csv", "months.csv", "datapackage.json")
BUILDERS = {
    "report.pdf": "tracker.export.report.typesetting:typeset_report",
    "witness.txt": "tracker.export.bundle:encode_witness",
    "READ-ME.txt": "tracker.export.tables.read_me:render_read_me",
    "share.png": "tracker.charts.image.monthly_chart:draw_monthly_chart",
    "months.csv": "tracker.export.tables.months_csv:write_months_csv",
    "datapackage.json": "tracker.export.tables.datapackage:_build_entry_fields",
    "bundle.xlsx": "tracker.export.tables.workbook:render_workbook",
}
"""What builds each file but `entries.csv`, which is built by a class."""


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return how often each file is built from now on."""
    counter: Counter[str] = Counter()

    def count_calls(file: str, build: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            counter[file] += 1
            return build(*arguments, **named)

        return counted

    for file, place in BUILDERS.items():
        module, _colon, name = place.partition(":")
        build = getattr(importlib.import_module(module), name)
        monkeypatch.setattr(f"{module}.{name}", count_calls(file, build))
    monkeypatch.setattr(
        EntryBatchWriter, "__init__", count_calls("entries.csv", EntryBatchWriter.__init__)
    )
    return counter


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (("--for", "friend"), ()),
        (("--for", "friend", "--income", "--labels", "--words", "--other-groups"), ()),
        (("--for", "friend", "--six-words"), ()),
        (("--for", "counsellor"), (*TABLES, "READ-ME.txt", "share.png")),
        (("--for", "me", "--xlsx"), (*TABLES, "READ-ME.txt", "share.png", "bundle.xlsx")),
        (("--for", "counsellor", "--attach-tables"), TABLES),
        (("--for", "counsellor", "--six-words"), TABLES),
    ],
)
def test_each_chosen_file_is_built_once_and_no_other(
    tracker: Tracker, builds: Counter[str], options: tuple[str, ...], files: tuple[str, ...]
) -> None:
    result = tracker.with_story()("export", "--to", "out", *options)
    assert result.code == 0, result.err
    assert builds == dict.fromkeys(("report.pdf", "witness.txt", *files), 1)


def test_tables_that_were_not_built_are_never_written_empty(tmp_path: Path) -> None:
    options = ExportOptions(Dialect.COMMA)
    with example_book(tmp_path) as book:
        data = load_bundle(
            book, TODAY, options.dialect, cover_note=options.cover_note, has_tables=False
        )
    with pytest.raises(ValueError, match="without the tables"):
        render_export(data, options)
