"""Answers keep every promise of an entry in three cells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import amounts, periods
from tracker.entries.types import Answer, AnswerWord, Ask, Kind
from tracker.export.tables.answer_cells import (
    AnswerCells,
    UnknownAnswerError,
    format_answers,
    parse_answers,
)
from tracker.money import Cents
from tracker.months import Period

plain = st.sampled_from([word for word in AnswerWord if word is not AnswerWord.PLEDGED])
pledges = st.builds(Answer, st.just(AnswerWord.PLEDGED), amounts(), periods())
answers = st.lists(st.one_of(plain.map(Answer), pledges), max_size=5).map(tuple)


def ask(cents: Cents | None, every: Period | None = None) -> Ask:
    return Ask(day=date(2025, 10, 2), low=cents, high=cents, kind=Kind.DUES, every=every)


@given(answers, periods())
def test_answers_come_back(made: tuple[Answer, ...], every: Period | None) -> None:
    assert parse_answers(format_answers(made, ask(3000, every))) == made


PLEDGED, YES, NO = AnswerWord.PLEDGED, AnswerWord.YES, AnswerWord.NO


@pytest.mark.parametrize(
    ("made", "cells"),
    [
        ((), AnswerCells()),
        ((Answer(NO), Answer(NO)), AnswerCells(("no", "no"))),
        ((Answer(PLEDGED, 5000),), AnswerCells(("pledged",), 5000)),
        (
            (Answer(PLEDGED, 5000, Period.MONTH), Answer(NO), Answer(PLEDGED, 2000)),
            AnswerCells(("pledged 50.00/month", "no", "pledged"), 2000),
        ),
        (
            (Answer(PLEDGED, 5000), Answer(YES)),
            AnswerCells(("pledged 50.00", "yes"), 3000, Period.MONTH),
        ),
        ((Answer(YES), Answer(PLEDGED, 5000)), AnswerCells(("yes", "pledged"), 5000)),
    ],
)
def test_which_cell_carries_what(made: tuple[Answer, ...], cells: AnswerCells) -> None:
    assert format_answers(made, ask(3000, Period.MONTH)) == cells


@pytest.mark.parametrize("word", ["", "NO", "pledged 5", "pledged 5.00/day", "gave 20", "pledged "])
def test_a_word_nobody_writes_is_refused(word: str) -> None:
    with pytest.raises(UnknownAnswerError):
        parse_answers(AnswerCells((word, "pledged"), 100))
