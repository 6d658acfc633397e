"""The group that an option of a command names, by its label, its alias or its number."""

import click

from tracker.entries.name_lookup import find_group
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import _


def find_chosen_group(name: str | None, context: ParseContext) -> str | None:
    """Return the label of a group named by label or number; None when none was named."""
    if name is None:
        return None
    bare = name.strip().removeprefix("@").strip()
    if not bare:
        raise click.UsageError(
            _("The name of a group is missing; this book has: {groups}.").format(
                groups=", ".join(context.groups.values()) or _("none yet")
            )
        )
    quoted = bare.replace('"', '""')
    try:
        (token,) = tokenize(f'@"{quoted}"')
        return find_group(token, context)
    except ParseError as error:
        raise click.UsageError(
            _("There is no group {name} in this book; it has: {groups}.").format(
                name=name.strip()[:30], groups=", ".join(context.groups.values()) or _("none yet")
            )
        ) from error
