"""`tracker total` says below the sums how what was given is known; files stay as they are."""

from tests.command_line import Tracker

AT = ("--today", "2025-11-22")
LINES = b"""2025-09-02 paid 95 dues documented
2025-09-10 paid 5 event estimated
2025-10-01 ask 80 donation gave 80
"""
CHOIR = b"2025-10-02 paid 7/month dues documented @!choir\n"


def print_evidence(tracker: Tracker, *arguments: str) -> list[str]:
    """The lines of `total` that begin in words, below its table."""
    done = tracker(*AT, "total", *arguments)
    assert done.code == 0
    return [line for line in done.out.splitlines() if " given: " in line]


def log_into_new_book(tracker: Tracker, lines: bytes) -> None:
    tracker("new", "--currency", "EUR", "--group", "circle", "--no-passphrase")
    assert tracker(*AT, "log", stdin=lines).code == 0


def test_what_was_given_is_told_by_how_it_is_known(tracker: Tracker) -> None:
    log_into_new_book(tracker, LINES)
    assert print_evidence(tracker) == [
        "180.00 given: 95.00 with a receipt, 80.00 from memory, 5.00 estimated"
    ]
    assert print_evidence(tracker, "--from", "2025-10") == ["80.00 given: 80.00 from memory"]
    assert print_evidence(tracker, "--from", "2025-11") == []


def test_each_group_has_its_own_line(tracker: Tracker) -> None:
    log_into_new_book(tracker, LINES + CHOIR)
    assert print_evidence(tracker) == [
        "194.00 given: 109.00 with a receipt, 80.00 from memory, 5.00 estimated",
        "circle, 180.00 given: 95.00 with a receipt, 80.00 from memory, 5.00 estimated",
        "choir, 14.00 given: 14.00 with a receipt",
    ]
    assert print_evidence(tracker, "--group", "choir") == ["14.00 given: 14.00 with a receipt"]


def test_files_and_the_months_stay_as_they_are(tracker: Tracker) -> None:
    log_into_new_book(tracker, LINES)
    for arguments in (
        ("total", "--format", "json"),
        ("total", "--format", "csv"),
        ("months",),
        ("months", "--format", "json"),
    ):
        done = tracker(*AT, *arguments)
        assert done.code == 0
        assert " given: " not in done.out
        assert "with a receipt" not in done.out


def test_a_book_in_which_nothing_was_given_says_nothing_of_it(tracker: Tracker) -> None:
    log_into_new_book(tracker, b"2025-10-01 ask 80 donation no\n")
    assert print_evidence(tracker) == []


def test_a_part_of_what_was_given_leaves_nothing_and_stays_within_no_line(tracker: Tracker) -> None:
    costs = b"2025-09-01 income 950/month\n2025-09-01 need food 260/month\nneed rent 0/month\n"
    log_into_new_book(tracker, costs + b"2025-09-01 limit 47\n" + LINES)
    whole = [tracker(*AT, each, "--group", "circle").out for each in ("months", "total")]
    assert all("left  my limit" in out and "47.00" in out for out in whole)
    assert tracker(*AT, "log", stdin=CHOIR).code == 0
    for command, given in (("months", "7.00"), ("total", "14.00")):
        out = tracker(*AT, command, "--group", "choir").out
        assert given in out
        assert all(word not in out for word in ("left", "my limit", "47.00"))
        assert '"left"' in tracker(*AT, command, "--group", "choir", "--format", "json").out
