"""Fixtures and settings of all tests: no network, a plain locale, enough time."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from tests.book.write_failures import QUICK_ROUNDS, set_default_rounds, use_full_keys
from tests.strategies import EXAMPLES
from tracker.i18n import clear_locale_cache

pytest_plugins = ["tests.app_fixtures"]

# A busy machine is no failure; how long a test may take in all is pytest's own limit. `make test`
# tries the same examples each time and remembers none; `make fuzz` tries others.
settings.register_profile(
    "tracker", max_examples=30, deadline=None, derandomize=True, database=None
)
settings.register_profile(
    "fuzz", max_examples=30 * EXAMPLES, deadline=None, database=None, print_blob=True
)
settings.load_profile("tracker")

MEMORY_DISK = Path("/dev/shm")
MEMORY_NEEDED = 2**30
"""Bytes that are free where tests lay their files in memory."""

SHRINK_SECONDS = 600
"""Seconds for a test of Hypothesis, which takes five minutes at most to make an example small."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the drawings of the screens be kept anew."""
    parser.addoption("--snapshot-update", action="store_true")


def pytest_configure(config: pytest.Config) -> None:
    """Let a seed count, which the same examples each time would ignore; lay files in memory."""
    if config.getoption("--hypothesis-seed") is not None:
        settings.load_profile("fuzz")
    if _has_memory_disk():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY_DISK))


def _has_memory_disk() -> bool:
    """Return whether files may lie in memory, since each save would wait for a disk."""
    if not os.access(MEMORY_DISK, os.W_OK):
        return False
    may_run = not os.statvfs(MEMORY_DISK).f_flag & os.ST_NOEXEC
    return may_run and shutil.disk_usage(MEMORY_DISK).free > MEMORY_NEEDED


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let Hypothesis show the small example it looks for, before the time is over."""
    if config.getoption("--timeout") == 0:
        return
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker(pytest.mark.timeout(SHRINK_SECONDS))


class LocalSocket(socket.socket):
    """A socket within this machine, as asyncio's own loop has one; any other is refused."""

    def __init__(
        self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None
    ) -> None:
        if fileno is None and family != getattr(socket, "AF_UNIX", None):
            raise AssertionError("this would have reached for the network")
        super().__init__(family, type, proto, fileno)


def refuse_name_lookup(*_arguments: object, **_options: object) -> NoReturn:
    """Look up no name: that asks the network, too."""
    raise AssertionError("this would have asked the network for a name")


@pytest.fixture(scope="session", autouse=True)
def _offline() -> Iterator[None]:
    """Let nothing reach for the network in any test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", LocalSocket)
        for name in ("getaddrinfo", "gethostbyname", "gethostbyaddr"):
            patch.setattr(socket, name, refuse_name_lookup)
        yield


def pytest_collection_finish() -> None:
    """Try the same examples each time; look for no garbage among all that was imported.

    Hypothesis takes numbers and texts from the modules that were imported so far, and which these
    are depends on the tests before. The search for garbage took a sixth of the tests' time.
    """
    if settings.default is not None and settings.default.derandomize:
        pytest.MonkeyPatch().setattr(
            providers, "_get_local_constants", type(providers._get_local_constants())
        )
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look for garbage once: pytest does so five times, a second each after many tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _quick_keys() -> None:
    """Let a passphrase open at once in this process; the format stays the same."""
    set_default_rounds(QUICK_ROUNDS)


@pytest.fixture
def full_keys() -> Iterator[None]:
    """Make books that a process of its own opens, which derives a key as people's do."""
    with use_full_keys():
        yield


@pytest.fixture
def read_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read reports and zip files in this process, where their child is not what is tested."""
    from tracker.importing import packed_bundle, subprocess_program, subprocess_reader

    for module in (packed_bundle, subprocess_reader):
        monkeypatch.setattr(module, "read_in_subprocess", subprocess_program.answer_request)


@pytest.fixture(autouse=True)
def plain_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start every test in the plain locale, whatever the machine speaks."""
    for name in [name for name in os.environ if name.startswith(("LC_", "LANG", "TRACKER_B"))]:
        monkeypatch.delenv(name)
    clear_locale_cache()


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: tests wait for a third of their time."""
    return (os.cpu_count() or 1) + 2
