"""What a line may name, of a book on the disk: every name that an entry has, found by leaps."""

from hypothesis import given, settings

from tests.analysis.book_factory import BookFactory
from tests.analysis.dense_books import SLOW
from tests.factories import known_book
from tests.strategies import EXAMPLES, LAST_DAY, books
from tracker.entries.types import Entry


@settings(SLOW, max_examples=30 * EXAMPLES)
@given(books())
def test_every_label_campaign_and_tag_of_the_entries_is_known(
    book_factory: BookFactory, entries: list[Entry]
) -> None:
    known = book_factory.load_context(entries, LAST_DAY)
    labels = {getattr(entry, "label", None) for entry in entries} - {None}
    campaigns = {getattr(entry, "campaign", None) for entry in entries} - {None}
    tags = {tag for entry in entries for tag in getattr(entry, "circumstances", ())}
    assert set(known.labels) == labels
    assert len(known.labels) == len(labels)
    assert set(known.campaigns.values()) == campaigns
    assert set(known.tags.values()) == tags | set(known_book().tags.values())
