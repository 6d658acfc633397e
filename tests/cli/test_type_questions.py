"""Lines of files that are probably of another type are refused with lines that work."""

import re

import pytest

from tests.command_line import Tracker


@pytest.mark.parametrize(
    ("line", "question", "fix"),
    [
        ("seen 50 donation no", "Did they ask you?", "ask 50 donation no"),
        ("cost 20 @circle donation", "Did the group get it?", "paid 20 @circle donation"),
        ("cost 20 to the group", "Did the group get it?", "paid 20 dues"),
    ],
)
def test_a_file_is_refused_and_each_line_that_is_offered_is_saved(
    tracker: Tracker, line: str, question: str, fix: str
) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    refused = tracker("log", stdin=f"meeting 2h\n{line}\n".encode())
    assert (refused.code, refused.out) == (2, "")
    assert question in refused.err
    assert "Nothing was saved." in refused.err
    assert tracker("entries", "--format", "lines").out == ""
    offered = re.findall(r"“([^”]+)”", refused.err)
    assert offered[0] == fix
    for text in offered:
        assert tracker("log", stdin=f"{text}\n".encode()).code == 0


def test_with_drafts_such_a_line_is_kept_as_it_was_typed(tracker: Tracker) -> None:
    tracker("new", "--no-passphrase", "--group", "circle")
    assert tracker("log", "--keep-drafts", stdin=b"cost 20 dues\n").code == 2
    assert "cost 20 dues" in tracker("drafts").out
