"""The command line in this process, and books of given entries."""

from tests.command_line import tracker
from tests.figures.conftest import shelf

__all__ = ["shelf", "tracker"]
