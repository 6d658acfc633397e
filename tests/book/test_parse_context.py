"""What a line may name, of a book on the disk: every name that an entry has."""

import pytest
from hypothesis import given, settings

from tests.analysis.dense_books import SLOW
from tests.factories import copy_empty_book, make_parse_context
from tests.strategies import LAST_DAY, books, count_examples
from tracker.entries.types import Entry


@settings(SLOW, max_examples=count_examples(30))
@given(books())
def test_every_label_campaign_and_tag_of_the_entries_is_known(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    with copy_empty_book(tmp_path_factory.getbasetemp() / "parse_context.db") as book:
        book.log(entries, LAST_DAY)
        context = book.load_parse_context()
    labels = {getattr(entry, "label", None) for entry in entries} - {None}
    campaigns = {getattr(entry, "campaign", None) for entry in entries} - {None}
    tags = {tag for entry in entries for tag in getattr(entry, "circumstances", ())}
    assert set(context.labels) == labels
    assert len(context.labels) == len(labels)
    assert set(context.campaigns.values()) == campaigns
    assert set(context.tags.values()) == tags | set(make_parse_context().tags.values())
