"""`tracker card`: what it prints, what it saves, and that nothing typed is kept."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.command_line import Tracker

AT = ("--today", "2025-11-20")
DEFAULT = "Not today. I’ll tell you next week.\nI decide about money at home.\n"
SYNC = "Note apps on your phone may sync to this computer.\n"
NUMBER = "0171 2345678"


def test_it_works_without_a_notebook_and_makes_none(tracker: Tracker) -> None:
    done = tracker("card")
    assert (done.code, done.out, done.err) == (0, DEFAULT, SYNC)
    assert list(tracker.folder.iterdir()) == []


def test_it_works_in_an_empty_notebook(tracker: Tracker) -> None:
    tracker("new", "--currency", "EUR", "--group", "circle", "--no-passphrase")
    before = tracker.book.read_bytes(), tracker.book.stat().st_mtime_ns
    assert tracker("card").out == DEFAULT
    assert (tracker.book.read_bytes(), tracker.book.stat().st_mtime_ns) == before


def test_it_has_the_limit_and_the_figures_that_are_ticked(story: Tracker) -> None:
    assert story(*AT, "card").out.splitlines()[1] == "At most 19."
    assert story(*AT, "card", "--food").out.splitlines()[2:] == ["A day of food costs me 8.67."]
    refused = story(*AT, "card", "--left")
    assert (refused.code, refused.out) == (1, "")
    assert "It needs your income, food and rent." in refused.err
    story("log", stdin=b"2025-09-01 need rent 400/month\n")
    assert "I have 290 left this month." in story(*AT, "card", "--left").out


@pytest.mark.parametrize("option", ["--left", "--food"])
def test_a_figure_that_is_not_known_is_said(tracker: Tracker, option: str) -> None:
    done = tracker("card", option)
    assert (done.code, done.out) == (1, "")
    assert "Tracker doesn’t know what" in done.err


def test_own_lines_stand_in_place_of_the_two_and_need_no_notebook(tracker: Tracker) -> None:
    tracker.book.write_bytes(b"no notebook at all")
    done = tracker("card", "--line", "I said no.", "--line", "-", stdin=b"I  mean it.\n")
    assert (done.code, done.out) == (0, "I said no.\nI mean it.\n")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--line", "m" * 61), "60 characters"),
        (("--call", "1" * 61), "60 characters"),
        (("--line", "a") * 5, "4 lines"),
        (("--line", " "), "nothing on the card"),
        (("--to", "card.png"), ".pdf"),
    ],
)
def test_what_does_not_fit_is_refused(
    tracker: Tracker, arguments: tuple[str, ...], why: str
) -> None:
    done = tracker("card", *arguments)
    assert (done.code, done.out) == (2, "")
    assert why in done.err
    assert list(tracker.folder.iterdir()) == []


def test_a_helpline_is_one_of_the_own_country(
    tracker: Tracker, german: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    german()
    done = tracker("card", "--call", "helpline")
    assert done.out.splitlines()[2:] == ["Call 0800 111 0 111"]
    assert "TelefonSeelsorge" in done.err
    assert "as of 20" in done.err


def test_without_a_country_no_number_is_guessed(tracker: Tracker) -> None:
    done = tracker("card", "--call", "helpline")
    assert (done.code, done.out) == (1, "")
    assert "no number for your country" in done.err


def test_a_typed_number_is_printed_and_kept_nowhere(story: Tracker) -> None:
    secret = "Quittenmus"
    done = story(
        *(*AT, "card", "--line", secret, "--call", "-", "--to", "page.pdf"),
        stdin=f"{NUMBER}\n".encode(),
    )
    assert done.out == f"{secret}\nCall {NUMBER}\n"
    (page,) = PdfReader(BytesIO((story.folder / "page.pdf").read_bytes())).pages
    assert NUMBER in page.extract_text()
    content = story.book.read_bytes()
    for text in (secret, NUMBER, NUMBER.replace(" ", "")):
        assert text.encode() not in content
    assert {path.name for path in story.folder.iterdir()} == {"b.db", "page.pdf"}
    assert NUMBER not in story("history", "1").out


def test_the_place_of_a_saved_card_is_known_and_its_content_is_not(story: Tracker) -> None:
    file = story.folder / "page.pdf"
    assert story("card", "--to", str(file)).code == 0
    assert file.stat().st_mode & 0o077 == 0
    assert str(file) in story("where", "--all").out
    refused = story("card", "--to", str(file))
    assert (refused.code, refused.out) == (1, "")
    assert "already exists" in refused.err
    kept = story.book.read_bytes()
    assert b"At most" not in kept
    assert b"Not today" not in kept


def test_a_card_can_be_saved_without_a_notebook(tracker: Tracker) -> None:
    assert tracker("card", "--to", "page.pdf").code == 0
    assert [path.name for path in tracker.folder.iterdir()] == ["page.pdf"]
