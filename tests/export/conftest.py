"""The command line in this process, and books of given entries."""

from tests.analysis.conftest import book_factory
from tests.command_line import tracker
from tests.drawings import drawn_once, finished_once

__all__ = ["book_factory", "drawn_once", "finished_once", "tracker"]
