"""An encrypted book full of words that stand nowhere else, and a search for them in files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.factories import log_lines, make_empty_book
from tracker.book.stores.letter import Letter

TODAY = date(2026, 11, 22)
AT = ("--today", str(TODAY))
PASSPHRASE = "Quittenmus im Spind"
GROUP, LABEL, ALIAS = "Wolkenpfad", "Kellnerlohn", "Nebelweg"
WORDS, NOTE, DRAFT, LETTER = "Sternenopfer", "Kummerkasten", "Zwetschgenpakt", "Morgenmut"
OWN_WORDS, EVENT = "Rauchfahne", "Kirschwoche"
TYPED = "Buttermilchtanz"
"""What is typed while the app is open."""
SECRETS = (
    *(PASSPHRASE, GROUP, LABEL, ALIAS, WORDS, OWN_WORDS, EVENT, NOTE, DRAFT, LETTER, TYPED),
    "Quittenmus",
)
LINES = (
    f"2026-09-01 income 950/month {LABEL}",
    "2026-09-01 need food 260/month",
    "2026-10-01 paid 20 event by cash",
    f'2026-10-02 ask 30/month dues no #in_public +!event:{EVENT} "{WORDS}": {OWN_WORDS} // {NOTE}',
)


def make_seeded(path: Path, passphrase: str | None = PASSPHRASE) -> Path:
    """A book that has each of the words in it, but for those that are typed later."""
    path.parent.mkdir(exist_ok=True)
    with make_empty_book(path, GROUP, passphrase) as book:
        for line in LINES:
            log_lines(book, line, today=TODAY)
        book.groups.set_alias(1, ALIAS)
        book.drafts.save(f"15 merch {DRAFT}", TODAY)
        book.letter.save(Letter(LETTER, TODAY, before_you_answer=True, first_ask=False))
    return path


def find_secrets(folder: Path) -> Iterator[tuple[str, Path]]:
    """The secret words that lie readable in a folder, each with its file."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            for secret in SECRETS:
                if any(secret.encode(code) in content for code in ("utf-8", "utf-16-le")):
                    yield secret, path


def has_no_secret(text: str) -> bool:
    """Whether no secret word stands in a text."""
    return not any(secret in text for secret in SECRETS)
