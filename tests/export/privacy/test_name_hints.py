"""Words that may be somebody's name are asked about, and no other ones."""

from pathlib import Path

import pytest

from tests.export.story_book import TODAY, example_book
from tracker.entries.possible_names import MOST_NAMES, find_possible_names
from tracker.export.bundle import load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.tables.csv_dialect import Dialect


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the treasurer said that each of us says a sum", []),
        ("The work comes first", []),
        ("even Mira gave 45, and her mother too", ["Mira"]),
        ("Comrade Weiss wants it by Friday", ["Weiss"]),
        ("I miss it, and I would miss them", []),
        ("and then mr came, dr of what", []),
        ("said Miss Weiss. and Mr. Abel", ["Weiss", "Abel"]),
        ("ask Jonas, or Jonas's sister", ["Jonas"]),
        ("come on Thursday", []),
        ("I think of the Thursdays", []),
        ("the Eşik people, and İsmet", ["Eşik", "İsmet"]),
        ("that Świątek and Čapek asked", ["Świątek", "Čapek"]),
        ("там был Иван, и Анна", ["Иван", "Анна"]),
        ("see IBAN number; USA too", []),
    ],
)
def test_a_capital_within_a_sentence_or_a_title_before_it(text: str, names: list[str]) -> None:
    assert find_possible_names([text], nouns_are_capital=False) == names


def test_where_nouns_are_capital_only_titles_count() -> None:
    texts = ["sogar das Kind gab Geld", "und Frau Weber sagte nein"]
    assert find_possible_names(texts, nouns_are_capital=True) == ["Weber"]


def test_no_more_than_a_few_are_named() -> None:
    texts = [f"then {chr(65 + at)}nton said" for at in range(20)]
    assert len(find_possible_names(texts, nouns_are_capital=False)) == MOST_NAMES


def test_a_name_that_gives_way_is_not_asked_about(tmp_path: Path) -> None:
    words = '"bring it to Circle, said Mira"'
    with example_book(tmp_path, f"2025-10-02 ask 30 dues {words}") as book:
        choice = ExportSelection(groups={"circle": "readers"})
        assert load_bundle(book, TODAY, Dialect.COMMA, choice).possible_names == ("Mira",)
        assert load_bundle(book, TODAY, Dialect.COMMA).possible_names == ("Circle", "Mira")
