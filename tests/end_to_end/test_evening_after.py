"""The evening after: a locked notebook, one sentence, and closed again, with nothing else asked."""

import time
from functools import partial
from pathlib import Path

from tests.end_to_end.terminal import OpenTerminal
from tests.factories import make_book
from tracker.book.open_book import open_book
from tracker.entries.types import Note

PASSPHRASE = "soup on thursday"
WORDS = "they said the fight is more important than my feelings"
TODAY, ENTER, CTRL_Q = "2026-11-22", "\r", "\x11"
ASKED_BEFORE = ("2026-11-10 meeting 2h", "2026-11-12 ask 30/month dues no")


def test_a_sentence_is_written_and_closed_in_under_a_minute(
    open_app: OpenTerminal, tmp_path: Path
) -> None:
    path = make_book(tmp_path / "secret.db", *ASKED_BEFORE, passphrase=PASSPHRASE)
    begun_at = time.monotonic()
    app = partial(open_app, "--today", TODAY)("--book", str(path))
    app.wait_for("Passphrase")
    app.press(PASSPHRASE + ENTER)
    app.wait_for("This month")
    app.press("a")
    app.wait_for("Add an entry")
    app.press(WORDS)
    app.wait_for("A thought in your own words. Enter saves it.")
    app.press(ENTER)
    saved = app.wait_for("Saved. You can close this now (ctrl+q).")
    assert "?" not in saved.replace("What happened?", ""), "nothing else is asked"
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    assert time.monotonic() - begun_at < 60
    with open_book(path, PASSPHRASE) as book:
        *_earlier, newest = book.load_entries()
        assert isinstance(newest.entry, Note)
        assert newest.entry.own_words == WORDS
        assert book.drafts.load_all() == []


def test_what_is_typed_before_the_screens_come_is_saved_too(
    open_app: OpenTerminal, tmp_path: Path
) -> None:
    path = make_book(tmp_path / "secret.db", *ASKED_BEFORE, passphrase=PASSPHRASE)
    app = partial(open_app, "--today", TODAY)("--book", str(path))
    app.wait_for("Passphrase")
    app.press(PASSPHRASE + ENTER + "a" + WORDS + ENTER)
    app.wait_for("Saved. You can close this now")
    app.press(CTRL_Q)
    assert app.wait_for_end() == 0
    with open_book(path, PASSPHRASE) as book:
        assert len(list(book.load_entries())) == len(ASKED_BEFORE) + 1
