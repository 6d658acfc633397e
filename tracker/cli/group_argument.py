"""The group that an option of a command names, by its label, its alias or its number."""

import click

from tracker.entries.name_lookup import find_group
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.i18n import _error, join_list


def find_chosen_group(name: str | None, context: ParseContext) -> str | None:
    """Return the label of a group named by label or number, or None if none was named."""
    if name is None:
        return None
    bare = name.strip().removeprefix("@").strip()
    if not bare:
        raise click.UsageError(
            _describe_groups(context, _error("Type the group’s name. This notebook has: {groups}"))
        )
    quoted = bare.replace('"', '""')
    try:
        (token,) = tokenize(f'@"{quoted}"')
        return find_group(token, context)
    except ParseError as error:
        text = _error("This notebook has no group {name}. It has: {groups}")
        raise click.UsageError(_describe_groups(context, text, name.strip()[:30])) from error


def _describe_groups(context: ParseContext, text: str, name: str = "") -> str:
    """Return the text with the groups to choose from, or that there are none."""
    if not context.groups:
        return _error("This notebook has no groups yet. Leave the group out.")
    return text.format(name=name, groups=join_list(context.groups.values()))
