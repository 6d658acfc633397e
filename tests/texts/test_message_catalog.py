"""The catalog for translators has every message, and no other."""

from tests.texts.message_scan import find_all_messages
from tools.messages import extract_catalog


def test_the_catalog_has_every_message() -> None:
    found = set()
    for message in extract_catalog():
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        found |= {(message.context or "", text) for text in texts if text}
    assert found == {(message.context, message.text) for message in find_all_messages()}
