"""Words that may be somebody's name are asked about, and only those."""

import pytest

from tracker.sharing.name_hints import MOST, looks_like_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the treasurer said that everyone names a number", []),
        ("The fight is more important", []),
        ("even Mira gave 60, and her mother too", ["Mira"]),
        ("Comrade Weiss wants it by Friday", ["Weiss"]),
        ("ask Jonas, or Jonas's sister", ["Jonas"]),
        ("come on Thursday", []),
    ],
)
def test_a_capital_within_a_sentence_or_a_title_before_it(text: str, names: list[str]) -> None:
    assert looks_like_names([text], nouns_are_capital=False) == names


def test_where_nouns_are_capital_only_titles_count() -> None:
    texts = ["sogar das Kind gab Geld", "und Frau Weber sagte nein"]
    assert looks_like_names(texts, nouns_are_capital=True) == ["Weber"]


def test_no_more_than_a_few_are_named() -> None:
    texts = [f"then {chr(65 + at)}nton said" for at in range(20)]
    assert len(looks_like_names(texts, nouns_are_capital=False)) == MOST
