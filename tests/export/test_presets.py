"""`tracker export --for`: what each kind of reader gets, in which files, behind which password."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typst

from tests.command_line import Tracker
from tests.export.pdf_reader import WrongPassword, attached_files, list_names, unpack
from tests.factories import make_book
from tracker.book.open_book import open_book
from tracker.cli import export_arguments
from tracker.export.bundle import BUNDLE_FILES
from tracker.export.presets import find_main_group

TOLD = b"""2025-10-20 ask 17 literature no "Zwordsq they said" #in_public // Znoteq
2025-10-21 paid 7 dues 'Zlabelq' ref "Zrefq" @!choir
2025-10-22 meeting @choir 2h "in the Choir's rooms"
2025-11-01 ask 40 donation later @circle
"""
pytestmark = pytest.mark.usefixtures("finished_once")
TABLES = {*BUNDLE_FILES, "report.pdf"}


@pytest.fixture
def tracker(tracker: Tracker) -> Tracker:
    return tracker.with_story(TOLD)


def page(tracker: Tracker, folder: str = "out") -> bytes:
    return (tracker.folder / folder / "report.pdf").read_bytes()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that was handed on to be set; in a PDF letters are numbers of drawings."""
    texts: list[str] = []
    compile_ = typst.compile

    def compiled(source: bytes, **options: Any) -> bytes:
        texts.append(options["sys_inputs"]["data"])
        return bytes(compile_(source, **options))

    monkeypatch.setattr(typst, "compile", compiled)
    return texts


def test_a_friend_gets_the_page_and_nothing_that_is_not_ticked(
    tracker: Tracker, said: list[str]
) -> None:
    result = tracker("export", "--for", "friend", "--to", "out")
    assert result.code == 0, result.err
    assert (
        "One other group is left out. Left out on purpose: income and living costs as amounts,"
        " a limit as a share of income, how each month compares with a limit, labels, where"
        " receipts are, what was said, own words."
    ) in result.out
    assert list_names(tracker.folder / "out") == {"report.pdf"}
    assert set(attached_files(page(tracker))) == {"witness.txt"}
    whole = unpack(page(tracker)) + "".join(said).encode()
    assert b"literature" in whole
    assert "People to talk to" in said[-1]
    home = str(Path.home()).encode()
    for secret in (b"Zwordsq", b"Zlabelq", b"Zrefq", b"Znoteq", b"choir", b"950.00", home):
        assert secret not in whole


def test_what_is_ticked_goes_along(tracker: Tracker, said: list[str]) -> None:
    ticks = ("--income", "--words", "--labels", "--other-groups")
    assert tracker("export", "--for", "friend", *ticks, "--to", "out").code == 0
    assert set(attached_files(page(tracker))) == {"witness.txt"}, "a friend gets no tables"
    notes = ("--private-notes", "--attach-tables", "--no-people")
    assert tracker("export", *ticks, *notes, "--to", "all").code == 0
    assert "Zwordsq" in said[-1]
    assert "Znoteq" not in said[-1], "private notes are never on the page itself"
    assert "People to talk to" not in said[-1]
    assert list_names(tracker.folder / "all") == {"report.pdf"}
    inside = attached_files(page(tracker, "all"))
    assert set(inside) == {"witness.txt", "months.csv", "entries.csv", "datapackage.json"}
    whole = unpack(page(tracker, "all"))
    for told in (b"Zwordsq", b"Zlabelq", b"Zrefq", b"Znoteq", b"choir", b"950.00"):
        assert told in whole


def test_a_counsellor_gets_page_and_data_under_the_aliases_and_i_get_everything(
    tracker: Tracker,
) -> None:
    with open_book(tracker.book) as book:
        book.groups.set_alias(1, "readers")
    assert tracker("export", "--for", "counsellor", "--to", "out").code == 0
    assert list_names(tracker.folder / "out") == TABLES
    folder = tracker.folder / "out"
    whole = b"".join(file.read_bytes() for file in folder.iterdir()) + unpack(page(tracker))
    assert b"readers" in whole
    assert b"circle" not in whole
    assert b"Znoteq" not in whole
    assert tracker("export", "--for", "me", "--xlsx", "--to", "mine").code == 0
    assert list_names(tracker.folder / "mine") == {*TABLES, "bundle.xlsx"}
    entries = (tracker.folder / "mine" / "entries.csv").read_text("utf-8-sig")
    assert '"circle"' in entries
    assert "Znoteq" not in entries


def test_the_page_says_why_and_how_to_reach_me_from_the_options_or_standard_input(
    tracker: Tracker,
) -> None:
    why = ("--why", "help-me-say-no", "--safe-way", "by post")
    assert tracker("export", "--for", "friend", *why, "--to", "out").code == 0
    said = ("--why", "-", "--safe-way", "-")
    typed = b"Ze reason is mine\nat ze library\n"
    assert tracker("export", "--for", "friend", *said, "--to", "own", stdin=typed).code == 0
    assert page(tracker) != page(tracker, "own")
    with open_book(tracker.book) as book:
        told = " ".join(f"{shown.path} {shown.choices}" for shown in book.export_log.load_all())
    assert "library" not in told
    assert "post" not in told


