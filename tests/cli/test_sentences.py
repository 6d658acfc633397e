"""`tracker sentences`: a few rounded sentences, and what always comes with them."""

from tests.command_line import Tracker

PURPOSE = (
    "You can use these sentences to ask people who don’t know you whether that is usual, or to warn"
    " someone."
)
RECOGNISED = "People who were there may still recognise you. It can wait a week."


def test_the_sentences_come_with_what_to_know(story: Tracker) -> None:
    story("log", stdin=b"2025-10-04 meeting\n2025-10-05 meeting\n2025-10-06 meeting\n")
    before = story.book.read_bytes(), story.book.stat().st_mtime_ns
    done = story("sentences")
    assert (done.code, done.err) == (0, "")
    assert done.out.replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "I met with a group about 3 times, over a few days.",
        "I was asked for money at none of these meetings.",
        "I was asked for money a few times.",
        "The largest monthly payment I was asked for was about 3 % of my income.",
        "The most I was asked for at once was about 500 EUR.",
        "I had to name an amount in front of others once.",
        "I said no once.",
        "I gave about 40 EUR in all.",
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
    story(
        "log",
        stdin=b"2025-11-01 meeting @!choir\n2025-11-02 meeting @choir\n2025-11-03 meeting @choir\n"
        b"2025-11-02 ask 30/month dues no @choir\n",
    )
    done = story("sentences", "--group", "-", stdin=b"choir\n")
    assert done.out.splitlines()[:4] == [
        "I met with a group about 3 times, over a few days.",
        "I was asked for money at about one in three of these meetings.",
        "I was asked for money once.",
        "The largest monthly payment I was asked for was about 30 EUR.",
    ]
    assert "%" not in done.out
    assert "choir" not in done.out
    assert story("sentences", "--group", "nobody").code == 2
