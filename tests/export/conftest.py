"""The command line in this process, and books of given entries."""

from tests.analysis.conftest import shelf
from tests.command_line import tracker

__all__ = ["shelf", "tracker"]
