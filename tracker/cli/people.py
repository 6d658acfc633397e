"""`tracker people`: people to talk to, from what is kept here; no book is opened."""

import click

from tracker.cli.messages import make_visible
from tracker.entries.parse_error import shorten_word
from tracker.helplines import COUNTRIES, describe_helpline, list_by_country, list_safety_notes
from tracker.i18n import _, join_list


@click.command(
    "people",
    help=_(
        "Name people to talk to, your own country's first.\n\n"
        "They are kept in the program: nothing is asked of the network, and nothing is "
        "kept."
    ),
)
@click.option("--country", metavar="DE", help=_("Only this country, by its two letters."))
def people_command(country: str | None) -> None:
    """Name people to talk to, your own country's first."""
    code = country.upper() if country else None
    if code and code not in COUNTRIES:
        raise click.UsageError(
            _("Nobody is known here for {country}; there are {known}.").format(
                country=make_visible(shorten_word(code)), known=join_list(COUNTRIES)
            )
        )
    for name, people in list_by_country(code):
        click.echo(name)
        for helpline in people:
            click.echo(f"  {describe_helpline(helpline)}")
        click.echo()
    for line in list_safety_notes():
        click.echo(line)
