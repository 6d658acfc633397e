"""The command line in this process, for notebooks of the benchmarks."""

from tests.command_line import tracker

__all__ = ["tracker"]
