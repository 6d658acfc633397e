"""Books in which food and rent are known or not, with what is left in them on 20 November 2026."""

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.dense_books import DENSE

LIVING = replace(DENSE, most=14, types=("need", "need", "need", "income", "paid"))
"""Income, living costs and payments alone."""
TODAY = date(2026, 11, 20)
INCOME = "2026-09-01 income 950/month\n"
FOOD = INCOME + "2026-09-01 need food 260/month\n"
RENT = FOOD + "2026-09-01 need rent 380/month\n"

LEFT_BY_LINES = [
    pytest.param(FOOD, None, id="food alone"),
    pytest.param(INCOME + "2026-09-01 need rent 380/month", None, id="rent alone"),
    pytest.param(FOOD + "2026-09-01 need other 380/month flat", None, id="rent as other"),
    pytest.param(RENT, 310_00, id="both"),
    pytest.param(FOOD + "2026-11-20 need rent 0/month", 690_00, id="no rent"),
    pytest.param(FOOD + "2026-11-02 need rent 0", 690_00, id="no rent this month"),
    pytest.param(FOOD + "2026-10-31 need rent 380", None, id="rent of last month"),
    pytest.param(FOOD + "2026-11-30 need rent 380", 310_00, id="rent of later this month"),
    pytest.param(RENT + "2026-10-01 need rent 0/month", 690_00, id="rent has ended"),
    pytest.param(FOOD + "2026-09-01 need rent 9/month until 2026-10-31", None, id="is over"),
    pytest.param(FOOD + "2026-09-01 need rent 9/quarter", 690_00, id="not due this month"),
]
"""The lines of a book, and what is left; None where it is not known."""
UPCOMING_BY_PAYMENT = [
    pytest.param("2026-10-25 paid 30/month dues", 30_00, id="on the 25th"),
    pytest.param("2026-10-20 paid 30/month dues", 0, id="today"),
    pytest.param("2026-10-05 paid 30/month dues", 0, id="on the 5th"),
    pytest.param("2026-11-13 paid 5/week dues", 5_00, id="weekly"),
    pytest.param("2026-10-25 paid 30/month dues until 2026-11-24", 0, id="over by then"),
    pytest.param("2026-10-25 paid 30/month dues\n2026-11-10 paid 0/month dues", 0, id="ended"),
    pytest.param("2026-10-25 paid 30 dues", 0, id="once"),
]
"""A payment, and how much of it is still to come this month."""
