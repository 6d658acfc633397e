"""`tracker export` with selections: which months, which groups, under which names."""

import os
from pathlib import Path

import pytest

from tests.command_line import Tracker
from tests.export.pdf_reader import open_pdf
from tests.factories import fail_with
from tracker.book.open_book import open_book
from tracker.export.files.export_folder import ExportError
from tracker.export.files.fingerprint import compute_fingerprint

pytestmark = pytest.mark.usefixtures("drawn_once")
CHOIR = b"2025-10-21 paid 7 dues @!choir\n2025-10-22 meeting @choir\n"


@pytest.fixture
def tracker(tracker: Tracker) -> Tracker:
    return tracker.with_story(CHOIR)


def texts_of_bundle(tracker: Tracker, folder: str = "out") -> str:
    """Every table and page of the bundle, one after another."""
    names = ("entries.csv", "months.csv", "READ-ME.txt")
    return "".join((tracker.folder / folder / name).read_text("utf-8-sig") for name in names)


def test_months_groups_and_names_are_chosen(tracker: Tracker) -> None:
    choices = ("--from", "2025-10", "--until", "2025-10", "--group", "circle")
    result = tracker("export", "--to", "out", *choices, "--alias", "circle=the readers")
    assert result.code == 0
    assert "This is a selection: October 2025 only. One other group is left out." in result.out
    text = texts_of_bundle(tracker)
    assert "the readers" in text
    assert "choir" not in text
    assert "circle" not in text
    assert "2025-09" not in text
    with open_book(tracker.book) as book:
        (shown,) = book.export_log.load_all()
    assert shown.choices == "October 2025 only, circle as the readers, without choir"
    lies = {file.name: file.read_bytes() for file in (tracker.folder / "out").iterdir()}
    assert shown.fingerprint == compute_fingerprint(lies)


def test_an_alias_of_the_book_is_the_name_unless_the_own_names_are_wanted(
    tracker: Tracker,
) -> None:
    with open_book(tracker.book) as book:
        circle = next(group for group in book.groups.load_all() if group.label == "circle")
        book.groups.set_alias(circle.number, "readers")
    assert tracker("export", "--to", "out").code == 0
    assert "readers" in texts_of_bundle(tracker)
    assert "circle" not in texts_of_bundle(tracker)
    assert tracker("export", "--to", "own", "--real-names").code == 0
    assert "readers" not in texts_of_bundle(tracker, "own")


def test_names_can_come_from_standard_input(tracker: Tracker) -> None:
    result = tracker(
        "export", "--to", "out", "--group", "-", "--alias", "-", stdin=b"circle\ncircle=readers\n"
    )
    assert result.code == 0
    assert "readers" in texts_of_bundle(tracker)
    assert "choir" not in texts_of_bundle(tracker)


@pytest.mark.parametrize(
    ("options", "mend"),
    [
        (("--from", "2025-11", "--until", "2025-10"), "Swap them"),
        (("--from", "soon"), "can’t read this month"),
        (("--until", "2020-01"), "There are no entries in these months"),
        (("--group", "chess"), "It has: circle, choir"),
        (("--group", ""), "Type the group’s name. This notebook has: circle, choir"),
        (("--group", "@ "), "Type the group’s name."),
        (("--alias", "=x"), "Type the group’s name."),
        (("--alias", "circle"), "Type an alias as group=name"),
        (("--alias", "circle= "), "Type an alias as group=name"),
        (("--alias", "circle=choir"), "Another group is called “choir”"),
        (("--group", "choir", "--alias", "circle=x"), "Add it with --group"),
    ],
)
def test_a_choice_that_does_not_fit_is_refused_with_the_mend(
    tracker: Tracker, options: tuple[str, ...], mend: str
) -> None:
    result = tracker("export", "--to", "out", *options)
    assert result.code == 2
    assert mend in " ".join(result.err.split())
    assert not (tracker.folder / "out").exists()
    with open_book(tracker.book) as book:
        assert book.export_log.load_all() == []


