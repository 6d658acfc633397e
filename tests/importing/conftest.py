"""The command line, for tests of bundles that go through it."""

from tests.command_line import tracker

__all__ = ["tracker"]
