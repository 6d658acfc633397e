"""What holds for every fault."""

import os
from collections.abc import Iterator

import pytest

from tests.command_line import tracker
from tests.faults.processes import Processes, processes
from tests.faults.steps import build_fast_pragmas
from tracker.book.database import connection

__all__ = ["tracker"]


@pytest.fixture(scope="module")
def children() -> Iterator[Processes]:
    """Yield what begins a process for each action."""
    with processes() as running:
        yield running


@pytest.fixture
def no_disk_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what only a loss of power would need."""
    monkeypatch.setattr(connection, "_PRAGMAS", build_fast_pragmas())
    monkeypatch.setattr(os, "fsync", lambda _file: None)
