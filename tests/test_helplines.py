"""The list of helplines: recent enough, nobody's country without a line, danger first."""

import pytest

from tracker.helplines import (
    COUNTRIES,
    HELPLINES,
    LIST_CHECKED,
    OLDEST_SOURCE_YEARS,
    Helpline,
    describe_emergency_numbers,
    describe_helpline,
    list_safety_notes,
)


@pytest.mark.parametrize("helpline", HELPLINES, ids=lambda each: f"{each.country} {each.name}")
def test_the_source_of_each_entry_is_recent(helpline: Helpline) -> None:
    oldest = LIST_CHECKED.year - OLDEST_SOURCE_YEARS
    assert oldest <= helpline.found_year <= LIST_CHECKED.year


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_country_has_someone_who_listens(country: str) -> None:
    lines = [each for each in HELPLINES if each.country == country]
    assert any(
        "someone who listens" in each.purpose and each.contact[0].isdigit() for each in lines
    )


def test_no_line_is_for_crime_or_names_it() -> None:
    assert not any("116 006" in each.contact or "crime" in each.purpose for each in HELPLINES)


def test_the_emergency_numbers_are_one_sentence_apart_from_the_notes() -> None:
    sentence = describe_emergency_numbers()
    assert sentence.startswith("In danger now? Call 112 ")
    for number in ("112", "999", "911", "000"):
        assert number in sentence
        assert not any(number in note for note in list_safety_notes())


def test_a_line_says_what_they_offer_and_as_of_which_year() -> None:
    helpline = Helpline("IE", "Samaritans", "116 123", "someone who listens", "en", 2025)
    assert describe_helpline(helpline) == (
        "Samaritans: 116 123 (someone who listens · English · as of 2025)"
    )
