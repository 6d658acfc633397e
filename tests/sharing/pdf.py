"""A page as somebody who got it sees it: every byte of it unpacked, and what lies within."""

from io import BytesIO
from pathlib import Path

import pikepdf


def unpacked(raw: bytes, password: str = "") -> bytes:
    """All of a PDF with its streams unpacked, what lies within it too."""
    with pikepdf.open(BytesIO(raw), password=password) as pdf:
        memory = BytesIO()
        pdf.save(
            memory,
            qdf=True,
            deterministic_id=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
        return memory.getvalue() + b"".join(attached(raw, password).values())


def attached(raw: bytes, password: str = "") -> dict[str, bytes]:
    """The files that lie within a PDF."""
    with pikepdf.open(BytesIO(raw), password=password) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def names_in(folder: Path) -> set[str]:
    """The names of the files in a folder."""
    return {file.name for file in folder.iterdir()}
