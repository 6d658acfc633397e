"""A workbook read by the standard library alone, as the format's definition says."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TypeAlias
from xml.etree import ElementTree
from zipfile import ZipFile

Value: TypeAlias = str | Decimal | date

_NAMES = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LETTERS = re.compile("[A-Z]+")
_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class Workbook:
    """Its parts as they are packed, and what stands in the cells of each sheet, by row."""

    parts: dict[str, bytes]
    sheets: dict[str, list[dict[int, Value]]]

    def table(self, name: str) -> list[dict[str, Value]]:
        """A sheet's rows by the names in its head, without empty cells."""
        head, *rows = self.sheets[name]
        return [{str(head[at]): value for at, value in row.items()} for row in rows]


def read_workbook(raw: bytes) -> Workbook:
    """Everything in a workbook."""
    with ZipFile(BytesIO(raw)) as packed:
        assert packed.testzip() is None
        assert {item.date_time for item in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: packed.read(name) for name in packed.namelist()}
    strings = [
        "".join(_unescaped(part.text or "") for part in item.iterfind(".//s:t", _NAMES))
        for item in _xml(parts, "xl/sharedStrings.xml").iterfind("s:si", _NAMES)
    ]
    formats = _formats(_xml(parts, "xl/styles.xml"))
    names = [
        sheet.get("name", "")
        for sheet in _xml(parts, "xl/workbook.xml").iterfind("s:sheets/s:sheet", _NAMES)
    ]
    sheets = {
        name: [
            {
                _column(cell.get("r", "")): _value(cell, strings, formats)
                for cell in row.iterfind("s:c", _NAMES)
            }
            for row in _xml(parts, f"xl/worksheets/sheet{number}.xml").iterfind(
                "s:sheetData/s:row", _NAMES
            )
        ]
        for number, name in enumerate(names, start=1)
    }
    return Workbook(parts, sheets)


def _xml(parts: dict[str, bytes], name: str) -> ElementTree.Element:
    return ElementTree.fromstring(parts[name])


def _formats(styles: ElementTree.Element) -> list[str]:
    """The number format of each cell style."""
    own = {
        each.get("numFmtId", ""): each.get("formatCode", "")
        for each in styles.iterfind("s:numFmts/s:numFmt", _NAMES)
    }
    return [
        own.get(each.get("numFmtId", ""), "") for each in styles.iterfind("s:cellXfs/s:xf", _NAMES)
    ]


def _column(reference: str) -> int:
    match = _LETTERS.match(reference)
    assert match
    number = 0
    for letter in match[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ElementTree.Element, strings: list[str], formats: list[str]) -> Value:
    assert [each.tag for each in cell] == [f"{{{_NAMES['s']}}}v"], "a value and no formula"
    text = cell[0].text or ""
    match cell.get("t"):
        case "s":
            return strings[int(text)]
        case None:
            if "yyyy" in formats[int(cell.get("s", "0"))]:
                return _DAY_ZERO + timedelta(days=int(text))
            return Decimal(text)
        case other:
            raise AssertionError(other)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
