"""What a child process answers about a file that it read: a line of JSON, then the files in it.

The child may have been taken over by what it read, so each part is checked before it is used.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import IO, Any

LONGEST_HEAD = 100_000
"""Bytes of the line of JSON."""


class UnreadReason(StrEnum):
    """Why a file was not read."""

    LOCKED = "locked"
    """It has a password, and none that was given opens it."""
    UNREADABLE = "unreadable"
    TWICE = "twice"
    """Two files within it have the same name."""
    TOO_LARGE = "too_large"
    """A file within it is larger than the limit."""
    MEMORY = "memory"
    TIME = "time"


class UnreadFileError(Exception):
    """A file that was not read, and the name of the file within it that is to blame."""

    def __init__(self, reason: UnreadReason, name: str = "") -> None:
        """Keep both."""
        super().__init__(reason, name)
        self.reason = reason
        self.name = name


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What is known about a PDF apart from its files."""

    attachment_names: tuple[str, ...] = ()
    """The names of all files within it."""
    printed_codes: tuple[str, ...] = ()
    """The check codes that are printed on its last page, in black."""
    other_code_count: int = 0
    """How many more there are, on other pages or in another colour."""
    is_changed: bool = False
    """Whether another program added to it after it was written."""


@dataclass(frozen=True, slots=True)
class SubprocessAnswer:
    """The files that were asked for, as far as they are there, and what else is known."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    facts: PdfFacts = field(default_factory=PdfFacts)


def write_answer(stream: IO[bytes], answer: SubprocessAnswer | UnreadFileError) -> None:
    """Write what the child found."""
    if isinstance(answer, UnreadFileError):
        head: dict[str, Any] = {"why": answer.reason, "name": answer.name}
        files: Mapping[str, bytes] = {}
    else:
        files = answer.files
        sizes = {name: len(content) for name, content in files.items()}
        head = {"sizes": sizes, "facts": asdict(answer.facts)}
    stream.write(json.dumps(head).encode() + b"\n")
    stream.writelines(files.values())


def read_answer(stream: IO[bytes], size_limits: Mapping[str, int]) -> SubprocessAnswer:
    """Read what the child found, no more than was asked for.

    Raises UnreadFileError, and EOFError where the child ended before its answer did.
    """
    line = stream.readline(LONGEST_HEAD)
    if len(line) == LONGEST_HEAD:
        raise UnreadFileError(UnreadReason.UNREADABLE)
    if not line.endswith(b"\n"):
        raise EOFError
    try:
        head = json.loads(line)
        if "why" in head:
            raise UnreadFileError(
                UnreadReason(head["why"]), head["name"] if head["name"] in size_limits else ""
            )
        sizes = {str(name): int(size) for name, size in head["sizes"].items()}
        facts = _build_facts(**head["facts"])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise UnreadFileError(UnreadReason.UNREADABLE) from error
    if any(not 0 <= size <= size_limits.get(name, -1) for name, size in sizes.items()):
        raise UnreadFileError(UnreadReason.UNREADABLE)
    files = {name: stream.read(size) for name, size in sizes.items()}
    if any(len(files[name]) < size for name, size in sizes.items()):
        raise EOFError
    return SubprocessAnswer(files, facts)


def _build_facts(
    attachment_names: list[Any], printed_codes: list[Any], other_code_count: int, is_changed: bool
) -> PdfFacts:
    return PdfFacts(
        tuple(map(str, attachment_names)),
        tuple(map(str, printed_codes)),
        int(other_code_count),
        bool(is_changed),
    )