def test_a_name_cannot_add_a_line_to_a_sentence(tracker: Tracker) -> None:
    place = tracker.folder / "nl\nNothing was saved."
    place.mkdir()
    (place / "file").touch()
    result = tracker("export", "--to", str(place))
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert "nl\N{WHITE SQUARE}Nothing" in result.err
    missing = tracker("months", book="no\nbook")
    assert missing.err.count("\n") == 1


def test_what_to_know_of_a_place_is_said_before_anything_lies_there(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tracker.export.files.export_folder.write_bundle",
        fail_with(ExportError("Nothing could be written.")),
    )
    result = tracker("export", "--format", "ledger", "--to", "out")
    assert result.err.splitlines() == [
        "This is next to your notebook. Anyone who finds one finds both.",
        "Nothing could be written.",
    ]


def test_a_place_that_is_no_utf_8_is_still_there(tracker: Tracker) -> None:
    place = os.fsdecode(os.fsencode(tracker.folder) + b"/caf\xe9")
    try:
        Path(place).mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    assert tracker("export", "--format", "ledger", "--to", place).code == 0
    told = tracker("where", "--all").out.splitlines()
    line = told.index(f"{tracker.folder}/caf\N{WHITE SQUARE}")
    assert "delete this f" in told[line + 1]


def read_summary(folder: Path) -> str:
    """Return the words of a summary."""
    pages = open_pdf((folder / "report.pdf").read_bytes()).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_limit_is_in_the_summary_only_where_it_is_asked_for(tracker: Tracker) -> None:
    assert tracker("export", "--for", "friend", "--to", "without").code == 0
    refused = tracker("export", "--for", "friend", "--limit", "--to", "with")
    assert "Include your income, or leave out the limit." in refused.err
    assert not (tracker.folder / "with").exists()
    with_income = ("--limit", "--income", "--other-groups", "--to", "with")
    assert tracker("export", "--for", "friend", *with_income).code == 0
    assert "the most I want to give" not in read_summary(tracker.folder / "without")
    assert "the most I want to give" in read_summary(tracker.folder / "with")


def test_only_a_counsellor_is_told_who_the_person_lives_with(tracker: Tracker) -> None:
    told = tracker("export", "--depends-on-group", "--to", "told")
    assert told.code == 0
    assert "finds this summary, they’ll know that you asked for advice." in told.err
    assert "depend on someone in one of these groups." in read_summary(tracker.folder / "told")
    untold = tracker("export", "--to", "untold")
    assert "asked for advice" not in untold.err
    assert "depend on someone" not in read_summary(tracker.folder / "untold")
    for audience in ("friend", "me"):
        refused = tracker("export", "--depends-on-group", "--for", audience, "--to", "no")
        assert (refused.code, "Choose --for counsellor." in refused.err) == (2, True)
    ledger = tracker("export", "--depends-on-group", "--format", "ledger", "--to", "no")
    assert "A ledger can’t have --depends-on-group." in ledger.err
    assert not (tracker.folder / "no").exists()


def test_an_export_for_me_speaks_to_nobody_else(tracker: Tracker) -> None:
    refused = tracker("export", "--for", "me", "--safe-way", "by post", "--to", "no")
    assert (refused.code, "Leave it out with --for me." in refused.err) == (2, True)
    assert tracker("export", "--for", "me", "--private-notes", "--to", "mine").code == 0
    folder = tracker.folder / "mine"
    read_me = " ".join((folder / "READ-ME.txt").read_text("utf-8-sig").split())
    for text in (read_summary(folder), read_me):
        for spoken in ("What helps", "Please", "I trust you", "show them to you", "tell me"):
            assert spoken not in text
    assert "I wrote this down for myself. " in read_me
    assert "It includes my private notes. " in read_me


def test_someone_under_18_is_spoken_of_before_a_counsellor_gets_it(tracker: Tracker) -> None:
    assert tracker("log", stdin=b"seen 60 donation #minor_involved\n").code == 0
    warning = "a counsellor may have to act on it. Ask them first what that means."
    assert warning in tracker("export", "--seen-heard", "--to", "seen").err
    assert warning not in tracker("export", "--to", "unseen").err
    assert warning not in tracker("export", "--for", "friend", "--seen-heard", "--to", "f").err
