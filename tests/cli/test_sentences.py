"""`tracker sentences`: a few rounded sentences, and what always comes with them."""

from tests.command_line import Tracker

PURPOSE = (
    "You can use it to ask people who don’t know you whether that is usual, or to warn someone."
)
RECOGNISED = "People who were there may still recognise you. It can wait a week."


def test_the_sentences_come_with_what_to_know(story: Tracker) -> None:
    before = story.book.read_bytes(), story.book.stat().st_mtime_ns
    done = story("sentences")
    assert (done.code, done.err) == (0, "")
    assert done.out.replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "A group asked me for money a few times.",
        "The most I was asked for each month was about 3 % of my income.",
        "The most I was asked for at once was about 500 EUR.",
        "I had to name an amount in front of others once.",
        "I gave about 30 EUR in all.",
        "",
        f"{PURPOSE} {RECOGNISED}",
    ]
    assert (story.book.read_bytes(), story.book.stat().st_mtime_ns) == before


def test_with_too_few_entries_it_says_what_it_needs(tracker: Tracker) -> None:
    tracker("new", "--currency", "EUR", "--group", "circle", "--no-passphrase")
    done = tracker("sentences")
    assert done.code == 0
    assert done.out.startswith("There isn’t enough for an account in a few sentences yet.")
    assert RECOGNISED not in done.out


def test_another_group_has_no_share_of_the_income(story: Tracker) -> None:
    story("log", stdin=b"2025-11-01 meeting @!choir\n2025-11-02 ask 30/month dues no @choir\n")
    done = story("sentences", "--group", "-", stdin=b"choir\n")
    assert done.out.splitlines()[:4] == [
        "I went to one meeting of a group.",
        "I was asked for money once.",
        "The most I was asked for each month was about 30 EUR.",
        "I gave no money.",
    ]
    assert "choir" not in done.out
    assert story("sentences", "--group", "nobody").code == 2
