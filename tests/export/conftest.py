"""The command line in this process, and books of given entries."""

from tests.analysis.conftest import book_factory
from tests.command_line import tracker

__all__ = ["book_factory", "tracker"]
