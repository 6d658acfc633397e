"""The program of a child process: it reads one file that may come from anyone, and ends.

It starts with an interpreter of its own, so it has nothing of the notebook in its memory. It gets
as much memory and time as an honest file needs. What it asks is on its standard input, a line of
JSON: so no password is in its arguments. When that input ends, its parent is gone, and so it ends.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread

from tracker.importing.subprocess_answer import (
    PdfFacts,
    SubprocessAnswer,
    UnreadFileError,
    UnreadReason,
    write_answer,
)

MEMORY = 512_000_000
"""Bytes that it may take beyond what the interpreter and its libraries have."""
CPU_SECONDS = 10
"""A report with 100,000 entries takes half a second, and less than half of the memory."""
_GRACE_SECONDS = 2
"""Seconds after which it is killed, if the signal did not end it."""
_CODE = re.compile(r"[0-9a-f](?:\s*[0-9a-f]){63,}", re.IGNORECASE)
"""A check code as it may be printed, in any groups."""
_PEAK_MEMORY = re.compile(r"VmHWM:\s*([0-9]+) kB")
_END_OF_PDF = re.compile(rb"%%EOF\s*\Z")


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """The file to read."""

    path: str
    size_limits: dict[str, int]
    """The files within it, and how many bytes of each are read at most."""
    is_pdf: bool = True
    """Whether it is a PDF, else it is a zip file."""
    passwords: tuple[str, ...] = ()
    with_checks: bool = False
    """Whether to look for the printed codes and later changes."""


def serve_request() -> None:
    """Read what the standard input asks for, and write the answer to the standard output."""
    request = ReadRequest(**json.loads(sys.stdin.buffer.readline()))
    Thread(target=_end_with_parent, daemon=True).start()
    # Imported now, so it does not count as memory that the file needs.
    import_module("tracker.importing.pdf_file" if request.is_pdf else "tracker.importing.zip_file")
    _limit_resources()
    result: SubprocessAnswer | UnreadFileError
    try:
        result = answer_request(request)
    except UnreadFileError as error:
        # The library takes a lack of memory for damage.
        is_memory = error.reason is UnreadReason.UNREADABLE and _read_peak_memory() > MEMORY // 4
        result = UnreadFileError(UnreadReason.MEMORY) if is_memory else error
    except MemoryError:
        result = UnreadFileError(UnreadReason.MEMORY)
    write_answer(sys.stdout.buffer, result)
    sys.stdout.buffer.flush()
    os._exit(0)


def answer_request(request: ReadRequest) -> SubprocessAnswer:
    """Return what is in a file. Raises UnreadFileError."""
    if not request.is_pdf:
        from tracker.importing.zip_file import read_zip

        return SubprocessAnswer(read_zip(Path(request.path), request.size_limits))
    from tracker.importing.pdf_file import open_pdf

    path = Path(request.path)
    with open_pdf(path, request.passwords) as pdf:
        attachments = pdf.list_attachments()
        files: dict[str, bytes] = {}
        for name, most in request.size_limits.items():
            matches = [
                attachment
                for attachment in attachments
                if name in (attachment.key, attachment.name)
            ]
            if len(matches) > 1:
                raise UnreadFileError(UnreadReason.TWICE, name)
            if matches:
                files[name] = pdf.read_content(matches[0], most)
        if not request.with_checks:
            return SubprocessAnswer(files)
        pages = list(pdf.read_page_texts())
        last = list(_find_codes(pages[-1].black_text)) if pages else []
        other = [text for page in pages[:-1] for text in page] + [
            pages[-1].other_text if pages else ""
        ]
        other += [text for drawing in pdf.read_drawing_texts() for text in drawing]
        return SubprocessAnswer(
            files,
            PdfFacts(
                attachment_names=tuple(attachment.name for attachment in attachments),
                printed_codes=tuple(last),
                other_code_count=sum(1 for text in other for _code in _find_codes(text)),
                is_changed=_has_additions(path) or pdf.has_more_than_pages(),
            ),
        )


def _find_codes(text: str) -> Iterator[str]:
    for code in _CODE.findall(text):
        yield "".join(code.split()).lower()


def _has_additions(path: Path) -> bool:
    """Return whether a PDF is more than was written at once."""
    raw = path.read_bytes()
    return (
        not raw.startswith(b"%PDF-")
        or raw.count(b"startxref") != 1
        or not _END_OF_PDF.search(raw, max(len(raw) - 100, 0))
    )


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _read_peak_memory() -> int:
    """Return how much memory was in use at most, or 0 if the system does not tell."""
    with suppress(OSError):
        match_ = _PEAK_MEMORY.search(Path("/proc/self/status").read_text("ascii"))
        return int(match_[1]) * 1024 if match_ else 0
    return 0


def _limit_resources() -> None:
    """Take no more memory and time than an honest file needs, and write no file."""
    if sys.platform == "win32":  # it has no such limits, and the parent counts the time
        return
    import resource

    limits = [
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + _GRACE_SECONDS),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_DATA, MEMORY, MEMORY),
    ]
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + MEMORY
        limits.append((resource.RLIMIT_AS, most, most))
    for number, soft, hard in limits:
        # Some systems know a limit and take no number for it.
        with suppress(OSError, ValueError):
            resource.setrlimit(number, (soft, hard))
