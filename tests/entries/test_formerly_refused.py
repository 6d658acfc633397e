"""Ways to write that earlier versions refused: what they mean in a file, and when typed."""

import pytest

from tests.entries.entry_lines import find_parse_error, read_entry
from tests.entries.test_line_errors import BEFORE, TODAY

IN_FILES = [
    ("paid 1,000.00 dues", "paid 1000 dues"),
    ("paid 1.234,56 dues", "paid 1234.56 dues"),
    ("income 1 200", "income 1200"),
    ("ask 1 200 dues", "ask 1200 dues"),
    ("saw 5 dues", "seen 5 dues"),
    ("gave 20 donation", "paid 20 donation"),
    ("payed 20 donation", "paid 20 donation"),
    ("wages 20", "income 20 'wages'"),
    ("wages 20 donation", "income 20 'wages donation'"),
    ("05.03.2026 meeting", "2026-03-05 meeting"),
    ("5.3. meeting", "2026-03-05 meeting"),
    ("on friday meeting", "2026-02-27 meeting"),
    ("vorgestern meeting", "2026-03-03 meeting"),
    ("paid 5 dues yesterday", "2026-03-04 paid 5 dues"),
    ("income 5 sun", "2026-03-01 income 5"),
    ("income 950 yesterday", "2026-03-04 income 950"),
    ("meeting 90 min", "meeting 1.5h"),
    ("meeting \u201csaid\u201d", 'meeting "said"'),
    ("meeting \u00absaid\u00bb", 'meeting "said"'),
    ("ask 5 membership dues no", "ask 5 dues 'membership dues' no"),
    ("ask 5 membership due no", "ask 5 dues 'membership due' no"),
    ("ask 5 membership for 1 no", "ask 5 dues 'membership' for 1 no"),
    ("ask 5 shirt no", "ask 5 merch 'shirt' no"),
    ("ask 5 due", "ask 5 dues"),
    ("ask 30 to dues", "ask 30 dues"),
    ("ask 30 so dues", "ask 30 dues"),
    ("paid 20 event cash", "paid 20 event by cash"),
    ("paid 20 event in cash", "paid 20 event by cash"),
    ("paid 20 event receipt", "paid 20 event documented"),
    ("paid 120 dues/year", "paid 120/year dues"),
]
TYPED = [
    ("30 membership dues no", "ask 30 dues 'membership dues' no"),
    ("30 membership due no", "ask 30 dues 'membership due' no"),
    ("15 shirt", "ask 15 merch 'shirt'"),
    ("monday 20 donation", "2026-03-02 ask 20 donation"),
    ("Thursday 20 donation", "2026-02-26 ask 20 donation"),
    ("Samstag 20 donation", "2026-02-28 ask 20 donation"),
    ("gestern 20 donation", "2026-03-04 ask 20 donation"),
    ("income 5 for march", "income 5 for 2026-03"),
    ("meeting:", "meeting"),
    ("meeting : // x", "meeting // x"),
]


@pytest.mark.parametrize(("line", "plain"), IN_FILES)
@pytest.mark.parametrize("typed", [False, True])
def test_it_is_the_same_entry_as_in_the_words_of_the_grammar(
    line: str, plain: str, typed: bool
) -> None:
    assert read_entry(line, *BEFORE, today=TODAY, typed=typed) == read_entry(
        plain, *BEFORE, today=TODAY
    )


@pytest.mark.parametrize(("line", "plain"), TYPED)
def test_it_is_understood_only_where_a_person_types(line: str, plain: str) -> None:
    assert read_entry(line, *BEFORE, today=TODAY, typed=True) == read_entry(
        plain, *BEFORE, today=TODAY
    )
    find_parse_error(line, *BEFORE, today=TODAY)
