"""The page of the tags says what the vocabulary says now."""

from pathlib import Path

from tools.tags import render_page
from tracker.entries.tags import TAG_VOCABULARY

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tags.md"


def test_the_page_of_the_tags_is_what_the_vocabulary_says() -> None:
    kept = PAGE.read_text(encoding="utf-8")
    assert render_page() == kept, "make pictures writes docs/reference/tags.md again"


def test_each_tag_stands_there_with_its_source_and_the_good_is_marked() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if "| `" in line and line.count("|") == 5]
    assert len(rows) == len(TAG_VOCABULARY)
    for row, tag in zip(rows, TAG_VOCABULARY, strict=True):
        assert f"| `{tag.name}` | {tag.label} | {tag.meaning} |" in row
        assert f"| `{tag.name}` | {tag.source} |" in lines
        if tag.meaning_for_others:
            assert f"| `{tag.name}` | {tag.meaning_for_others} |" in lines
        assert row.startswith("| ○") == tag.is_neutral
    assert "no total" in PAGE.read_text(encoding="utf-8")
