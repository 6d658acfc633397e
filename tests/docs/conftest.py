"""The command line in this process."""

from tests.command_line import story, tracker

__all__ = ["story", "tracker"]
