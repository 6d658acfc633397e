"""Options and values that have a new name: scripts can go on using the former one."""

from collections.abc import Mapping, Sequence
from typing import Any

import click


class RenamedOption(click.Option):
    """An option with a former name that still works. Help and completion don't list it."""

    def __init__(
        self, param_decls: Sequence[str] | None = None, *, former: str, **attributes: Any
    ) -> None:
        """Take the option’s names as click does, and one former name."""
        super().__init__(param_decls, **attributes)
        self.former = former

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Let the parser accept the former name as well."""
        names = self.opts
        self.opts = [*names, self.former]
        try:
            super().add_to_parser(parser, ctx)
        finally:
            self.opts = names


class RenamedChoice(click.Choice[str]):
    """One of a few values, some of which have a former name."""

    def __init__(self, choices: Sequence[str], former: Mapping[str, str]) -> None:
        """`former` gives today’s value for each former one."""
        super().__init__(choices)
        self.former = former

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return today’s value, also for a former one."""
        return super().convert(self.former.get(value, value), param, ctx)