def test_six_words_are_shown_once_and_open_the_page_that_lies_alone(tracker: Tracker) -> None:
    result = tracker("export", "--six-words", "--to", "out")
    assert result.code == 0
    found = re.search(r"These six words open it. You won’t see them again:\n  (.+)", result.out)
    assert found
    words = found[1]
    assert len(words.split()) == 6
    assert list_names(tracker.folder / "out") == {"report.pdf"}
    with pytest.raises(WrongPassword):
        attached_files(page(tracker))
    assert "entries.csv" in attached_files(page(tracker), words)
    assert b"Zwordsq" not in page(tracker)
    raw = tracker.book.read_bytes()
    assert words.encode() not in raw


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sit at a terminal and type a password there."""

    def sit(password: str) -> None:
        monkeypatch.setattr(export_arguments, "is_interactive", lambda: True)
        monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: password)
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt: "n")

    return sit


def test_a_short_password_is_taken_and_something_said_of_it(
    tracker: Tracker, typing: Callable[[str], None]
) -> None:
    typing("sesame")
    result = tracker("export", "--for", "friend", "--password", "--to", "out")
    assert result.code == 0
    assert "A computer could guess a password this short" in result.err
    assert "witness.txt" in attached_files(page(tracker), "sesame")


@pytest.mark.parametrize(
    ("password", "mend"),
    [
        ("     ", "at least one character"),
        ("\U0001f642" * 200, "has 800 bytes"),
        ("a\x1bb", "can’t be typed"),
        ("m\u00b2", "some PDF viewers read differently"),
    ],
)
def test_a_password_that_cannot_be_is_refused_before_anything_is_written(
    tracker: Tracker, typing: Callable[[str], None], password: str, mend: str
) -> None:
    typing(password)
    result = tracker("export", "--password", "--to", "out")
    assert result.code == 2
    assert mend in " ".join(result.err.split())
    assert not (tracker.folder / "out").exists()


def test_what_is_typed_and_is_no_text_is_said(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(_prompt: str) -> str:
        return b"gr\xfcn".decode()

    monkeypatch.setattr(export_arguments, "is_interactive", lambda: True)
    monkeypatch.setattr("click.termui.hidden_prompt_func", pressed)
    result = tracker("export", "--password", "--days", "--to", "out")
    assert result.code == 1
    assert result.err.count("Your terminal sent text that isn’t UTF-8") == 2
    assert "That was the third try" in result.err
    assert not (tracker.folder / "out").exists()


def test_the_ledger_alone(tracker: Tracker) -> None:
    assert tracker("export", "--format", "ledger", "--to", "out", "--group", "circle").code == 0
    assert list_names(tracker.folder / "out") == {"tracker.journal"}
    text = (tracker.folder / "out" / "tracker.journal").read_text("utf-8")
    assert "2025-10-11" in text
    assert "hoir" not in text


def test_since_the_last_time(tracker: Tracker) -> None:
    refused = tracker("export", "--since-last", "--to", "out")
    assert refused.code == 2
    assert "You haven’t shown anything yet" in refused.err
    with open_book(tracker.book) as book:
        book.export_log.record(Path("/elsewhere"), date(2025, 10, 5), "all months")
    result = tracker("export", "--since-last", "--to", "out")
    assert "This is a selection: from October 2025 on." in result.out


def test_the_log_holds_the_day_the_choices_and_a_fingerprint(tracker: Tracker) -> None:
    tracker("export", "--for", "friend", "--to", "out")
    with open_book(tracker.book) as book:
        (shown,) = book.export_log.load_all()
    assert (
        shown.choices == "all months, without choir, without income, without labels, without words,"
        " without my own words"
    )
    assert re.fullmatch("[0-9a-f]{64}", shown.fingerprint)


@pytest.mark.parametrize(
    ("options", "mend"),
    [
        (("--since-last", "--from", "2025-10"), "Leave one out"),
        (("--password", "--six-words"), "Leave one out"),
        (("--password",), "only in a terminal"),
        (("--why", "x" * 301), "Please shorten it to 300"),
        (("--why", " "), "choose one of the four"),
        (("--ask", "0"), "--ask"),
        (("--ask", "77"), "Ask 77 isn’t part of this export"),
        (("--for", "friend", "--xlsx"), "Choose --for counsellor"),
        (("--for", "friend", "--attach-tables"), "Choose --for counsellor"),
        (("--for", "friend", "--private-notes"), "Choose --for counsellor"),
        (("--attach-tables", "--xlsx"), "creates a file next to the summary"),
        (("--six-words", "--xlsx"), "creates a file next to the summary"),
        (("--format", "ledger", "--six-words"), "A ledger can’t have --six-words"),
        (("--format", "ledger", "--private-notes"), "A ledger can’t have --private-notes"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    tracker: Tracker, options: tuple[str, ...], mend: str
) -> None:
    result = tracker("export", "--to", "out", *options)
    assert result.code == 2
    assert mend in " ".join(result.err.split())
    assert not (tracker.folder / "out").exists()


def test_a_place_that_others_read_is_named(tracker: Tracker) -> None:
    result = tracker("export", "--for", "friend", "--to", "Dropbox/out")
    assert result.code == 0
    assert "looks synced" in result.err


@pytest.mark.parametrize("audience", ["counsellor", "me"])
def test_other_groups_stay_where_that_is_said(tracker: Tracker, audience: str) -> None:
    options = ("--for", audience, "--no-other-groups")
    result = tracker("export", *options, "--to", "out")
    assert "One other group is left out." in result.out
    folder = tracker.folder / "out"
    whole = b"".join(file.read_bytes() for file in folder.iterdir()) + unpack(page(tracker))
    assert b"hoir" not in whole


def test_without_a_group_of_its_own_a_notebook_is_about_the_group_that_asked_most(
    tmp_path: Path,
) -> None:
    lines = (
        "2025-10-01 ask 5 donation no @!circle",
        "2025-10-02 ask 5 donation no @circle",
        "2025-10-03 ask 5 donation no @!choir",
        '2025-10-04 meeting 2h @!"tea table"',
    )
    with open_book(make_book(tmp_path / "groups.db", *lines)) as book:
        assert find_main_group(book) == "circle"
    with open_book(make_book(tmp_path / "one.db", lines[-1])) as book:
        assert find_main_group(book) == "tea table"
