"""Offline: no module of ours asks for the network, and where one would, these tests refuse it."""

import ast
import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracker

HOUSE = Path(tracker.__file__).parent
REACHING = frozenset(
    {
        *("aiohttp", "asyncore", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib"),
        *("requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib"),
        *("urllib3", "webbrowser", "xmlrpc"),
    }
)
"""Modules that are there to reach somebody."""


def imported_in(file: Path) -> Iterator[str]:
    """The modules that a file names in an import, wherever in it that stands."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_no_module_of_ours_imports_what_reaches_out() -> None:
    files = sorted(HOUSE.rglob("*.py"))
    assert len(files) > 100
    found = [
        (str(file.relative_to(HOUSE)), name)
        for file in files
        for name in imported_in(file)
        if name.partition(".")[0] in REACHING
    ]
    assert found == []


EVERYTHING = """
import importlib, pkgutil, sys
import tracker
for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
    if module.name != "tracker.__main__":
        importlib.import_module(module.name)
ours = [module for name, module in sys.modules.items() if name.partition(".")[0] == "tracker"]
assert len(ours) > 100
for module in ours:
    for value in list(vars(module).values()):
        home = value.__name__ if type(value) is type(sys) else getattr(value, "__module__", None)
        assert str(home).partition(".")[0] not in set(sys.argv[1:]), (module.__name__, value)
"""


def test_no_module_of_ours_holds_anything_that_reaches_out() -> None:
    subprocess.run([sys.executable, "-c", EVERYTHING, *REACHING], check=True)


def test_no_test_reaches_the_network() -> None:
    for family in (socket.AF_INET, socket.AF_INET6):
        with pytest.raises(AssertionError, match="network"):
            socket.socket(family)
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("localhost", 80)


async def test_what_asyncio_needs_for_itself_is_left_alone() -> None:
    await asyncio.sleep(0)
    one, other = socket.socketpair()
    with one, other:
        one.send(b"x")
        assert other.recv(1) == b"x"
