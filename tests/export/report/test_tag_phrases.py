"""The phrases of tags: one for each tag of the vocabulary, in the first person."""

import re

from tracker.entries.tags import VOCABULARY_TAGS
from tracker.export.report.tag_phrases import TAG_PHRASES, describe_tags


def test_each_circumstance_of_the_vocabulary_has_a_phrase_of_its_own() -> None:
    assert tuple(TAG_PHRASES) == VOCABULARY_TAGS
    assert len(set(TAG_PHRASES.values())) == len(TAG_PHRASES)


def test_the_person_speaks_of_themselves() -> None:
    assert not [told for told in TAG_PHRASES.values() if re.search(r"\byou", told, re.IGNORECASE)]


def test_an_own_word_stands_with_its_meaning_where_there_is_one() -> None:
    own = {"by_letter": "a letter\nlay in my room", "late": ""}
    assert describe_tags(["in_public", "by_letter", "late"], own) == (
        "other members could hear · by letter: a letter lay in my room · late"
    )
    assert describe_tags([], own) == ""
