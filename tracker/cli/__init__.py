"""The command line: what a person types, one file a command, each loaded when it is called."""

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command of this process, and end it with its exit code."""
    _leave_no_trace()
    from tracker.cli.commands import run

    sys.exit(run(sys.argv[1:]))


def _leave_no_trace() -> None:
    """Files for this person only, no memory in a core dump, no log of what Textual sees."""
    os.umask(0o077)
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    try:
        import resource
    except ImportError:  # Windows writes no core dumps
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
