"""The READ-ME says how the rows are counted, and what the tags in the table mean."""

from pathlib import Path

import pytest

from tests.export.story_book import TODAY, example_book
from tracker.export.bundle import load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.read_me import render_read_me

TAGGED = (
    "2025-11-03 ask 30/month dues no #no_accepted #!by_letter #!late",
    "2025-11-04 paid 7 dues @!choir",
)
HEADING = "Words in the column “circumstances”"


def render(folder: Path, *lines: str, choice: ExportSelection | None = None) -> str:
    """Return the READ-ME of these lines as running text."""
    with example_book(folder, *lines) as book:
        if "by_letter" in book.tags.count_uses():
            book.tags.set_meaning("by_letter", "a letter lay in my room")
        contents = load_bundle(book, TODAY, Dialect.COMMA, choice or ExportSelection())
    return " ".join(" ".join(render_read_me(contents)).split())


def test_each_tag_in_the_table_is_explained_in_the_first_person(tmp_path: Path) -> None:
    text = render(tmp_path, *TAGGED)
    tags = text.partition(HEADING)[2].partition("How to read the tables")[0]
    assert "by_letter a letter lay in my room" in tags
    assert "no_accepted my no was accepted that time" in tags
    assert "late" not in tags, "it has no meaning"
    assert "in_public" not in tags, "it isn’t in the table"
    assert "others were asked" not in tags


def test_own_words_are_not_explained_where_they_are_left_out(tmp_path: Path) -> None:
    text = render(tmp_path, *TAGGED, choice=ExportSelection(own_words=False))
    assert "no_accepted my no" in text
    assert "letter lay" not in text


def test_without_tags_there_is_no_section(tmp_path: Path) -> None:
    assert HEADING not in render(tmp_path, "2025-11-03 ask 30 dues no")


def test_tags_about_others_are_told_apart(tmp_path: Path) -> None:
    text = render(tmp_path, "2025-11-03 seen 30 donation #in_public")
    assert "In the rows “seen” and “heard”, they say how others were asked. in_public" in text


@pytest.mark.parametrize(
    ("choice", "groups", "income"),
    [
        (ExportSelection(), True, True),
        (ExportSelection(income=False), True, False),
        (ExportSelection(groups={"circle": "circle"}), False, False),
    ],
)
def test_rows_of_groups_are_not_to_be_added(
    tmp_path: Path, choice: ExportSelection, *, groups: bool, income: bool
) -> None:
    text = render(tmp_path, *TAGGED, choice=choice)
    assert ("Use either the “all” rows or the rows of one group." in text) is groups
    assert ("Income and living costs are the same in each." in text) is income
    assert "only the last time counts in “asked_low”" in text
    assert "A newer one of 0.00 only ends it." in text
