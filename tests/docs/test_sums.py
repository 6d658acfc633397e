"""Each sum that docs/reference/figures.md and patterns.md work out by hand is right."""

import ast
import operator
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
SUM = re.compile(r"(?P<sum>[(\d][\d.,+−×/() ]*[\d)]) = (?P<result>\d[\d.,]*\d)(?P<percent> %)?")
"""What is worked out, such as `30.00 / (900.00 − 600.00) = 10.00 %`."""
OPERATIONS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def calculate(node: ast.expr) -> Fraction:
    """Return what an expression of numbers comes to, exactly."""
    match node:
        case ast.Constant(value=str(number)):
            return Fraction(number)
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATIONS[type(op)](calculate(left), calculate(right))
    raise AssertionError(ast.dump(node))


def is_right(text: str, result: str, *, percent: bool) -> bool:
    """Return whether a sum comes to a result, rounded half up to as many decimals as it has."""
    numbers = re.sub(r"[\d.,]+", lambda found: repr(found[0].replace(",", "")), text)
    exact = calculate(ast.parse(numbers.replace("−", "-").replace("×", "*"), mode="eval").body)
    exact *= 100 if percent else 1
    expected = Decimal(result.replace(",", ""))
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(expected, ROUND_HALF_UP)
    return rounded == expected


@pytest.mark.parametrize(("page", "count"), [("figures.md", 15), ("patterns.md", 3)])
def test_each_sum_of_a_page_is_right(page: str, count: int) -> None:
    sums = list(SUM.finditer((REFERENCE / page).read_text("utf-8")))
    assert len(sums) >= count
    wrong = [
        each[0]
        for each in sums
        if not is_right(each["sum"], each["result"], percent=each["percent"] is not None)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("200.00 + 400.00 = 600.00", True),
        ("40.00 / (900.00 + 900.00) = 2.22 %", True),
        ("40.00 / 1,800.00 = 2.23 %", False),
        ("900.00 − 600.00 − 10.00 = 291.00", False),
    ],
)
def test_a_wrong_sum_is_found(text: str, *, right: bool) -> None:
    found = SUM.fullmatch(text)
    assert found
    assert is_right(found["sum"], found["result"], percent=found["percent"] is not None) == right
