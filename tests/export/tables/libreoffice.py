"""What LibreOffice reads in a file that it opens without a window."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

OFFICE = shutil.which("soffice")

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(frozen=True)
class Cell:
    """A cell as LibreOffice keeps it."""

    type: str
    """`float`, `date`, `boolean`, `string`."""
    value: str
    """A number, a day or a truth in one form for all locales; of a string its text."""
    formula: str | None


def open_in_office(
    folder: Path, files: Sequence[Path], separators: str = "", language: int = 0
) -> dict[str, dict[str, list[list[Cell | None]]]]:
    """The cells of each sheet of each file; `separators` and `language` are what a table is said
    to have in LibreOffice's own question, all else as it proposes."""
    assert OFFICE
    command = [OFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    if separators:
        signs = "/".join(str(ord(sign)) for sign in separators)
        command.append(f"--infilter=Text - txt - csv (StarCalc):{signs},34,76,1,,{language}")
    command += ["--convert-to", "fods", "--outdir", str(folder / "out"), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 0, run.stderr
    found = {}
    for file in files:
        tree = ElementTree.parse(folder / "out" / f"{file.stem}.fods")
        found[file.name] = {
            table.get(f"{_TABLE}name", ""): [
                list(_cells(row)) for row in table.iter(f"{_TABLE}table-row")
            ]
            for table in tree.iter(f"{_TABLE}table")
        }
    return found


def _cells(row: ElementTree.Element) -> Iterator[Cell | None]:
    for cell in row.iterfind(f"{_TABLE}table-cell"):
        kind = cell.get(f"{_OFFICE}value-type")
        formula = cell.get(f"{_TABLE}formula")
        read = None
        if kind or formula:
            names = ("value", "date-value", "boolean-value")
            known = (cell.get(f"{_OFFICE}{name}") for name in names)
            text = "\n".join(map(_text, cell.iterfind(f"{_TEXT}p")))
            read = Cell(kind or "", next(filter(None, known), text), formula)
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        yield from [read] * min(times, 100)


def _text(element: ElementTree.Element) -> str:
    told = element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            told += " " * int(part.get(f"{_TEXT}c", "1"))
        told += _text(part) + (part.tail or "")
    return told
