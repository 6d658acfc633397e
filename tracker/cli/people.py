"""`tracker people`: people to talk to, without opening a notebook."""

import click

from tracker.cli.messages import make_visible
from tracker.entries.parse_error import shorten_word
from tracker.helplines import (
    COUNTRIES,
    describe_emergency_numbers,
    describe_helpline,
    list_by_country,
    list_safety_notes,
)
from tracker.i18n import _, _error, join_list


@click.command(
    "people",
    help=_(
        "List people to talk to, your own country’s first.\n\n"
        "The list is part of Tracker. Nothing is looked up online, and nothing is "
        "saved."
    ),
)
@click.option("--country", metavar="DE", help=_("Only this country, as two letters."))
def people_command(country: str | None) -> None:
    """List people to talk to, emergency numbers first."""
    code = country.upper() if country else None
    if code and code not in COUNTRIES:
        raise click.UsageError(
            _error("Tracker has no list for “{country}”. Type one of these: {countries}").format(
                country=make_visible(shorten_word(code)), countries=join_list(COUNTRIES)
            )
        )
    click.echo(describe_emergency_numbers())
    click.echo()
    for name, people in list_by_country(code):
        click.echo(name)
        for helpline in people:
            click.echo(f"  {describe_helpline(helpline)}")
        click.echo()
    for line in list_safety_notes():
        click.echo(line)
