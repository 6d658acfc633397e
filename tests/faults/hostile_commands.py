"""Every command with options and arguments, real and hostile ones, as a shell hands them on."""

import os
from collections.abc import Iterator
from random import Random

import click

from tests.faults import hostile_text
from tracker.cli.main import COMMANDS, tracker

RARELY = frozenset({"demo", "passphrase"})
"""What takes long, and is tried the same way each time."""
GROUPS = ("1", "circle", "all", "-")


def make_argument(said: str) -> str:
    """A text as it is found among a command's arguments: bytes without NUL, be they text or not."""
    return os.fsdecode(hostile_text.encode_raw(said).replace(b"\0", b""))


def make_text(rng: Random) -> str:
    """A hostile text, which may be one that is taken."""
    return (
        hostile_text.make_text(rng, 3) if rng.randrange(2) else hostile_text.make_accepted_text(rng)
    )


def make_command(rng: Random) -> list[str]:
    """A command and what it is given."""
    name = rng.choice(list(COMMANDS))
    if name in RARELY and rng.randrange(10):
        name = rng.choice(("entries", "months", "history", "export"))
    found = tracker.get_command(click.Context(tracker), name)
    assert found is not None
    given = [name, *_make_values(found, rng)]
    if rng.randrange(12) == 0:
        given.insert(rng.randrange(2), make_text(rng))
    return list(map(make_argument, given))


def _make_values(found: click.Command, rng: Random) -> Iterator[str]:
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            if rng.randrange(3) == 0:
                yield rng.choice([*parameter.opts, *parameter.secondary_opts])
                if not parameter.is_flag:
                    yield _value(parameter, rng)
        else:
            for _each in range(rng.randint(1, 3) if parameter.nargs == -1 else 1):
                yield _value(parameter, rng)


def _value(parameter: click.Parameter, rng: Random) -> str:
    """Something for a parameter; a file or a folder stays in this one."""
    if rng.randrange(3):
        match parameter.type:
            case click.Choice() as choice:
                return str(rng.choice(list(choice.choices)))
            case click.IntRange():
                return str(rng.randint(1, 9))
            case _ if parameter.type.name in ("month", "date"):
                return rng.choice(("2025-10", "2025-10-02"))
            case _ if parameter.name in ("group", "groups", "against", "aliases"):
                return rng.choice(GROUPS) + (
                    f"={make_text(rng)}" if parameter.name == "aliases" else ""
                )
    made = make_text(rng)
    if isinstance(parameter.type, click.Path) or parameter.name in ("folder", "which", "report"):
        return made.replace("/", "").replace("..", "") or "x"
    return made
