import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.examples import TODAY, row, same_months, series, year_series
from tracker.charts.canvas import cell_width
from tracker.charts.cells import Line, Role, bars, chart, plain
from tracker.charts.grid import Scale
from tracker.charts.series import Point, Series, shares_of_income
from tracker.entries.types import Limit
from tracker.months import Month

YEAR_60_BY_16 = """\
                                             57 %↑
20 % ┤                                          ░░░
     │
     │
     │                                          ░░░
     │                  ░░░                     ░░░
10 % ┤"""


def text(drawn: list[Line]) -> str:
    """The lines with ordinary spaces, as a test can be read."""
    return plain(drawn).replace("\N{NO-BREAK SPACE}", " ")
